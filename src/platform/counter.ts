import { sql } from 'kysely';
import type { Tx } from './db/db.ts';

declare module './db/db.ts' {
  interface Tables {
    'platform.counter': Scoped & { class: string; fiscal_year: number; value: number };
  }
}

/**
 * Takes `count` numbers of a class in a fiscal year and returns the first. Gap-free and never reused: the row stays locked until the
 * transaction ends, so a number given back by a rollback was never seen.
 */
export async function takeNumbers(tx: Tx, numberClass: string, fiscalYear: number, count: number): Promise<number> {
  const { value } = await tx
    .insertInto('platform.counter')
    .values({ class: numberClass, fiscal_year: fiscalYear, value: count })
    .onConflict((row) =>
      row
        .columns(['municipality_id', 'class', 'fiscal_year'])
        .doUpdateSet({ value: sql<number>`counter.value + ${count}` }),
    )
    .returning('value')
    .executeTakeFirstOrThrow();
  return value - count + 1;
}
