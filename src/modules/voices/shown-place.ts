import type { Selectable } from 'kysely';
import type { Tables } from '../../platform/db/db.ts';

export type Place = { latitude: number | null; longitude: number | null };

type Nullable<T> = { readonly [K in keyof T]: T[K] | null };
/** A voice's own place, the one that was sent after it, and when either was taken back. */
export type PlaceFacts = Place & { readonly place_text: string | null } & Nullable<{
    later_text: string;
    later_lat: number;
    later_long: number;
    later_at: Date;
  }> &
  Nullable<Pick<Selectable<Tables['voices.redaction']>, 'place_text_gone_at' | 'point_gone_at'>>;

/** The place as it may be shown: words and point each by themselves, what was taken back left out, what was sent after that not. */
export function shownPlace(facts: PlaceFacts): Place & { place_text: string | null } {
  const { place_text_gone_at: wordsGone, point_gone_at: pointGone, later_at } = facts;
  const stands = (gone: Date | null) => gone === null || (later_at !== null && later_at > gone);
  const laterText = stands(wordsGone) ? facts.later_text : null;
  const later = stands(pointGone)
    ? { latitude: facts.later_lat, longitude: facts.later_long }
    : { latitude: null, longitude: null };
  const own = pointGone === null && facts.latitude !== null;
  return {
    place_text: (wordsGone === null ? facts.place_text : null) ?? laterText,
    latitude: own ? facts.latitude : later.latitude,
    longitude: own ? facts.longitude : later.longitude,
  };
}
