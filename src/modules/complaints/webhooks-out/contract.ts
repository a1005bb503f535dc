import { z } from 'zod';

/** What another program may be told of. `webhook.test` is sent by the button alone. */
export const CASE_EVENTS = [
  'case.filed',
  'case.assigned',
  'case.started',
  'case.progressed',
  'case.waiting',
  'case.answered',
  'case.closed',
  'case.refused',
  'case.transferred',
  'case.reopened',
  'case.citizen_replied',
  'case.judged',
] as const;
export const CaseEvent = z.enum(CASE_EVENTS);
export type CaseEvent = z.infer<typeof CaseEvent>;
export const WebhookKind = z.enum([...CASE_EVENTS, 'webhook.test']);
export type WebhookKind = z.infer<typeof WebhookKind>;

const Instant = z.iso.datetime();
export const WebhookDraft = z.object({
  url: z.url({ protocol: /^https?$/ }).max(2000),
  description: z.string().trim().max(200).default(''),
  kinds: z.array(CaseEvent).min(1).max(CASE_EVENTS.length),
});
export type WebhookDraft = z.infer<typeof WebhookDraft>;
/** PUT /webhook-endpoints/:id */
export const WebhookChange = WebhookDraft.extend({ active: z.boolean() });
export type WebhookChange = z.infer<typeof WebhookChange>;

export const WebhookEndpoint = z.object({
  id: z.uuid(),
  url: z.string(),
  description: z.string(),
  kinds: z.array(CaseEvent),
  active: z.boolean(),
  /** Who switched it off: a person, we after five days without a success, or the receiver by answering 410. */
  disabledWhy: z.enum(['by-hand', 'failing', 'gone']).nullable(),
  disabledAt: Instant.nullable(),
  failingSince: Instant.nullable(),
  /** Until when the secret before this one signs too. */
  previousUntil: Instant.nullable(),
  createdAt: Instant,
  waiting: z.int(),
  failed: z.int(),
});
export type WebhookEndpoint = z.infer<typeof WebhookEndpoint>;
/** The secret is in this answer and in no other. */
export const WebhookMade = z.object({ endpoint: WebhookEndpoint, secret: z.string() });

export const WebhookAttempt = z.object({
  at: Instant,
  status: z.int().nullable(),
  outcome: z.string(),
  answer: z.string(),
  milliseconds: z.int(),
});
export const WebhookDelivery = z.object({
  id: z.uuid(),
  kind: WebhookKind,
  status: z.enum(['queued', 'delivered', 'failed']),
  payload: z.string(),
  createdAt: Instant,
  nextAttemptAt: Instant.nullable(),
  attempts: z.array(WebhookAttempt),
});
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;
/** GET /webhook-endpoints/:id/deliveries: newest first. */
export const WebhookDeliveries = z.object({ items: z.array(WebhookDelivery), next: z.string().nullable() });
