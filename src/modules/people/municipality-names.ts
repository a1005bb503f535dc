import type pg from 'pg';

type Named = { id: string; slug: string; nameTh: string; nameEn: string };

/** Whose desks a database holds, the oldest first, asked by its owner: a backup says so of itself. */
export async function municipalityNames(client: pg.ClientBase): Promise<Named[]> {
  const { rows } = await client.query<Named>(
    'select municipality_id as id, slug, name_th as "nameTh", name_en as "nameEn" from people.municipality order by created_at, municipality_id',
  );
  return rows;
}
