import { sql } from 'kysely';
import type { Tx } from '../../platform/db/db.ts';
import type { Noun } from './contract.ts';

/** The code of every entry of a noun by its id, those no longer in force too: what another system was told once stays true. */
export async function entryCodes(tx: Tx, noun: Noun): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.selectFrom('people.directory_entry').select(['id', 'code']).where('noun', '=', noun).execute();
  return new Map(rows.map(({ id, code }) => [id, code]));
}

/** When anything of the directory was last changed. */
export async function directoryChangedAt(tx: Tx): Promise<Date> {
  const row = await tx
    .selectFrom('people.directory_version')
    .select(sql<Date | null>`max(changed_at)`.as('at'))
    .executeTakeFirstOrThrow();
  return row.at ?? new Date(0);
}
