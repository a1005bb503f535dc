import { randomInt } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Tables, Tx } from '../../../platform/db/db.ts';
import type { Job } from '../../../platform/jobs.ts';
import type { Outbound, OutboundResult } from '../../../platform/outbound/outbound.ts';
import { disable } from './disable.ts';
import { deliverWebhook, enqueueDelivery } from './jobs.ts';
import { judge } from './rules.ts';
import { secretsOf } from './secrets.ts';
import { signedHeaders } from './sign.ts';
import type { Endpoint } from './tables.ts';

type Message = Selectable<Tables['complaints.webhook_message']>;

/** Standard Webhooks recommends 15 to 30 seconds. */
const PATIENCE_MS = 20_000;
/** Longer than the patience: until then nobody else sends the same message. */
const CLAIM_MS = 60_000;
const KEPT_ANSWER = 500;
const CHANCES = 1000;

type Scoped = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
export type Delivering = { scoped: Scoped; outbound: Outbound; key: string; now: () => Date };

/** The job that makes one attempt at one message. */
export function deliverWebhooks(outbound: Outbound, key: string): Job<(typeof deliverWebhook)['schema']> {
  return {
    ...deliverWebhook,
    handle: ({ scoped, now }, { messageId }) => attempt({ scoped, outbound, key, now }, messageId),
  };
}

/**
 * One attempt: claimed in a transaction, sent outside of any, recorded in another. Each leaves a row of what was answered. A message that
 * is settled, claimed by another, or not due yet is left alone.
 */
export async function attempt({ scoped, outbound, key, now }: Delivering, messageId: string): Promise<void> {
  const claimed = await scoped((tx) => claim(tx, messageId, now()));
  if (!claimed) return;
  const { message, endpoint } = claimed;
  const began = performance.now();
  const secrets = secretsOf(key, endpoint, now());
  const result: OutboundResult | null =
    secrets.length === 0
      ? null
      : await outbound.send({
          url: endpoint.url,
          method: 'POST',
          headers: { 'content-type': 'application/json; charset=utf-8', ...signedHeaders(message, secrets, now()) },
          body: Buffer.from(message.payload),
          timeoutMs: PATIENCE_MS,
          mostBytes: 4096,
        });
  const milliseconds = Math.round(performance.now() - began);
  await scoped((tx) => record(tx, { message, endpoint, result, milliseconds }, now()));
}

async function claim(tx: Tx, id: string, now: Date): Promise<{ message: Message; endpoint: Endpoint } | null> {
  const message = await tx
    .selectFrom('complaints.webhook_message')
    .selectAll()
    .where('id', '=', id)
    .where('status', '=', 'queued')
    .forUpdate()
    .executeTakeFirst();
  if (!message || (message.claimed_until && message.claimed_until > now)) return null;
  if (message.next_attempt_at && message.next_attempt_at > now) return null;
  const endpoint = await tx
    .selectFrom('complaints.webhook_endpoint')
    .selectAll()
    .where('id', '=', message.endpoint_id)
    .executeTakeFirstOrThrow();
  const set = (values: Partial<Message>) =>
    tx.updateTable('complaints.webhook_message').set(values).where('id', '=', id).execute();
  if (!endpoint.active) {
    await set({ status: 'failed', settled_at: now, next_attempt_at: null });
    return null;
  }
  if (endpoint.resting_until && endpoint.resting_until > now) {
    await set({ next_attempt_at: endpoint.resting_until });
    await enqueueDelivery(tx, { id, endpointId: endpoint.id }, endpoint.resting_until);
    return null;
  }
  const attempts = message.attempts + 1;
  await set({ attempts, claimed_until: new Date(now.getTime() + CLAIM_MS) });
  return { message: { ...message, attempts }, endpoint };
}

type Attempted = { message: Message; endpoint: Endpoint; result: OutboundResult | null; milliseconds: number };

async function record(tx: Tx, { message, endpoint, result, milliseconds }: Attempted, now: Date): Promise<void> {
  const status = result?.ok ? result.status : null;
  const retryAfter = result?.ok ? (result.headers['retry-after'] ?? null) : null;
  const failingSince = endpoint.failing_since ?? now;
  const verdict = judge({ status, retryAfter }, message.attempts, failingSince, now, randomInt(CHANCES) / CHANCES);
  await tx
    .insertInto('complaints.webhook_attempt')
    .values({
      message_id: message.id,
      attempt: message.attempts,
      at: now,
      status,
      outcome: verdict.settled === 'delivered' ? 'delivered' : outcomeOf(result),
      answer: result?.ok ? readable(result.body) : '',
      milliseconds,
    })
    .onConflict((row) => row.doNothing())
    .execute();
  const delivered = verdict.settled === 'delivered';
  await tx
    .updateTable('complaints.webhook_message')
    .set({
      status: verdict.settled ?? 'queued',
      claimed_until: null,
      settled_at: verdict.settled ? now : null,
      next_attempt_at: verdict.settled ? null : verdict.nextAt,
    })
    .where('id', '=', message.id)
    .execute();
  await tx
    .updateTable('complaints.webhook_endpoint')
    .set({
      failing_since: delivered ? null : failingSince,
      resting_until: verdict.settled === null ? verdict.restUntil : null,
    })
    .where('id', '=', endpoint.id)
    .execute();
  if (verdict.settled === null) await enqueueDelivery(tx, { id: message.id, endpointId: endpoint.id }, verdict.nextAt);
  if (verdict.settled === 'failed' && verdict.disable) await disable(tx, endpoint, verdict.disable, now);
}

function outcomeOf(result: OutboundResult | null): string {
  if (result === null) return 'secret-unreadable';
  return result.ok ? `status-${result.status}` : result.fault;
}

const readable = (body: Buffer): string =>
  Array.from(body.toString('utf8').replaceAll(/[\p{Cc}\uFFFD]+/gu, ' '))
    .slice(0, KEPT_ANSWER)
    .join('')
    .trim();
