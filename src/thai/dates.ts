/**
 * A civil date in Thailand as 'YYYY-MM-DD' in the Common Era: what is stored and compared (strings sort as dates do).
 * People read it through `formatDay`, which shows the Buddhist era.
 */
export type Day = string;

/** 0 = Sunday … 6 = Saturday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

const DAY_MS = 86_400_000;
/** Thailand has kept +07:00 without daylight saving since 1920. */
const BANGKOK_MS = 7 * 3_600_000;
const DAY_SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whole days since 1970-01-01, or null when the text is not a date that exists. */
function serialOf(text: string): number | null {
  if (!DAY_SHAPE.test(text)) return null;
  const ms = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text) return null;
  return ms / DAY_MS;
}

function serial(day: Day): number {
  const n = serialOf(day);
  if (n === null) throw new RangeError(`Not a calendar date (YYYY-MM-DD): ${day}`);
  return n;
}

function fromSerial(n: number): Day {
  const text = new Date(n * DAY_MS).toISOString();
  if (!/^\d{4}-/.test(text)) throw new RangeError('The date is outside the years 0 to 9999');
  return text.slice(0, 10);
}

/** True when the text is a date that exists, written 'YYYY-MM-DD' in the Common Era (2025-02-29 is not). */
export function isDay(text: string): boolean {
  return serialOf(text) !== null;
}

/** The day 'YYYY-MM-DD' of year, month 1–12 and day of month in the Common Era, or null when there is no such date. */
export function makeDay(year: number, month: number, dayOfMonth: number): Day | null {
  const pad = (n: number, width: number) => String(n).padStart(width, '0');
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}`;
  return isDay(text) ? text : null;
}

/** Which day it is in Bangkok at that instant. @throws RangeError for an invalid Date. */
export function dayOf(instant: Date): Day {
  return fromSerial(Math.floor((instant.getTime() + BANGKOK_MS) / DAY_MS));
}

/** The clock in Bangkok at that instant, 'HH:mm' (24 hours; seconds are cut, not rounded). */
export function timeOfDay(instant: Date): string {
  return new Date(instant.getTime() + BANGKOK_MS).toISOString().slice(11, 16);
}

/** The instant of 00:00 in Bangkok on that day. @throws RangeError when there is no such date. */
export function startOfDay(day: Day): Date {
  return new Date(serial(day) * DAY_MS - BANGKOK_MS);
}

/** The instant at which that day is over in Bangkok: 00:00 of the next, also after the last day that can be written. @throws RangeError when there is no such date. */
export function endOfDay(day: Day): Date {
  return new Date((serial(day) + 1) * DAY_MS - BANGKOK_MS);
}

/** The day `n` whole days later (earlier when negative). @throws RangeError when there is no such date. */
export function addDays(day: Day, n: number): Day {
  return fromSerial(serial(day) + n);
}

/** Whole days from `a` to `b`; negative when `b` is earlier. @throws RangeError when there is no such date. */
export function daysBetween(a: Day, b: Day): number {
  return serial(b) - serial(a);
}

const WEEKDAYS: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6];

/** Day of the week, 0 = Sunday … 6 = Saturday. @throws RangeError when there is no such date. */
export function weekdayOf(day: Day): Weekday {
  // 1970-01-01 was a Thursday.
  return WEEKDAYS[(((serial(day) + 4) % 7) + 7) % 7] ?? 0;
}

/** Year in the Common Era, month 1–12 and day of month. @throws RangeError when there is no such date. */
export function partsOf(day: Day): { year: number; month: number; dayOfMonth: number } {
  serial(day);
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), dayOfMonth: Number(day.slice(8, 10)) };
}
