import { addDays, type Day, dayOf, startOfDay, type Weekday, weekdayOf } from '../../../thai/index.ts';

/** A stretch of office time in Bangkok, 'HH:mm' to 'HH:mm' (24 hours; 24:00 is the end of the day). */
export type WorkingBlock = { from: string; to: string };

/** Office time by weekday (0 = Sunday): several blocks a day, in order, apart. A weekday without blocks is closed. */
export type WorkingHours = { blocks: Readonly<Record<Weekday, readonly WorkingBlock[]>> };

/** Whether offices are closed that day by announcement; weekends are closed by `WorkingHours`. */
export type IsHoliday = (day: Day) => boolean;

const OFFICE_DAY: readonly WorkingBlock[] = [
  { from: '08:30', to: '12:00' },
  { from: '13:00', to: '16:30' },
];

/** Government office time, Monday to Friday 08:30–12:00 and 13:00–16:30: seven hours a day. */
export const OFFICE_HOURS: WorkingHours = {
  blocks: { 0: [], 1: OFFICE_DAY, 2: OFFICE_DAY, 3: OFFICE_DAY, 4: OFFICE_DAY, 5: OFFICE_DAY, 6: [] },
};

const MINUTE_MS = 60_000;
/** A year and the longest run of closed days that could follow it: beyond this the hours are a mistake. */
const SEARCH_DAYS = 400;

/** Milliseconds since midnight. */
function offsetOf(time: string): number {
  const found = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/.exec(time);
  if (!found) throw new RangeError(`Not a time of day (HH:mm): ${time}`);
  return (found[1] === undefined ? 24 * 60 : Number(found[1]) * 60 + Number(found[2])) * MINUTE_MS;
}

/** Blocks of one day in instants, ascending. @throws RangeError when blocks are empty, overlap or are out of order. */
function blocksOn(day: Day, hours: WorkingHours, isHoliday: IsHoliday): { from: number; to: number }[] {
  const blocks = hours.blocks[weekdayOf(day)];
  if (blocks.length === 0 || isHoliday(day)) return [];
  const midnight = startOfDay(day).getTime();
  let last = 0;
  return blocks.map((block) => {
    const from = offsetOf(block.from);
    const to = offsetOf(block.to);
    if (from >= to || from < last)
      throw new RangeError(`Working blocks overlap or run backwards: ${block.from}–${block.to}`);
    last = to;
    return { from: midnight + from, to: midnight + to };
  });
}

/** Office time from an instant on, block by block, the first one cut at the instant. */
function* blocksFrom(at: Date, hours: WorkingHours, isHoliday: IsHoliday): Generator<{ from: number; to: number }> {
  const start = at.getTime();
  let day = dayOf(at);
  for (let closed = 0; closed <= SEARCH_DAYS; closed += 1) {
    for (const { from, to } of blocksOn(day, hours, isHoliday)) {
      if (to <= start) continue;
      closed = -1;
      yield { from: Math.max(from, start), to };
    }
    day = addDays(day, 1);
  }
  throw new RangeError(`No working time in the ${SEARCH_DAYS} days before ${day}`);
}

/** Whether the office works that day at all. */
export function isWorkingDay(day: Day, hours: WorkingHours, isHoliday: IsHoliday): boolean {
  return blocksOn(day, hours, isHoliday).length > 0;
}

/** Whether the office works at that instant; the end of a block is outside it. */
export function isWorkingMoment(at: Date, hours: WorkingHours, isHoliday: IsHoliday): boolean {
  const ms = at.getTime();
  return blocksOn(dayOf(at), hours, isHoliday).some(({ from, to }) => from <= ms && ms < to);
}

/** The instant itself when the office works then, else when it next opens. @throws RangeError when it never does. */
export function nextWorkingMoment(at: Date, hours: WorkingHours, isHoliday: IsHoliday): Date {
  for (const { from } of blocksFrom(at, hours, isHoliday)) return new Date(from);
  throw new RangeError('No working time');
}

/**
 * The instant by which `minutes` of office time have passed since `start`: the last moment of a block rather than the
 * first of the next. 0 minutes is `start` itself.
 * @throws RangeError for negative or infinite minutes, and when no office time comes within 400 days.
 */
export function addWorkingMinutes(start: Date, minutes: number, hours: WorkingHours, isHoliday: IsHoliday): Date {
  if (!Number.isFinite(minutes) || minutes < 0) throw new RangeError(`Not a number of minutes: ${minutes}`);
  let left = minutes * MINUTE_MS;
  if (left === 0) return new Date(start);
  for (const { from, to } of blocksFrom(start, hours, isHoliday)) {
    if (left <= to - from) return new Date(from + left);
    left -= to - from;
  }
  throw new RangeError('No working time');
}

/** Minutes of office time from `a` to `b` (fractions for part minutes); negative when `b` is earlier. */
export function workingMinutesBetween(a: Date, b: Date, hours: WorkingHours, isHoliday: IsHoliday): number {
  if (b < a) return 0 - workingMinutesBetween(b, a, hours, isHoliday);
  const [start, end] = [a.getTime(), b.getTime()];
  const lastDay = dayOf(b);
  let sum = 0;
  for (let day = dayOf(a); day <= lastDay; day = addDays(day, 1)) {
    for (const { from, to } of blocksOn(day, hours, isHoliday)) {
      sum += Math.max(0, Math.min(to, end) - Math.max(from, start));
    }
  }
  return sum / MINUTE_MS;
}
