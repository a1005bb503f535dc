/** Most letters of a description (GeoReport v2, POST Service Request). */
export const LONGEST_DESCRIPTION = 4000;
/** "Default query limit is a span of 90 days or first 1000 requests returned, whichever is smallest." */
export const MOST_DAYS = 90;
export const MOST_ROWS = 1000;
const SPAN_MS = MOST_DAYS * 86_400_000;

export type Span = { from: Date; to: Date };

/** The span that two optional ends ask for, or null when it is turned round or longer than 90 days. */
export function spanOf(from: Date | null, to: Date | null, now: Date): Span | null {
  if (from && to) return to < from || to.getTime() - from.getTime() > SPAN_MS ? null : { from, to };
  if (from) return { from, to: new Date(from.getTime() + SPAN_MS) };
  const end = to ?? now;
  return { from: new Date(end.getTime() - SPAN_MS), to: end };
}

/**
 * Where a case is, as far as anybody may know: exactly for whoever put their name to it at this door, whose words everybody reads. What was told
 * to the office alone, or without a name, is rounded to a thousandth of a degree, about 110 m: the place is often where they live. Rounding
 * answers the same each time, so asking often tells no more.
 */
export function publicPosition(
  place: { latitude: number | null; longitude: number | null },
  exactly: boolean,
): { lat: number | null; long: number | null } {
  const { latitude, longitude } = place;
  if (latitude === null || longitude === null) return { lat: null, long: null };
  if (exactly) return { lat: latitude, long: longitude };
  return { lat: Math.round(latitude * 1000) / 1000, long: Math.round(longitude * 1000) / 1000 };
}
