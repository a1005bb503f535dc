import type { Span } from '../../platform/measure.ts';
import { addDays, type Day, fiscalYearOf, fiscalYearRange } from '../../thai/index.ts';

const pad = (n: number) => String(n).padStart(2, '0');

/** The twelve months of a fiscal year, from first to last day each. */
export function spansOf(fiscalYear: number): readonly Span[] {
  const { from } = fiscalYearRange(fiscalYear);
  const first = Number(from.slice(0, 4));
  return Array.from({ length: 12 }, (_, i) => {
    const begins = dayIn(first, 10 + i);
    return { from: begins, to: addDays(dayIn(first, 11 + i), -1) };
  });
}

/** The first day of a month that may run past December. */
function dayIn(year: number, month: number): Day {
  const over = Math.floor((month - 1) / 12);
  return `${year + over}-${pad(month - over * 12)}-01`;
}

/** The month of the fiscal year that a day falls in: 1 is October; 0 before the year, 13 after it. */
export function monthIn(fiscalYear: number, day: Day): number {
  const year = fiscalYearOf(day);
  if (year !== fiscalYear) return year < fiscalYear ? 0 : 13;
  return ((Number(day.slice(5, 7)) + 2) % 12) + 1;
}
