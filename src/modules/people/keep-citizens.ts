import { v7 } from 'uuid';
import type { Tx } from '../../platform/db/db.ts';

type Filing = {
  readonly id: string;
  readonly identity: 'named' | 'anonymous' | 'concealed';
  readonly contact: { readonly name: string; readonly phone: string; readonly email: string };
  readonly language: 'th' | 'en';
  readonly noticeVersion: number | null;
};

/**
 * Keeps who filed, one row a filing that names anybody, and returns the filing's id → the citizen's. An anonymous filing keeps
 * nothing, whatever was typed.
 */
export async function keepCitizens(
  tx: Tx,
  filings: readonly Filing[],
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  const named = filings.filter(
    ({ identity, contact }) => identity !== 'anonymous' && (contact.name || contact.phone || contact.email),
  );
  const rows = named.map((filing) => ({
    id: v7(),
    name: filing.contact.name,
    phone: filing.contact.phone,
    email: filing.contact.email,
    language: filing.language,
    notice_version: filing.noticeVersion,
    created_at: now,
  }));
  if (rows.length > 0) await tx.insertInto('people.citizen').values(rows).execute();
  return new Map(named.map((filing, i) => [filing.id, rows[i]?.id ?? '']));
}

export type CitizenContact = { id: string; name: string; phone: string; email: string; language: 'th' | 'en' };

export async function loadCitizen(tx: Tx, id: string): Promise<CitizenContact | undefined> {
  return tx
    .selectFrom('people.citizen')
    .select(['id', 'name', 'phone', 'email', 'language'])
    .where('id', '=', id)
    .executeTakeFirst();
}
