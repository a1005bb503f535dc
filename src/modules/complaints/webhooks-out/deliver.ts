import { randomInt } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Tables, Tx } from '../../../platform/db/db.ts';
import type { Job } from '../../../platform/jobs.ts';
import type { Outbound, OutboundResult } from '../../../platform/outbound/outbound.ts';
import { disable, letGo } from './disable.ts';
import { deliverWebhook, enqueueDelivery, enqueueLater } from './jobs.ts';
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

/** Messages that one run of the job sends at most, and for how long: then it makes room for others and comes again. */
const MOST_A_RUN = 200;
const LONGEST_RUN_MS = 30_000;

/** The job that sends what is due at one endpoint, in the order of what happened, until nothing is or the receiver needs rest. */
export function deliverWebhooks(outbound: Outbound, key: string): Job<(typeof deliverWebhook)['schema']> {
  return {
    ...deliverWebhook,
    async handle({ scoped, now }, { endpointId }) {
      const began = performance.now();
      for (let sent = 0; sent < MOST_A_RUN && performance.now() - began < LONGEST_RUN_MS; sent++)
        if (!(await attempt({ scoped, outbound, key, now }, { endpointId }))) return;
      await scoped((tx) => enqueueDelivery(tx, endpointId));
    },
  };
}

type Which = { messageId: string } | { endpointId: string };

/**
 * One attempt at a message, or at the first that is due at an endpoint: claimed in a transaction, sent outside of any, recorded in
 * another. Each leaves a row of what was answered. What is settled, claimed by another, or not due is left alone: then the answer is false.
 */
export async function attempt({ scoped, outbound, key, now }: Delivering, which: Which): Promise<boolean> {
  const claimed = await scoped((tx) => claim(tx, which, now()));
  if (!claimed) return false;
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
  return true;
}

/** A case that became confidential while its message waited, or was to be sent again, is not told of any more. */
async function isConfidential(tx: Tx, complaintId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('complaints.complaint')
    .select(['visibility', 'kind', 'respondent_id'])
    .where('id', '=', complaintId)
    .executeTakeFirst();
  return row !== undefined && (row.visibility !== 'normal' || row.kind === 'whistleblow' || row.respondent_id !== null);
}

async function claim(tx: Tx, which: Which, now: Date): Promise<{ message: Message; endpoint: Endpoint } | null> {
  const queued = tx.selectFrom('complaints.webhook_message').selectAll().where('status', '=', 'queued');
  const wanted =
    'messageId' in which
      ? queued.where('id', '=', which.messageId)
      : queued.where('endpoint_id', '=', which.endpointId);
  const message = await wanted
    .where('next_attempt_at', '<=', now)
    .where((row) => row.or([row('claimed_until', 'is', null), row('claimed_until', '<=', now)]))
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!message) return null;
  if (message.complaint_id !== null && (await isConfidential(tx, message.complaint_id))) {
    await tx
      .updateTable('complaints.webhook_message')
      .set({ status: 'failed', settled_at: now, next_attempt_at: null, claimed_until: null })
      .where('id', '=', message.id)
      .execute();
    return claim(tx, which, now);
  }
  const endpoint = await tx
    .selectFrom('complaints.webhook_endpoint')
    .selectAll()
    .where('id', '=', message.endpoint_id)
    .executeTakeFirstOrThrow();
  if (!endpoint.active) {
    await letGo(tx, endpoint.id, now);
    return null;
  }
  // Whoever is due when the rest is over is found by the next telling, within a minute.
  if (endpoint.resting_until && endpoint.resting_until > now) return null;
  const attempts = message.attempts + 1;
  await tx
    .updateTable('complaints.webhook_message')
    .set({ attempts, claimed_until: new Date(now.getTime() + CLAIM_MS) })
    .where('id', '=', message.id)
    .execute();
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
  if (verdict.settled === null) await enqueueLater(tx, endpoint.id, message.id, verdict.nextAt);
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
