import type { CompiledQuery } from 'kysely';
import type { Tx } from '../../platform/db/db.ts';
import { insertStatements } from '../../platform/db/insert-rows.ts';
import { timedId } from '../../platform/timed-id.ts';

type Filing = {
  readonly id: string;
  readonly identity: 'named' | 'anonymous' | 'concealed';
  readonly contact: { readonly name: string; readonly phone: string; readonly email: string };
  readonly language: 'th' | 'en';
  readonly noticeVersion: number | null;
};

/**
 * What keeps who filed, one row a filing that names anybody. `ids` is the filing's id → the citizen's. An anonymous filing keeps nothing,
 * whatever was typed.
 */
export function citizenStatements(
  tx: Tx,
  filings: readonly Filing[],
  now: Date,
): { ids: ReadonlyMap<string, string>; statements: CompiledQuery[] } {
  const named = filings.filter(
    ({ identity, contact }) => identity !== 'anonymous' && (contact.name || contact.phone || contact.email),
  );
  const ids = new Map(named.map(({ id }) => [id, timedId()]));
  const rows = named.map((filing) => ({
    id: ids.get(filing.id) ?? '',
    name: filing.contact.name,
    phone: filing.contact.phone,
    email: filing.contact.email,
    language: filing.language,
    notice_version: filing.noticeVersion,
    created_at: now,
  }));
  return { ids, statements: insertStatements(tx, 'people.citizen', rows) };
}

export type CitizenContact = { id: string; name: string; phone: string; email: string; language: 'th' | 'en' };

/** Contacts of many, by id. */
export async function loadCitizens(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, CitizenContact>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('people.citizen')
    .select(['id', 'name', 'phone', 'email', 'language'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** The same of one, who is not corrected until the transaction ends. */
export function holdCitizen(tx: Tx, id: string): Promise<CitizenContact | undefined> {
  return tx
    .selectFrom('people.citizen')
    .select(['id', 'name', 'phone', 'email', 'language'])
    .where('id', '=', id)
    .forShare()
    .executeTakeFirst();
}

export async function loadCitizen(tx: Tx, id: string): Promise<CitizenContact | undefined> {
  return tx
    .selectFrom('people.citizen')
    .select(['id', 'name', 'phone', 'email', 'language'])
    .where('id', '=', id)
    .executeTakeFirst();
}
