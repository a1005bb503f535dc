import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/db.ts';

export type ByPhone = { readonly citizenId: string; readonly phone: string; readonly name: string };

const MOST = 200;
/** Shorter ones are an exchange's own extensions. */
const SHORTEST = 8;

/** Who gave one of these numbers with a filing, newest first; `phone` is the number that was asked for. A hint, and no proof of anything. */
export async function citizensByPhone(tx: Tx, phones: readonly string[]): Promise<ByPhone[]> {
  if (phones.length === 0) return [];
  const { rows } = await sql<ByPhone>`
    select c.id as "citizenId", asked.phone, c.name
      from unnest(${sql.val([...new Set(phones)])}::text[]) as asked (phone)
      join people.citizen c on people.phone_key(c.phone) = people.phone_key(asked.phone) and c.phone <> ''
     where length(people.phone_key(asked.phone)) >= ${SHORTEST} and c.municipality_id = platform.scope()
     order by c.created_at desc limit ${MOST}`.execute(tx);
  return rows;
}
