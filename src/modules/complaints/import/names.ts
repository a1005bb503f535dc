import type { Tx } from '../../../platform/db/db.ts';
import { dayOf, fold } from '../../../thai/index.ts';
import { loadDirectory } from '../../people/index.ts';
import type { Names } from './read-row.ts';

type Entry = { readonly id: string; readonly code: string; readonly nameTh: string; readonly nameEn: string };

/** What the municipality's categories, departments and communities are called now, each by its code and its names. */
export async function loadNames(tx: Tx, now: Date): Promise<Names> {
  const { categories, departments, communities } = await loadDirectory(tx, dayOf(now));
  const hints = categories.flatMap(({ id, data }) => data.keywords.map((word) => [fold(word), id] as const));
  return {
    categories: new Map([...hints, ...byName(categories)]),
    departments: new Map(byName(departments)),
    communities: new Map(byName(communities)),
  };
}

const byName = (entries: readonly Entry[]): (readonly [string, string])[] =>
  entries.flatMap(({ id, code, nameTh, nameEn }) => [
    [code, id] as const,
    [fold(nameTh), id] as const,
    [fold(nameEn), id] as const,
  ]);
