import type { Tx } from '../../platform/db/db.ts';
import { timedId } from '../../platform/timed-id.ts';
import type { Actor } from './actor.ts';
import type { CitizenContact } from './keep-citizens.ts';

type Words = Pick<CitizenContact, 'name' | 'phone' | 'email'>;
export type FormerContact = Words & { readonly citizenId: string; readonly at: Date; readonly actorId: string | null };

/** Puts a citizen's contact right; what stood there stays readable as what it was before. */
export async function correctCitizen(
  tx: Tx,
  { id, name, phone, email }: CitizenContact,
  to: Words,
  by: Pick<Actor, 'id'>,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('people.citizen_correction')
    .values({ id: timedId(), citizen_id: id, name, phone, email, actor_id: by.id, at: now })
    .execute();
  await tx.updateTable('people.citizen').set(to).where('id', '=', id).execute();
}

/** The contacts that citizens had before they were corrected, the last one first. */
export async function formerContacts(tx: Tx, citizenIds: readonly string[]): Promise<FormerContact[]> {
  if (citizenIds.length === 0) return [];
  return tx
    .selectFrom('people.citizen_correction')
    .select(['citizen_id as citizenId', 'name', 'phone', 'email', 'actor_id as actorId', 'at'])
    .where('citizen_id', 'in', citizenIds)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}
