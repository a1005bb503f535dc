import type { Tx } from '../../platform/db/db.ts';
import { type Place, shownPlace } from './shown-place.ts';

/** Where each of these voices is about, by voice, as it may be shown; one query. */
export async function placesOf(tx: Tx, voiceIds: readonly string[]): Promise<ReadonlyMap<string, Place>> {
  if (voiceIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('voices.voice as v')
    .leftJoin('voices.redaction as r', (on) =>
      on.onRef('r.municipality_id', '=', 'v.municipality_id').onRef('r.voice_id', '=', 'v.id'),
    )
    .leftJoin('voices.later_place as p', (on) =>
      on.onRef('p.municipality_id', '=', 'v.municipality_id').onRef('p.voice_id', '=', 'v.id'),
    )
    .select(['v.id', 'v.place_text', 'v.latitude', 'v.longitude', 'r.place_text_gone_at', 'r.point_gone_at'])
    .select(['p.place_text as later_text', 'p.latitude as later_lat', 'p.longitude as later_long', 'p.at as later_at'])
    .where('v.id', 'in', voiceIds)
    .execute();
  return new Map(
    rows.map((row) => {
      const { latitude, longitude } = shownPlace(row);
      return [row.id, { latitude, longitude }];
    }),
  );
}
