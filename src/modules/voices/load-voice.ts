import type { Tx } from '../../platform/db/db.ts';
import { shownPlace } from './shown-place.ts';
import type { Voice } from './tables.ts';

/** A voice as it may be shown: words and places that were taken back are not in it, a place and a name that came after the words are. */
export async function loadVoice(tx: Tx, id: string): Promise<Voice | undefined> {
  const row = await tx
    .selectFrom('voices.voice as v')
    .leftJoin('voices.redaction as r', (on) =>
      on.onRef('r.municipality_id', '=', 'v.municipality_id').onRef('r.voice_id', '=', 'v.id'),
    )
    .leftJoin('voices.later_place as p', (on) =>
      on.onRef('p.municipality_id', '=', 'v.municipality_id').onRef('p.voice_id', '=', 'v.id'),
    )
    .leftJoin('voices.later_citizen as c', (on) =>
      on.onRef('c.municipality_id', '=', 'v.municipality_id').onRef('c.voice_id', '=', 'v.id'),
    )
    .selectAll('v')
    .select('c.citizen_id as later_citizen')
    .select(['r.text as shown', 'r.place_text_gone_at', 'r.point_gone_at'])
    .select(['p.place_text as later_text', 'p.latitude as later_lat', 'p.longitude as later_long', 'p.at as later_at'])
    .where('v.id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const {
    shown,
    later_citizen,
    later_text,
    later_lat,
    later_long,
    later_at,
    place_text_gone_at,
    point_gone_at,
    ...voice
  } = row;
  const later = { later_text, later_lat, later_long, later_at };
  return {
    ...voice,
    citizen_id: voice.citizen_id ?? later_citizen,
    text: shown ?? voice.text,
    ...shownPlace({ ...voice, ...later, place_text_gone_at, point_gone_at }),
  };
}
