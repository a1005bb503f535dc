import type { Tx } from '../../platform/db/db.ts';
import { entryNames } from './load-directory.ts';
import { staffNames } from './staff-facts.ts';

type CaseNumbers = (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
/** Cases by their numbers; the register is above this module, so the server hands its answers in. */
export type CasesByNumber = {
  readonly numbersOf: CaseNumbers;
  /** The case with a number as a person types it. */
  readonly idOf: (tx: Tx, typed: string) => Promise<string | null>;
};

type Subject = { readonly subject_kind: string; readonly subject_id: string };
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** What the subjects of audit entries are called, by kind and id (`kind id`); a query a kind, whatever their number. */
export async function subjectNames(
  tx: Tx,
  subjects: readonly Subject[],
  today: string,
  caseNumbers: CaseNumbers | null,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const [kind, list] of Map.groupBy(subjects, (each) => each.subject_kind)) {
    const ids = [...new Set(list.map((each) => each.subject_id))].filter((id) => UUID.test(id));
    if (ids.length === 0) continue;
    for (const [id, name] of await namesOf(tx, kind, ids, today, caseNumbers)) names.set(`${kind} ${id}`, name);
  }
  return names;
}

async function namesOf(
  tx: Tx,
  kind: string,
  ids: readonly string[],
  today: string,
  caseNumbers: CaseNumbers | null,
): Promise<ReadonlyMap<string, string>> {
  switch (kind) {
    case 'staff':
      return staffNames(tx, ids);
    case 'directory-entry': {
      const names = await entryNames(tx, ids, today);
      return new Map([...names].map(([id, { nameTh }]) => [id, nameTh]));
    }
    case 'invitation': {
      const rows = await tx
        .selectFrom('people.invitation')
        .select(['id', 'name', 'email'])
        .where('id', 'in', ids)
        .execute();
      return new Map(rows.map(({ id, name, email }) => [id, name || email]));
    }
    case 'api-key':
      return apiKeyNames(tx, ids);
    case 'complaint':
      return caseNumbers ? caseNumbers(tx, ids) : new Map();
    default:
      return new Map();
  }
}

/** Names of API keys by id; revoked ones keep theirs. */
export async function apiKeyNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.selectFrom('people.api_key').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
