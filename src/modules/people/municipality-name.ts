import type { Tx } from '../../platform/db/db.ts';
import type { Day } from '../../thai/index.ts';
import type { EntryName } from './load-directory.ts';

/** What the municipality was called on a day; before its first name, that one. Null only where it never had any. */
export async function municipalityNameOn(tx: Tx, day: Day): Promise<EntryName | null> {
  const names = await tx
    .selectFrom('people.municipality_name')
    .select(['valid_from', 'name_th', 'name_en'])
    .orderBy('valid_from')
    .execute();
  const name = names.findLast(({ valid_from }) => valid_from <= day) ?? names[0];
  return name ? { nameTh: name.name_th, nameEn: name.name_en } : null;
}

/** From this day on it is called so. A name given twice on one day is a correction: the later one holds for the whole day. */
export async function keepMunicipalityName(tx: Tx, { nameTh, nameEn }: EntryName, from: Day): Promise<void> {
  await tx
    .insertInto('people.municipality_name')
    .values({ valid_from: from, name_th: nameTh, name_en: nameEn })
    .onConflict((row) =>
      row.columns(['municipality_id', 'valid_from']).doUpdateSet({ name_th: nameTh, name_en: nameEn }),
    )
    .execute();
}

/** The name it has got in place of the one that only stood in for it: it was never called anything else. */
export async function replaceMunicipalityNames(tx: Tx, { nameTh, nameEn }: EntryName): Promise<void> {
  await tx.updateTable('people.municipality_name').set({ name_th: nameTh, name_en: nameEn }).execute();
}
