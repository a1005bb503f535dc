import { v7 } from 'uuid';
import type { ActorKind } from '../../../platform/audit.ts';
import type { Tx } from '../../../platform/db/db.ts';
import type { ProofKind } from './tables.ts';

export type IdentityKey = { readonly kind: string; readonly value: string };
export type Joining = {
  readonly one: IdentityKey;
  readonly other: IdentityKey;
  readonly proof: ProofKind;
  /** Why, in the words of whoever vouches for it; '' where the proof says it all. */
  readonly reason: string;
  readonly by: { readonly kind: ActorKind; readonly id: string | null };
};

type Identity = { id: string; person_id: string; isNew?: boolean };

/**
 * Records that two identities are one person's, with the proof, and makes one person of two where they were two. The same proof again
 * changes nothing. Locks the persons before anything else of theirs; write the audit after it.
 */
export async function joinOnProof(
  tx: Tx,
  { one, other, proof, reason, by }: Joining,
  now: Date,
): Promise<{ personId: string; joined: boolean }> {
  const first = await identityOf(tx, one, now);
  const second = await identityOf(tx, other, now, first.person_id);
  if (first.id === second.id) return { personId: first.person_id, joined: false };
  const [winner, loser] = await lockedPersons(tx, [first.id, second.id], [first.person_id, second.person_id]);
  const [one_id = '', other_id = ''] = [first.id, second.id].toSorted();
  const actor = { actor_kind: by.kind, actor_id: by.id };
  await tx
    .insertInto('people.proof')
    .values({ id: v7(), one_id, other_id, kind: proof, reason, proven_at: now, ...actor })
    .onConflict((row) =>
      row.columns(['municipality_id', 'one_id', 'other_id', 'kind']).where('ended_at', 'is', null).doNothing(),
    )
    .execute();
  // What is told in a thread is its own from the start: the proof says all of it.
  const added = loser === undefined && second.isNew === true && proof !== 'thread' ? [second.id] : [];
  if (loser === undefined && added.length === 0) return { personId: winner, joined: false };
  const moved = await tx
    .updateTable('people.identity')
    .set({ person_id: winner })
    .where('person_id', '=', loser ?? winner)
    .where('person_id', '!=', winner)
    .returning('id')
    .execute();
  await tx
    .insertInto('people.person_event')
    .values({
      id: v7(),
      kind: 'joined',
      person_id: winner,
      other_person_id: loser ?? winner,
      identity_ids: [...moved.map(({ id }) => id), ...added],
      proof,
      reason,
      at: now,
      ...actor,
    })
    .execute();
  return { personId: winner, joined: true };
}

/** The identity's row, made when it is new: of the person named, who must be proven to be its own at once, or of somebody new. */
async function identityOf(tx: Tx, key: IdentityKey, now: Date, personId?: string): Promise<Identity> {
  const known = await findIdentity(tx, key);
  if (known) return known;
  const person_id = personId ?? v7();
  if (personId === undefined) await tx.insertInto('people.person').values({ id: person_id, created_at: now }).execute();
  const made = await tx
    .insertInto('people.identity')
    .values({ id: v7(), person_id, ...key, created_at: now })
    .onConflict((row) => row.columns(['municipality_id', 'kind', 'value']).doNothing())
    .returning(['id', 'person_id'])
    .executeTakeFirst();
  if (made) return { ...made, isNew: true };
  const found = await findIdentity(tx, key);
  if (!found) throw new Error('an identity was neither made nor found');
  return found;
}

export function findIdentity(tx: Tx, { kind, value }: IdentityKey): Promise<Identity | undefined> {
  return tx
    .selectFrom('people.identity')
    .select(['id', 'person_id'])
    .where('kind', '=', kind)
    .where('value', '=', value)
    .executeTakeFirst();
}

/**
 * The persons of identities, locked, the longest known first. Who they are may change until they are: then it is asked again. `found`: who
 * they were when they were looked up just now. Not their keys: two who have each just added an identity to a person both hold those.
 */
export async function lockedPersons(
  tx: Tx,
  identityIds: readonly string[],
  found?: readonly string[],
): Promise<[string, string?]> {
  for (let before = [...new Set(found ?? (await personsOf(tx, identityIds)))].toSorted(); ; ) {
    const rows = await tx
      .selectFrom('people.person')
      .select(['id', 'created_at'])
      .where('id', 'in', before)
      .orderBy('id')
      .forNoKeyUpdate()
      .execute();
    const after = await personsOf(tx, identityIds);
    if (before.join() !== after.join()) {
      before = after;
      continue;
    }
    const [winner, loser] = rows.toSorted((a, b) => a.created_at.getTime() - b.created_at.getTime());
    if (!winner) throw new Error('an identity is nobody’s');
    return loser ? [winner.id, loser.id] : [winner.id];
  }
}

async function personsOf(tx: Tx, identityIds: readonly string[]): Promise<string[]> {
  const rows = await tx
    .selectFrom('people.identity')
    .select('person_id')
    .distinct()
    .where('id', 'in', identityIds)
    .orderBy('person_id')
    .execute();
  return rows.map((row) => row.person_id).toSorted();
}
