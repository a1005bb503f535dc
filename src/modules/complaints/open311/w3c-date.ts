import { startOfDay } from '../../../thai/index.ts';

const OFFSET_MS = 7 * 3_600_000;

/** An instant as GeoReport writes it (W3C note on dates, to the second), in the municipality's time zone. */
export const w3cDate = (at: Date): string => `${new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 19)}+07:00`;

/** The last second of a calendar day: until then an answer may be expected. */
export const endOfDay = (day: string): string => `${day}T23:59:59+07:00`;

const FORM =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+\- ]\d{2}:?\d{2})?)?)?)?$/i;

/**
 * Reads what a client sent in any granularity of the note, from a year to parts of a second, as the first and the last millisecond that
 * it names. A `+` that became a space on its way through an address is understood; a year, month or day is one here; a time without a
 * zone, which the note does not allow and clients send, is taken as local.
 */
export function readW3cPeriod(given: string): { from: Date; to: Date } | null {
  const [whole, year = '', month, day, time, second, part, zone] = FORM.exec(given.trim()) ?? [];
  if (whole === undefined || !isDay(`${year}-${month ?? '01'}-${day ?? '01'}`)) return null;
  if (time === undefined) {
    const from = startOfDay(`${year}-${month ?? '01'}-${day ?? '01'}`);
    const next = new Date(from.getTime() + OFFSET_MS);
    if (day !== undefined) next.setUTCDate(next.getUTCDate() + 1);
    else if (month !== undefined) next.setUTCMonth(next.getUTCMonth() + 1);
    else next.setUTCFullYear(next.getUTCFullYear() + 1);
    return { from, to: new Date(next.getTime() - OFFSET_MS - 1) };
  }
  const offset = (zone ?? '+07:00').replace(' ', '+').replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const fraction = part === undefined ? '000' : part.slice(0, 3).padEnd(3, '0');
  const from = new Date(`${year}-${month}-${day}T${time}:${second ?? '00'}.${fraction}${offset.toUpperCase()}`);
  if (Number.isNaN(from.getTime())) return null;
  const lasts = part !== undefined ? 1 : second !== undefined ? 1000 : 60_000;
  return { from, to: new Date(from.getTime() + lasts - 1) };
}

/** The instant that was sent; of a longer period its beginning. */
export const readW3cDate = (given: string): Date | null => readW3cPeriod(given)?.from ?? null;

/** JavaScript reads 31 February as 3 March in some forms; here it is no day. */
function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
