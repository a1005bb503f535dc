import type pg from 'pg';

/** Whose desks a database holds, the oldest first, asked by its owner: a backup says so of itself. */
export async function municipalityNames(
  client: pg.ClientBase,
): Promise<{ slug: string; nameTh: string; nameEn: string }[]> {
  const { rows } = await client.query<{ slug: string; nameTh: string; nameEn: string }>(
    'select slug, name_th as "nameTh", name_en as "nameEn" from people.municipality order by created_at, municipality_id',
  );
  return rows;
}
