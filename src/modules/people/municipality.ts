import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Language } from '../../thai/index.ts';
import { Municipality } from './contract.ts';

/**
 * The municipality that answers at a host (as in the Host header, with or without a port); the oldest one when none names it.
 * @throws Refusal('not-found') when there is no municipality at all
 */
export async function municipalityAt(db: Db, host: string): Promise<string> {
  const name = host.trim().toLowerCase().replace(/:\d+$/, '');
  const { rows } = await sql<{ id: string | null }>`select people.municipality_at(${name}) as id`.execute(db);
  const id = rows[0]?.id;
  if (!id) throw new Refusal('not-found', { noun: 'municipality' });
  return id;
}

/** The id of the municipality with a slug, or null. */
export async function municipalityBySlug(db: Db, slug: string): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`select people.municipality_by_slug(${slug}) as id`.execute(db);
  return rows[0]?.id ?? null;
}

/** Every municipality's id, oldest first. */
export async function municipalityIds(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select people.municipality_ids() as id`.execute(db);
  return rows.map(({ id }) => id);
}

/** When the office is open, in words of a language; in the Thai ones where it gave no others. */
export const officeHoursIn = ({ settings }: Pick<Municipality, 'settings'>, lang: Language): string =>
  (lang === 'en' && settings.officeHoursEn) || settings.officeHours;

/** The municipality of this transaction. @throws Refusal('not-found') */
export async function loadMunicipality(tx: Tx): Promise<Municipality> {
  const row = await tx.selectFrom('people.municipality').selectAll().executeTakeFirst();
  if (!row) throw new Refusal('not-found', { noun: 'municipality' });
  return Municipality.parse({
    id: row.municipality_id,
    slug: row.slug,
    hosts: row.hosts,
    nameTh: row.name_th,
    nameEn: row.name_en,
    kind: row.kind,
    phone: row.phone,
    email: row.email,
    address: row.address,
    settings: row.settings,
    version: row.version,
  });
}
