import { toArabicDigits } from '../../../../thai/index.ts';
import { locale } from '../../../lib/i18n.ts';
import type { Hours } from './queries.ts';

/** Monday first, as an office thinks of its week; the lists themselves are Sunday first. */
export const WEEK = [1, 2, 3, 4, 5, 6, 0] as const;

/** "วันจันทร์" / "Monday" of 0 (Sunday) … 6. */
export const weekdayWord = (weekday: number): string =>
  // 4 January 1970 was a Sunday.
  new Intl.DateTimeFormat(locale(), { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(1970, 0, 4 + weekday)),
  );

export const blocksWord = (blocks: Hours['blocks'][number]): string =>
  blocks.map(({ from, to }) => `${from}–${to}`).join(', ');

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** What is wrong with a week: a time that is none, a block that ends before it begins or lies over another, or no block at all. */
export function weekProblem(blocks: Hours['blocks']): 'hoursWrong' | 'neverOpen' | null {
  const isGood = blocks.every((day) =>
    day.every(({ from, to }, at) => TIME.test(from) && TIME.test(to) && from < to && (day[at - 1]?.to ?? '') <= from),
  );
  if (!isGood) return 'hoursWrong';
  return blocks.every((day) => day.length === 0) ? 'neverOpen' : null;
}

/** "8.30", "830", "8:30" or "๘.๓๐" as "08:30"; what is no time stays as typed. */
export function asTime(typed: string): string {
  const [, hour, minute] = /^(\d{1,2})[:.]?(\d{2})$/.exec(toArabicDigits(typed).trim()) ?? [];
  return hour === undefined || minute === undefined ? typed.trim() : `${hour.padStart(2, '0')}:${minute}`;
}
