import type { Tx } from '../../../platform/db/db.ts';
import { fold, skeleton, skeletonOfFolded } from '../../../thai/index.ts';
import type { Actor } from '../../people/index.ts';
import { hiddenFrom } from '../rules.ts';
import { readingFor, readSearched } from './reading.ts';

type Looked = { readonly typed: string; readonly exactly: boolean; readonly most: number };

/**
 * Of the cases that words found, in their order, those in which they still stand as the actor is shown them, up to `most`: a case that is found
 * by a number that is masked in it would tell whose number it is.
 */
export async function foundAsShown(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
  { typed, exactly, most }: Looked,
): Promise<string[]> {
  const wanted = exactly ? fold(typed) : skeleton(typed);
  const found: string[] = [];
  // A page at a time: what is not shown any more need not be masked.
  for (let at = 0; at < ids.length && found.length < most; at += most) {
    const some = ids.slice(at, at + most);
    const rows = await tx.selectFrom('complaints.complaint').selectAll().where('id', 'in', some).execute();
    const hidden = rows.filter((row) => hiddenFrom(row, actor) !== null);
    if (hidden.length === 0) {
      found.push(...some);
      continue;
    }
    const reading = await readingFor(tx, actor, hidden);
    const said = await tx
      .selectFrom('complaints.search_text')
      .select(['complaint_id', 'exact'])
      .where(
        'complaint_id',
        'in',
        hidden.map(({ id }) => id),
      )
      .execute();
    const words = new Map(said.map(({ complaint_id, exact }) => [complaint_id, exact]));
    const gone = hidden.filter((row) => {
      const shown = fold(readSearched(reading(row), { exact: words.get(row.id) ?? '', place: row.place }));
      return !(exactly ? shown : skeletonOfFolded(shown)).includes(wanted);
    });
    const left = new Set(gone.map(({ id }) => id));
    found.push(...some.filter((id) => !left.has(id)));
  }
  return found.slice(0, most);
}
