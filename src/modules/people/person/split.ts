import { v7 } from 'uuid';
import type { Tx } from '../../../platform/db/db.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { components } from './components.ts';
import { findIdentity, type IdentityKey, type Joining, lockedPersons } from './join.ts';
import type { ProofKind } from './tables.ts';

/**
 * Takes an identity out of its person: every proof about it ends, and whoever no proof holds together any more is a person apart. The
 * longest known part keeps the person's id. Returns the id of the person that the identity is now of.
 * @throws Refusal('not-found') when the person has no such identity | Refusal('wrong-state') when it stands alone already
 */
export async function splitIdentity(
  tx: Tx,
  { personId, identityId, reason, by }: { personId: string; identityId: string; reason: string } & Pick<Joining, 'by'>,
  now: Date,
): Promise<string> {
  const known = await tx.selectFrom('people.identity').select('id').where('id', '=', identityId).executeTakeFirst();
  if (!known) throw new Refusal('not-found', { what: 'identity' });
  const [held] = await lockedPersons(tx, [identityId]);
  if (held !== personId) throw new Refusal('changed-meanwhile');
  const ended = await tx
    .updateTable('people.proof')
    .set({ ended_at: now, ended_reason: reason, ended_by: by.id })
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('one_id', '=', identityId), eb('other_id', '=', identityId)]))
    .returning('id')
    .execute();
  if (ended.length === 0) throw new Refusal('wrong-state', { what: 'identity' });
  const parts = await part(tx, personId, { reason, by }, now);
  return parts.find(({ ids }) => ids.includes(identityId))?.personId ?? personId;
}

/** Nobody else joins or parts this person until the transaction ends: before the locks of their cases, as wherever persons are settled. */
export async function lockPerson(tx: Tx, personId: string): Promise<void> {
  await tx.selectFrom('people.person').select('id').where('id', '=', personId).forNoKeyUpdate().execute();
}

type Disproven = Pick<Joining, 'one' | 'reason' | 'by'> & {
  /** The proofs between it and any of these, */
  readonly others: readonly IdentityKey[];
  /** and those of these kinds. */
  readonly kinds: readonly ProofKind[];
};

/** What held an identity and others together does no more: these proofs end. False where there was none. */
export async function disprove(tx: Tx, { one, others, kinds, reason, by }: Disproven, now: Date): Promise<boolean> {
  const known = await findIdentity(tx, one);
  if (!known) return false;
  const found = await Promise.all(others.map((each) => findIdentity(tx, each)));
  const apart = found.flatMap((each) => each?.id ?? []);
  const [personId] = await lockedPersons(tx, [known.id]);
  const ended = await tx
    .updateTable('people.proof')
    .set({ ended_at: now, ended_reason: reason, ended_by: by.id })
    .where('ended_at', 'is', null)
    .where((row) => row.or([row('one_id', '=', known.id), row('other_id', '=', known.id)]))
    .where((row) =>
      row.or([
        ...(apart.length > 0 ? [row('one_id', 'in', apart), row('other_id', 'in', apart)] : []),
        ...(kinds.length > 0 ? [row('kind', 'in', kinds)] : []),
      ]),
    )
    .returning('id')
    .execute();
  if (ended.length > 0) await part(tx, personId, { reason, by }, now);
  return ended.length > 0;
}

/** Whoever no proof holds to the rest any more is a person apart; the longest known part stays who it was. */
async function part(
  tx: Tx,
  personId: string,
  { reason, by }: Pick<Joining, 'reason' | 'by'>,
  now: Date,
): Promise<{ personId: string; ids: readonly string[] }[]> {
  const [, ...apart] = await parted(tx, personId);
  const made = [];
  for (const ids of apart) {
    const other = v7();
    await tx.insertInto('people.person').values({ id: other, created_at: now }).execute();
    await tx.updateTable('people.identity').set({ person_id: other }).where('id', 'in', ids).execute();
    await tx
      .insertInto('people.person_event')
      .values({
        id: v7(),
        kind: 'split',
        person_id: personId,
        other_person_id: other,
        identity_ids: ids,
        proof: null,
        reason,
        at: now,
        actor_kind: by.kind,
        actor_id: by.id,
      })
      .execute();
    made.push({ personId: other, ids });
  }
  return made;
}

/** The parts that a person's proofs still hold together, the one with the longest known identity first. */
async function parted(tx: Tx, personId: string): Promise<string[][]> {
  const identities = await tx
    .selectFrom('people.identity')
    .select('id')
    .where('person_id', '=', personId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const ids = identities.map(({ id }) => id);
  const proofs = await tx
    .selectFrom('people.proof')
    .select(['one_id', 'other_id'])
    .where('ended_at', 'is', null)
    .where('one_id', 'in', ids)
    .execute();
  return components(
    ids,
    proofs.map(({ one_id, other_id }) => [one_id, other_id] as const),
  );
}
