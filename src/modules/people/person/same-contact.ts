import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/db.ts';

export type SameContact = { citizenId: string; why: 'same-phone' | 'same-email' };

const MOST = 50;

/** Who typed the same number or address, newest first: a hint for staff and no proof of anything, since anybody may type it. */
export async function sameContact(tx: Tx, citizenId: string): Promise<SameContact[]> {
  const { rows } = await sql<{ id: string; phone: boolean }>`
    select id, bool_or(phone) as phone from (
      select o.id, true as phone, o.created_at from people.citizen c join people.citizen o
          on people.phone_key(o.phone) = people.phone_key(c.phone) and o.phone <> '' and o.municipality_id = c.municipality_id
       where c.id = ${citizenId} and o.id <> c.id and length(people.phone_key(c.phone)) >= 8
      union all
      select o.id, false, o.created_at from people.citizen c join people.citizen o
          on lower(o.email) = lower(c.email) and o.email <> '' and o.municipality_id = c.municipality_id
       where c.id = ${citizenId} and o.id <> c.id and c.email <> '') as same
     group by id order by max(created_at) desc limit ${MOST}`.execute(tx);
  return rows.map(({ id, phone }) => ({ citizenId: id, why: phone ? 'same-phone' : 'same-email' }));
}

/** Who still bears a number or an address that somebody's filing had until it was corrected: most likely the same mistake. */
export async function sameAsFormer(tx: Tx, citizenId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from (
      select o.id, o.created_at from people.citizen_correction f join people.citizen c on c.id = f.citizen_id and c.municipality_id = f.municipality_id
        join people.citizen o on lower(o.email) = lower(f.email) and o.email <> '' and o.municipality_id = f.municipality_id
       where f.citizen_id = ${citizenId} and o.id <> c.id and lower(f.email) <> lower(c.email)
      union
      select o.id, o.created_at from people.citizen_correction f join people.citizen c on c.id = f.citizen_id and c.municipality_id = f.municipality_id
        join people.citizen o on people.phone_key(o.phone) = people.phone_key(f.phone) and o.phone <> '' and o.municipality_id = f.municipality_id
       where f.citizen_id = ${citizenId} and o.id <> c.id and length(people.phone_key(f.phone)) >= 8
         and people.phone_key(f.phone) <> people.phone_key(c.phone)) as still
     order by created_at desc limit ${MOST}`.execute(tx);
  return rows.map(({ id }) => id);
}
