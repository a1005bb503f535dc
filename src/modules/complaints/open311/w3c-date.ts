import { startOfDay } from '../../../thai/index.ts';

const OFFSET_MS = 7 * 3_600_000;

/** An instant as GeoReport writes it (W3C note on dates, to the second), in the municipality's time zone. */
export const w3cDate = (at: Date): string => `${new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 19)}+07:00`;

/** The last second of a calendar day: until then an answer may be expected. */
export const endOfDay = (day: string): string => `${day}T23:59:59+07:00`;

/**
 * Reads what a client sent, or null. A `+` that became a space on its way through an address is understood; a day alone begins at midnight
 * here; a time without a zone, which the note does not allow and clients send, is taken as local.
 */
export function readW3cDate(given: string): Date | null {
  const text = given.trim();
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return isDay(text) ? startOfDay(text) : null;
  const [, day = '', time = '', zone = ''] =
    /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+\- ]\d{2}:?\d{2})?$/i.exec(text) ?? [];
  if (day === '' || !isDay(day)) return null;
  const offset = zone === '' ? '+07:00' : zone.replace(' ', '+').replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const at = new Date(`${day}T${time.replace(/(\.\d{3})\d+$/, '$1')}${offset.toUpperCase()}`);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** JavaScript reads 31 February as 3 March in some forms; here it is no day. */
function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
