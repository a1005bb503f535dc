import { v7 } from 'uuid';
import type { Tx } from '../../../platform/db/db.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { components } from './components.ts';
import { type Joining, lockedPersons } from './join.ts';

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
  const actor = { actor_kind: by.kind, actor_id: by.id };
  const ended = await tx
    .updateTable('people.proof')
    .set({ ended_at: now, ended_reason: reason, ended_by: by.id })
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('one_id', '=', identityId), eb('other_id', '=', identityId)]))
    .returning('id')
    .execute();
  if (ended.length === 0) throw new Refusal('wrong-state', { what: 'identity' });
  const [, ...parts] = await parted(tx, personId);
  let now_of = personId;
  for (const part of parts) {
    const other = v7();
    if (part.includes(identityId)) now_of = other;
    await tx.insertInto('people.person').values({ id: other, created_at: now }).execute();
    await tx.updateTable('people.identity').set({ person_id: other }).where('id', 'in', part).execute();
    await tx
      .insertInto('people.person_event')
      .values({
        id: v7(),
        kind: 'split',
        person_id: personId,
        other_person_id: other,
        identity_ids: part,
        proof: null,
        reason,
        at: now,
        ...actor,
      })
      .execute();
  }
  return now_of;
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
