import { sql } from 'kysely';
import { v7 } from 'uuid';
import { audit } from '../../../platform/audit.ts';
import type { Tx } from '../../../platform/db/db.ts';
import { Refusal } from '../../../platform/refusal.ts';
import type { Actor } from '../../people/index.ts';
import { CaseEvent, type WebhookChange, type WebhookDraft, type WebhookEndpoint } from './contract.ts';
import { sealSecret } from './secrets.ts';
import { newSecret } from './sign.ts';
import type { Endpoint } from './tables.ts';

/** Each event is one message to each endpoint: more would multiply the outbox. */
const MOST_ENDPOINTS = 20;
/** How long the secret before a new one signs too. */
const OVERLAP_MS = 24 * 3_600_000;

type By = { readonly actor: Actor; readonly now: Date; readonly key: string };

/** A new receiver, told from now on. Its secret is in the answer and, sealed, in the database. @throws Refusal('invalid-input') past twenty */
export async function addEndpoint(tx: Tx, by: By, draft: WebhookDraft): Promise<{ id: string; secret: string }> {
  const { n } = await tx
    .selectFrom('complaints.webhook_endpoint')
    .select((all) => all.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  if (Number(n) >= MOST_ENDPOINTS)
    throw new Refusal('invalid-input', { fields: [{ field: '/url', problem: 'too-many' }], most: MOST_ENDPOINTS });
  const id = v7();
  const secret = newSecret();
  await tx
    .insertInto('complaints.webhook_endpoint')
    .values({
      id,
      url: draft.url,
      description: draft.description,
      kinds: draft.kinds,
      secret: sealSecret(by.key, id, secret),
      previous_secret: null,
      previous_until: null,
      active_since: by.now,
      disabled_why: null,
      disabled_at: null,
      failing_since: null,
      resting_until: null,
      created_by: by.actor.id,
      created_at: by.now,
    })
    .execute();
  await note(tx, by, 'webhook.create', id, { host: hostOf(draft.url), kinds: draft.kinds });
  return { id, secret };
}

/** Where to, what of, and whether. Switched on again it is told what happens from then on. @throws Refusal('not-found') */
export async function changeEndpoint(tx: Tx, by: By, id: string, change: WebhookChange): Promise<void> {
  const before = await lock(tx, id);
  const on = change.active && !before.active;
  const off = !change.active && before.active;
  await tx
    .updateTable('complaints.webhook_endpoint')
    .set({
      url: change.url,
      description: change.description,
      kinds: change.kinds,
      active: change.active,
      ...(on && {
        active_since: by.now,
        disabled_why: null,
        disabled_at: null,
        failing_since: null,
        resting_until: null,
      }),
      ...(off && { disabled_why: 'by-hand' as const, disabled_at: by.now }),
    })
    .where('id', '=', id)
    .execute();
  await note(tx, by, 'webhook.change', id, {
    before: { host: hostOf(before.url), kinds: before.kinds, active: before.active },
    after: { host: hostOf(change.url), kinds: change.kinds, active: change.active },
  });
}

/** The endpoint and everything that was said to it. @throws Refusal('not-found') */
export async function removeEndpoint(tx: Tx, by: By, id: string): Promise<void> {
  const { url } = await lock(tx, id);
  await tx.deleteFrom('complaints.webhook_endpoint').where('id', '=', id).execute();
  await note(tx, by, 'webhook.remove', id, { host: hostOf(url) });
}

/** A new secret; the one before signs beside it for a day, so that the receiver changes its own without losing a message. @throws Refusal('not-found') */
export async function rotateSecret(tx: Tx, by: By, id: string): Promise<string> {
  const before = await lock(tx, id);
  const secret = newSecret();
  await tx
    .updateTable('complaints.webhook_endpoint')
    .set({
      secret: sealSecret(by.key, id, secret),
      previous_secret: before.secret,
      previous_until: new Date(by.now.getTime() + OVERLAP_MS),
    })
    .where('id', '=', id)
    .execute();
  await note(tx, by, 'webhook.rotate', id, { host: hostOf(before.url) });
  return secret;
}

async function lock(tx: Tx, id: string): Promise<Endpoint> {
  const row = await tx
    .selectFrom('complaints.webhook_endpoint')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Refusal('not-found');
  return row;
}

/** Every endpoint with how many messages wait for it and how many failed, the oldest first; no secret among it. */
export async function listEndpoints(tx: Tx): Promise<WebhookEndpoint[]> {
  const rows = await tx
    .selectFrom('complaints.webhook_endpoint as e')
    .selectAll('e')
    .select((eb) => {
      const count = (status: 'queued' | 'failed') =>
        eb
          .selectFrom('complaints.webhook_message as m')
          .select(sql<number>`count(*)::int`.as('n'))
          .whereRef('m.endpoint_id', '=', 'e.id')
          .where('m.status', '=', status);
      return [count('queued').as('waiting'), count('failed').as('failed')];
    })
    .orderBy('e.created_at')
    .orderBy('e.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    url: row.url,
    description: row.description,
    kinds: CaseEvent.array().parse(row.kinds),
    active: row.active,
    disabledWhy: row.disabled_why,
    disabledAt: row.disabled_at?.toISOString() ?? null,
    failingSince: row.failing_since?.toISOString() ?? null,
    previousUntil: row.previous_until?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    waiting: row.waiting ?? 0,
    failed: row.failed ?? 0,
  }));
}

export async function endpointOf(tx: Tx, id: string): Promise<WebhookEndpoint> {
  const found = (await listEndpoints(tx)).find((each) => each.id === id);
  if (!found) throw new Refusal('not-found');
  return found;
}

const hostOf = (url: string): string => new URL(url).host;

const note = (tx: Tx, { actor, now }: By, action: string, id: string, detail: Record<string, unknown>) =>
  audit(tx, [
    { at: now, actorKind: actor.kind, actorId: actor.id, action, subjectKind: 'webhook', subjectId: id, detail },
  ]);
