import type { Tx } from '../../platform/db/db.ts';

export type Place = { latitude: number | null; longitude: number | null };

/** Where each of these voices is about, by voice; one query. */
export async function placesOf(tx: Tx, voiceIds: readonly string[]): Promise<ReadonlyMap<string, Place>> {
  if (voiceIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('voices.voice')
    .select(['id', 'latitude', 'longitude'])
    .where('id', 'in', voiceIds)
    .execute();
  return new Map(rows.map(({ id, latitude, longitude }) => [id, { latitude, longitude }]));
}
