import type { ExpressionBuilder } from 'kysely';
import type { Tables, Tx } from '../../platform/db/db.ts';
import type { Day } from '../../thai/index.ts';
import { type Directory, Entry, FormerName } from './contract.ts';

/** Everything that is in force on a day, each noun in its own order; one query. `others` stays empty. */
export async function loadDirectory(tx: Tx, day: Day): Promise<Directory> {
  const rows = await versions(tx)
    .where('v.valid_from', '<=', day)
    .where((row) => row.or([row('v.valid_to', 'is', null), row('v.valid_to', '>', day)]))
    .orderBy('v.sort')
    .orderBy('e.code')
    .execute();
  const found: Directory = {
    on: day,
    departments: [],
    categories: [],
    groups: [],
    communities: [],
    refusalReasons: [],
    others: [],
  };
  for (const row of rows) put(found, asEntry(row));
  return found;
}

/** The same with `others`: the names that are not in force on the day, oldest first, so that old cases can be read. */
export async function loadDirectoryWithHistory(tx: Tx, day: Day): Promise<Directory> {
  const others = await versions(tx)
    .where((row) =>
      row.or([
        row('v.valid_from', '>', day),
        row.and([row('v.valid_to', 'is not', null), row('v.valid_to', '<=', day)]),
      ]),
    )
    .orderBy('v.valid_from')
    .execute();
  return { ...(await loadDirectory(tx, day)), others: others.map((row) => FormerName.parse(row)) };
}

/**
 * Departments in which nobody is on a day: not in force, closed by then or yet to begin, or their people have all left or were moved to others. One
 * that never had an account works on paper.
 */
export async function emptyDepartments(tx: Tx, day: Day): Promise<string[]> {
  const rows = await tx
    .selectFrom('people.directory_entry as e')
    .select('e.id')
    .where('e.noun', '=', 'department')
    .where((entry) =>
      entry.or([
        entry.not(
          entry.exists(
            entry
              .selectFrom('people.directory_version as v')
              .select('v.entry_id')
              .whereRef('v.entry_id', '=', 'e.id')
              .where('v.valid_from', '<=', day)
              .where((row) => row.or([row('v.valid_to', 'is', null), row('v.valid_to', '>', day)])),
          ),
        ),
        entry.and([
          entry.or([entry('e.moved_out', '=', true), entry.exists(staffOf(entry))]),
          entry.not(entry.exists(staffOf(entry).where('s.active', '=', true))),
        ]),
      ]),
    )
    .execute();
  return rows.map(({ id }) => id);
}

const staffOf = (entry: ExpressionBuilder<Tables & { e: Tables['people.directory_entry'] }, 'e'>) =>
  entry.selectFrom('people.staff as s').select('s.user_id').whereRef('s.department_id', '=', 'e.id');

/** Every version of one entry, oldest first; empty when there is no such entry. */
export async function entryHistory(tx: Tx, id: string): Promise<readonly Entry[]> {
  const rows = await versions(tx).where('e.id', '=', id).orderBy('v.valid_from').execute();
  return rows.map(asEntry);
}

/**
 * What entries were called on a day, by id, whatever their noun: a report of last year keeps last year's names. An entry retired
 * before that day keeps its last name, one that came later has its first.
 */
export async function entryNames(tx: Tx, ids: readonly string[], day: Day): Promise<ReadonlyMap<string, EntryName>> {
  return new Map([...(await versionsById(tx, ids))].map(([id, entries]) => [id, nameOn(entries, day)]));
}

/** The same of entries whose days differ from line to line: the name of one on a day, null where there is none. */
export async function entryNamesByDay(
  tx: Tx,
  ids: readonly string[],
): Promise<(id: string | null, day: Day) => EntryName | null> {
  const byId = await versionsById(tx, ids);
  return (id, day) => {
    const entries = byId.get(id ?? '');
    return entries ? nameOn(entries, day) : null;
  };
}

async function versionsById(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Entry[]>> {
  if (ids.length === 0) return new Map();
  const rows = await versions(tx)
    .where('e.id', 'in', [...new Set(ids)])
    .orderBy('v.valid_from')
    .execute();
  return Map.groupBy(rows.map(asEntry), ({ id }) => id);
}

/** Why a case was refused, as a citizen is told it. */
export type ToldReason = EntryName & {
  /** The law it stands on; '' while it still waits for a legal officer. */
  readonly source: string;
};

/** What a new municipality's list says of a source that nobody has looked up yet. */
const UNCONFIRMED = 'รอยืนยันตัวบท';

/** Listed reasons as they were called on a day, by id. */
export async function reasonsOn(tx: Tx, ids: readonly string[], day: Day): Promise<ReadonlyMap<string, ToldReason>> {
  const entries = (await Promise.all([...new Set(ids)].map((id) => entryHistory(tx, id)))).filter(
    ({ length }) => length > 0,
  );
  return new Map(
    entries.map((versionsOf) => {
      const { id, nameTh, nameEn, data } = entryOn(versionsOf, day);
      const source = 'legalSource' in data ? data.legalSource : '';
      return [id, { nameTh, nameEn, source: source.includes(UNCONFIRMED) ? '' : source }];
    }),
  );
}

export type EntryName = { readonly nameTh: string; readonly nameEn: string };

/** The name among one entry's versions, oldest first, that was in force on a day. @throws RangeError without versions */
export function nameOn(entries: readonly Entry[], day: Day): EntryName {
  const { nameTh, nameEn } = entryOn(entries, day);
  return { nameTh, nameEn };
}

function entryOn(entries: readonly Entry[], day: Day): Entry {
  const entry = entries.findLast(({ validFrom }) => validFrom <= day) ?? entries[0];
  if (!entry) throw new RangeError('an entry has at least one version');
  return entry;
}

const versions = (tx: Tx) =>
  tx
    .selectFrom('people.directory_entry as e')
    .innerJoin('people.directory_version as v', (on) =>
      on.onRef('v.municipality_id', '=', 'e.municipality_id').onRef('v.entry_id', '=', 'e.id'),
    )
    .select([
      'e.id',
      'e.noun',
      'e.code',
      'e.version',
      'v.valid_from as validFrom',
      'v.valid_to as validTo',
      'v.name_th as nameTh',
      'v.name_en as nameEn',
      'v.sort',
      'v.data',
    ]);

const asEntry = (row: unknown): Entry => Entry.parse(row);

function put(directory: Directory, entry: Entry): void {
  switch (entry.noun) {
    case 'department':
      return void directory.departments.push(entry);
    case 'category':
      return void directory.categories.push(entry);
    case 'group':
      return void directory.groups.push(entry);
    case 'community':
      return void directory.communities.push(entry);
    case 'refusal-reason':
      return void directory.refusalReasons.push(entry);
  }
}
