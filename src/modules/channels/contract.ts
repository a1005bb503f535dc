import { z } from 'zod';
import { PublicLimit } from './in-public/contract.ts';
import { ADAPTER_KINDS } from './kinds/contract.ts';

export const ChannelKind = z.enum(ADAPTER_KINDS);
export type ChannelKind = z.infer<typeof ChannelKind>;

const Problem = z.enum([
  'wrong-key',
  'no-permission',
  'unreachable',
  'expired',
  'not-linked',
  'other',
  // The key is right, and yet nothing, or not everything, comes in or goes out.
  'no-webhook',
  'webhook-off',
  'webhook-elsewhere',
  'webhooks-only',
]);

export const ChannelCheck = z.object({
  at: z.iso.datetime(),
  ok: z.boolean(),
  /** What the provider says it is, or what is wrong. */
  detail: z.string(),
  problem: Problem.nullable(),
});
export type ChannelCheck = z.infer<typeof ChannelCheck>;

/** One thing to fill in. A secret's value never comes back: only whether it is there. */
const ChannelField = z.object({
  name: z.string(),
  secret: z.boolean(),
  required: z.boolean(),
  /** The operator's variable that sets it where the console does not; for the first municipality only, else null. */
  variable: z.string().nullable(),
  lines: z.number().int().nullable(),
  least: z.number().int().nullable().describe('ours to make up, of at least so many characters'),
  short: z.boolean().describe('what is set is shorter than `least`, so it may be guessed'),
  isSwitch: z.boolean().describe('on or off, written as `on` or nothing'),
  state: z.enum(['set', 'environment', 'not-set', 'lost']).describe('lost: sealed with another key; enter it again'),
  value: z.string().nullable(),
});

export const ChannelView = z.object({
  kind: ChannelKind,
  active: z.boolean(),
  /** Active, and every required field is known. */
  connected: z.boolean(),
  fields: z.array(ChannelField),
  /** The address to give to the provider; null where nothing arrives by itself. `challenge`: the provider verifies it by GET. */
  webhook: z.object({ url: z.url(), challenge: z.boolean() }).nullable(),
  abilities: z.object({
    longestText: z.number(),
    mostAtOnce: z.number(),
    windowHours: z.number().nullable(),
    humanWindowHours: z.number().nullable(),
    sends: z.array(z.enum(['text', 'image', 'link', 'choices'])),
    inPublic: PublicLimit.nullable(),
  }),
  hasQuota: z.boolean(),
  /** What was used of this month when the provider was last asked; `ending`: it will not last. Null before it was asked. */
  quota: z
    .object({
      used: z.number(),
      most: z.number().nullable(),
      state: z.enum(['enough', 'ending', 'ended']),
      at: z.iso.datetime(),
    })
    .nullable(),
  /** Events are fetched every minute rather than sent to us. */
  polls: z.boolean(),
  check: ChannelCheck.nullable(),
  lastEventAt: z.iso.datetime().nullable(),
  changedAt: z.iso.datetime().nullable(),
});
export type ChannelView = z.infer<typeof ChannelView>;

export const SaveChannel = z.strictObject({
  active: z.boolean(),
  /** By field. Not sent: stays. Null: removed. Empty: removed, but a secret stays. */
  fields: z.record(z.string().max(60), z.string().max(20_000).nullable()).default({}),
});
export type SaveChannel = z.infer<typeof SaveChannel>;

/** `most` null: not limited. In the provider's own unit. */
export const ChannelQuota = z.object({ used: z.number(), most: z.number().nullable() });

const EventState = z.enum(['waiting', 'done', 'nothing', 'unknown', 'failed']);

export const ChannelEvent = z.object({
  id: z.uuid(),
  channel: ChannelKind,
  /** What the provider calls it; '' for who neither manages channels nor reads all cases. */
  externalId: z.string(),
  kind: z.string(),
  happenedAt: z.iso.datetime().nullable(),
  receivedAt: z.iso.datetime(),
  state: EventState,
  attempts: z.number().int(),
  settledAt: z.iso.datetime().nullable(),
  /** What became of each thing that it meant, in order; or why reading it failed. */
  outcome: z.object({
    became: z.array(z.object({ became: z.string(), subjectId: z.uuid().optional(), incomingId: z.uuid().optional() })),
    problem: z.string().nullable(),
  }),
  /** When what was sent was removed, its period being over. */
  rawRemovedAt: z.iso.datetime().nullable(),
});
export type ChannelEvent = z.infer<typeof ChannelEvent>;

/** One event with what was sent, which a list never holds: who looks at it is in the audit trail. */
export const WholeEvent = ChannelEvent.extend({
  /** As the provider sent it; null for who may not manage channels, where it is withheld, and once it was removed. */
  raw: z.string().nullable(),
  /** It tells of a case that is confidential, or whose citizen is concealed, and is not the reader's. */
  withheld: z.boolean(),
});
export type WholeEvent = z.infer<typeof WholeEvent>;

export const EventQuery = z.object({
  channel: ChannelKind.optional(),
  state: EventState.optional(),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type EventQuery = z.infer<typeof EventQuery>;

export const EventPage = z.object({ rows: z.array(ChannelEvent), next: z.string().nullable() });
export type EventPage = z.infer<typeof EventPage>;

/** Waiting, unknown and failed: all, counted up to a thousand. Done and nothing: of the newest ten thousand of the last seven days. */
export const EventCounts = z.array(
  z.object({ channel: ChannelKind, state: EventState, count: z.number().int(), more: z.boolean() }),
);
export type EventCounts = z.infer<typeof EventCounts>;

export { WAY_CHANNELS } from './directory/contract.ts';
export { PublicLimit, sizeOf } from './in-public/contract.ts';
export { ALSO_CALLED, declaredOf, OWN_KINDS } from './kinds/contract.ts';
