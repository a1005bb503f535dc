import { z } from 'zod';
import { ComplaintRow } from '../contract.ts';

/** POST /calls: what a telephone exchange (PBX, CTI) says of a call. The same `callId` again is the same call. */
export const TellCall = z.object({
  callId: z.string().trim().min(1).max(200),
  /** As the exchange writes it, a SIP address too; '' or `anonymous` when the caller withholds it. The number is what is kept. */
  from: z.string().trim().max(200),
  to: z.string().trim().max(200).default(''),
  extension: z.string().trim().max(40).default(''),
  direction: z.enum(['in', 'out']).default('in'),
  /** When it rang; left out: now. */
  at: z.iso.datetime({ offset: true }).optional(),
  /** Where the exchange keeps the recording. It is shown to staff and never fetched. */
  recordingUrl: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
});
export type TellCall = z.infer<typeof TellCall>;
export const CallTold = z.object({ id: z.uuid(), callId: z.string() });

export const CallQuery = z.object({
  minutes: z.coerce.number().int().min(1).max(1440).default(60),
  /** Left out: both. */
  direction: z.enum(['in', 'out']).optional(),
});
export type CallQuery = z.infer<typeof CallQuery>;

export const Call = z.object({
  id: z.uuid(),
  callId: z.string(),
  direction: z.enum(['in', 'out']),
  from: z.string(),
  to: z.string(),
  extension: z.string(),
  at: z.iso.datetime(),
  recordingUrl: z.string().nullable(),
  hasRecording: z.boolean(),
  /** The case that it became; null while it is none, or for who may not see that case. */
  complaint: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  /** Who is writing it down. */
  takenBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** The name last given with this number, if any was. A number proves nobody. */
  name: z.string(),
  /** The newest cases with this number that you may see. */
  history: z.array(ComplaintRow),
});
export type Call = z.infer<typeof Call>;
export const Calls = z.array(Call);

/**
 * GET /calls/ringing: what came in within the last minutes and nobody takes, the newest of each number (`times`: how often it rang; a
 * hidden number is each a caller of its own). `again`: seconds after which to look again.
 */
export const Ringing = z.object({ calls: z.array(Call.extend({ times: z.int() })), again: z.int() });
export type Ringing = z.infer<typeof Ringing>;
/** POST /calls/:id/take: `from` is who was seen to have it, so that of two who press at once one learns of the other. */
export const TakeRinging = z.object({ from: z.string().max(200).nullable() });

export const RecordingKept = z.object({ callId: z.string(), fileId: z.uuid() });
