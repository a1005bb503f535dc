import { type Day, partsOf } from './dates.ts';

/** Buddhist-era year = Common-Era year + 543 (from 1941 on, when the Thai year began to start on 1 January). */
export const BE_OFFSET = 543;

/**
 * The fiscal year, in the Buddhist era, that a day belongs to: 1 October 2567 to 30 September 2568 is 2568
 * (Budget Procedures Act B.E. 2561 s.4).
 */
export function fiscalYearOf(day: Day): number {
  const { year, month } = partsOf(day);
  return (month >= 10 ? year + 1 : year) + BE_OFFSET;
}

/** First and last day (both inside) of a fiscal year given in the Buddhist era. @throws RangeError when not a whole year. */
export function fiscalYearRange(be: number): { from: Day; to: Day } {
  const year = be - BE_OFFSET;
  if (!Number.isInteger(year) || year < 1 || year > 9999) {
    throw new RangeError(`Not a fiscal year in the Buddhist era: ${be}`);
  }
  const pad = (n: number) => String(n).padStart(4, '0');
  return { from: `${pad(year - 1)}-10-01`, to: `${pad(year)}-09-30` };
}

/** Quarter of the fiscal year: 1 = Oct–Dec, 2 = Jan–Mar, 3 = Apr–Jun, 4 = Jul–Sep. */
export function quarterOf(day: Day): 1 | 2 | 3 | 4 {
  const { month } = partsOf(day);
  if (month >= 10) return 1;
  if (month <= 3) return 2;
  return month <= 6 ? 3 : 4;
}
