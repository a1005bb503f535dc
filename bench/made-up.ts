import { generateCases } from '../src/cli/demo/generate-cases.ts';
import { seeded } from '../src/cli/demo/random.ts';
import type { Draft } from '../src/modules/complaints/index.ts';
import { loadDirectory } from '../src/modules/people/index.ts';
import type { Tx } from '../src/platform/db/db.ts';
import { addDays, type Day } from '../src/thai/index.ts';

const DAYS = 365;

/** `n` filings of people who do not exist over the year that ends on a day: the same for the same seed. */
export async function madeUp(tx: Tx, n: number, { seed, last }: { seed: number; last: Day }): Promise<Draft[]> {
  const { categories, communities, groups } = await loadDirectory(tx, last);
  return generateCases(seeded(seed), n, { categories, communities, groups, from: addDays(last, 1 - DAYS), days: DAYS });
}
