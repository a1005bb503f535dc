import { ChannelKind } from '../../channels/contract.ts';

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

export type Identity = 'named' | 'anonymous' | 'concealed';

/**
 * Whether a citizen put their name to a case. Where a channel arrives by itself nobody was asked: what the profile or the mail program
 * calls them is not a name that they gave, and what they told there they told the office alone.
 */
export const publicIdentity = ({ identity, channel }: { identity: Identity; channel: string }): Identity =>
  identity === 'named' && ChannelKind.safeParse(channel).success ? 'anonymous' : identity;

/**
 * Where a case is, as far as anybody may know. Whoever gave no name or asked to be concealed is not found by their place: it is
 * rounded to a thousandth of a degree, about 110 m. Rounding answers the same each time, so asking often tells no more.
 */
export function publicPosition(
  place: { latitude: number | null; longitude: number | null },
  identity: Identity,
): { lat: number | null; long: number | null } {
  const { latitude, longitude } = place;
  if (latitude === null || longitude === null) return { lat: null, long: null };
  if (identity === 'named') return { lat: latitude, long: longitude };
  return { lat: Math.round(latitude * 1000) / 1000, long: Math.round(longitude * 1000) / 1000 };
}
