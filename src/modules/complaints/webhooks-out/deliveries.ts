import { sql } from 'kysely';
import { v7 } from 'uuid';
import { z } from 'zod';
import { audit } from '../../../platform/audit.ts';
import type { Tx } from '../../../platform/db/db.ts';
import type { Job } from '../../../platform/jobs.ts';
import { pageKey, readPageKey } from '../../../platform/page-key.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { type Actor, loadMunicipality } from '../../people/index.ts';
import type { WebhookDelivery } from './contract.ts';
import { enqueueDelivery } from './jobs.ts';

const A_PAGE = 20;
const KEPT_DAYS = 30;
const Nothing = z.object({});

/** What was sent to an endpoint, the newest first, each with its attempts. @throws Refusal('invalid-input') for a key that is none */
export async function listDeliveries(tx: Tx, endpointId: string, after: string | undefined) {
  const key = readPageKey(after);
  const base = tx.selectFrom('complaints.webhook_message').selectAll().where('endpoint_id', '=', endpointId);
  const keyed = key ? base.where(sql<boolean>`(created_at, id) < (${key.at}::timestamptz, ${key.id}::uuid)`) : base;
  const rows = await keyed
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(A_PAGE + 1)
    .execute();
  const page = rows.slice(0, A_PAGE);
  const attempts = Map.groupBy(
    page.length === 0
      ? []
      : await tx
          .selectFrom('complaints.webhook_attempt')
          .selectAll()
          .where(
            'message_id',
            'in',
            page.map((row) => row.id),
          )
          .orderBy('attempt')
          .execute(),
    (attempt) => attempt.message_id,
  );
  const items = page.map(
    (row): WebhookDelivery => ({
      id: row.id,
      kind: row.kind,
      status: row.status,
      payload: row.payload,
      createdAt: row.created_at.toISOString(),
      nextAttemptAt: row.next_attempt_at?.toISOString() ?? null,
      attempts: (attempts.get(row.id) ?? []).map(({ at, status, outcome, answer, milliseconds }) => ({
        at: at.toISOString(),
        status,
        outcome,
        answer,
        milliseconds,
      })),
    }),
  );
  const last = rows.length > A_PAGE ? page.at(-1) : undefined;
  return { items, next: last ? pageKey(last.created_at.toISOString(), last.id) : null };
}

/** Puts a message that tries a connection in the outbox; returns its id. @throws Refusal('not-found') */
export async function addTest(tx: Tx, endpointId: string, now: Date): Promise<string> {
  const endpoint = await tx
    .selectFrom('complaints.webhook_endpoint')
    .select(['id', 'active'])
    .where('id', '=', endpointId)
    .executeTakeFirst();
  if (!endpoint) throw new Refusal('not-found');
  if (!endpoint.active) throw new Refusal('wrong-state', { what: 'webhook' });
  const { nameTh, nameEn, slug } = await loadMunicipality(tx);
  const data = { municipality: { slug, name_th: nameTh, name_en: nameEn } };
  const id = v7();
  await tx
    .insertInto('complaints.webhook_message')
    .values({
      id,
      endpoint_id: endpointId,
      kind: 'webhook.test',
      complaint_id: null,
      seq: null,
      payload: JSON.stringify({ type: 'webhook.test', timestamp: now.toISOString(), data }),
      status: 'queued',
      created_at: now,
      next_attempt_at: now,
      claimed_until: null,
      settled_at: null,
    })
    .execute();
  // Whoever pressed the button waits, so nothing that rests delays it.
  await tx
    .updateTable('complaints.webhook_endpoint')
    .set({ resting_until: null })
    .where('id', '=', endpointId)
    .execute();
  return id;
}

/**
 * Sends one message again, or with `endpointId` everything that failed there. Returns how many; what is being sent right now is left alone.
 * @throws Refusal('not-found') where there is no such message
 */
export async function sendAgain(
  tx: Tx,
  { actor, now }: { actor: Actor; now: Date },
  which: { messageId: string } | { endpointId: string },
): Promise<number> {
  const failed = tx
    .updateTable('complaints.webhook_message')
    .set({ status: 'queued', next_attempt_at: now, settled_at: null, claimed_until: null });
  const rows = await ('messageId' in which
    ? failed
        .where('id', '=', which.messageId)
        .where((row) => row.or([row('claimed_until', 'is', null), row('claimed_until', '<=', now)]))
    : failed.where('endpoint_id', '=', which.endpointId).where('status', '=', 'failed')
  )
    .returning('endpoint_id')
    .execute();
  if ('messageId' in which && rows.length === 0) await mustBeThere(tx, which.messageId);
  const endpoints = [...new Set(rows.map((row) => row.endpoint_id))];
  for (const id of endpoints) await enqueueDelivery(tx, id);
  const by = { at: now, actorKind: actor.kind, actorId: actor.id, action: 'webhook.retry', subjectKind: 'webhook' };
  await audit(
    tx,
    endpoints.map((id) => ({ ...by, subjectId: id, detail: { messages: rows.length } })),
  );
  return rows.length;
}

async function mustBeThere(tx: Tx, id: string): Promise<void> {
  const row = await tx.selectFrom('complaints.webhook_message').select('id').where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('not-found');
}

/** What was settled a month ago goes: it is a log, not the record; the record is the history of the case. */
export const sweepWebhooks: Job<typeof Nothing> = {
  id: 'complaints.sweep-webhooks',
  schema: Nothing,
  handle: ({ scoped, now }) =>
    scoped(async (tx) => {
      const before = new Date(now().getTime() - KEPT_DAYS * 86_400_000);
      await tx
        .deleteFrom('complaints.webhook_message')
        .where('status', '!=', 'queued')
        .where('settled_at', '<', before)
        .execute();
    }),
};
