import { audit } from '../../../platform/audit.ts';
import type { Tx } from '../../../platform/db/db.ts';
import { Refusal } from '../../../platform/refusal.ts';
import type { Actor } from '../../people/index.ts';
import type { Adapter, TestResult } from '../adapter.ts';
import type { SaveChannel } from '../contract.ts';
import { resumeChannel } from '../sweep-outbox.ts';
import { loadAccount, sealSecrets } from './load-account.ts';
import { FRESH_MS } from './open-accounts.ts';
import { changed } from './rules.ts';

type Saving = { readonly key: string; readonly municipalityId: string; readonly now: Date };

/**
 * Keeps what was filled in, secrets sealed. The audit entry names the fields that changed, never their values.
 * @throws Refusal('invalid-input') for a field that the channel does not have, and for a secret of ours that is too short
 */
export async function saveAccount(
  tx: Tx,
  actor: Actor,
  adapter: Adapter,
  { active, fields }: SaveChannel,
  { key, municipalityId, now }: Saving,
): Promise<void> {
  const { kind } = adapter;
  const before = await loadAccount(tx, key, municipalityId, kind, { lock: true });
  const { shown, secrets, wrong } = changed(adapter.fields, before, fields);
  if (wrong.length > 0) {
    throw new Refusal('invalid-input', {
      fields: wrong.map(({ name, problem }) => ({ field: `/fields/${name}`, problem })),
    });
  }
  const row = {
    active,
    settings: JSON.stringify(shown),
    changed_at: now,
    changed_by: actor.id,
    // What does not open with today's key stays as it is until something is put in its place: the right key may come back.
    ...(before.lost && Object.keys(secrets).length === 0
      ? {}
      : { sealed: sealSecrets(key, municipalityId, kind, secrets) }),
  };
  await tx
    .insertInto('channels.account')
    .values({ channel: kind, sealed: null, cursor: null, checked_at: null, check_result: null, ...row })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'channel']).doUpdateSet(row))
    .execute();
  const names = adapter.fields
    .map(({ name }) => name)
    .filter((name) => before.shown[name] !== shown[name] || before.secrets[name] !== secrets[name]);
  // Not before every process knows that it is open, or has another key.
  if (active && (!before.active || names.length > 0))
    await resumeChannel(tx, kind, now, new Date(now.getTime() + FRESH_MS + 1_000));
  await audit(tx, [
    {
      at: now,
      actorKind: actor.kind,
      actorId: actor.id,
      action: 'channel.save',
      subjectKind: 'channel',
      subjectId: kind,
      detail: { active: { before: before.active, after: active }, fields: names },
    },
  ]);
}

/** Keeps what came of asking the provider, with the channel; what is set stays as it is. A key that works lets go what waited for one. */
export async function noteCheck(tx: Tx, kind: Adapter['kind'], result: TestResult, now: Date): Promise<void> {
  const checked = { checked_at: now, check_result: JSON.stringify(result) };
  await tx
    .insertInto('channels.account')
    .values({ channel: kind, sealed: null, cursor: null, changed_at: now, changed_by: null, ...checked })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'channel']).doUpdateSet(checked))
    .execute();
  if (result.ok) await resumeChannel(tx, kind, now);
}
