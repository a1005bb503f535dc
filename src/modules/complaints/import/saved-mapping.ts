import type { Tx } from '../../../platform/db/db.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { Mapping } from './mapping.ts';

/** A mapping that was saved under a name. @throws Refusal('not-found') */
export async function loadMapping(tx: Tx, name: string): Promise<Mapping> {
  const row = await tx
    .selectFrom('complaints.import_mapping')
    .select('mapping')
    .where('name', '=', name)
    .executeTakeFirst();
  if (!row) throw new Refusal('not-found', { what: 'mapping', name });
  return Mapping.parse(row.mapping);
}

/** Keeps a mapping under a name; the one that had the name is replaced. */
export async function saveMapping(tx: Tx, name: string, mapping: Mapping, now: Date): Promise<void> {
  const row = { mapping: JSON.stringify(mapping), saved_at: now };
  await tx
    .insertInto('complaints.import_mapping')
    .values({ name, ...row })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'name']).doUpdateSet(row))
    .execute();
}
