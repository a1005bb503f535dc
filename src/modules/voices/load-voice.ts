import type { Tx } from '../../platform/db/db.ts';
import type { Voice } from './tables.ts';

/** A voice as it may be shown: words that were taken back are not in it, a place that came after the words is. */
export async function loadVoice(tx: Tx, id: string): Promise<Voice | undefined> {
  const row = await tx
    .selectFrom('voices.voice as v')
    .leftJoin('voices.redaction as r', (on) =>
      on.onRef('r.municipality_id', '=', 'v.municipality_id').onRef('r.voice_id', '=', 'v.id'),
    )
    .leftJoin('voices.later_place as p', (on) =>
      on.onRef('p.municipality_id', '=', 'v.municipality_id').onRef('p.voice_id', '=', 'v.id'),
    )
    .selectAll('v')
    .select(['r.text as shown', 'p.place_text as later_text', 'p.latitude as later_lat', 'p.longitude as later_long'])
    .where('v.id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const { shown, later_text, later_lat, later_long, ...voice } = row;
  return {
    ...voice,
    text: shown ?? voice.text,
    place_text: voice.place_text ?? later_text,
    latitude: voice.latitude ?? later_lat,
    longitude: voice.longitude ?? later_long,
  };
}
