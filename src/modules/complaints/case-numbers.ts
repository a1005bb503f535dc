import type { Tx } from '../../platform/db/db.ts';

/** Numbers of cases by id, for trails that name them; nothing else of a case is told. */
export async function caseNumbers(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.selectFrom('complaints.complaint').select(['id', 'number']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, number }) => [id, number]));
}
