import type { Tx } from '../../platform/db/db.ts';
import { readNumber } from './number.ts';

/** Cases by their numbers, for trails that name them and are asked about them; nothing else of a case is told. */
export const casesByNumber = {
  async numbersOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await tx.selectFrom('complaints.complaint').select(['id', 'number']).where('id', 'in', ids).execute();
    return new Map(rows.map(({ id, number }) => [id, number]));
  },
  /** The case whose number was typed, however it is written; null when there is none. */
  async idOf(tx: Tx, typed: string): Promise<string | null> {
    const number = readNumber(typed);
    if (number === null) return null;
    const row = await tx
      .selectFrom('complaints.complaint')
      .select('id')
      .where('number', '=', number)
      .executeTakeFirst();
    return row?.id ?? null;
  },
};
