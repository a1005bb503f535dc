/** The Thai library: pure, no dependency, the same on the server and in the browser. */
export {
  addDays,
  type Day,
  dayOf,
  daysBetween,
  endOfDay,
  startOfDay,
  timeOfDay,
  type Weekday,
  weekdayOf,
} from './dates.ts';
export { toArabicDigits, toThaiDigits } from './digits.ts';
export { BE_OFFSET, fiscalYearOf, fiscalYearRange } from './fiscal-year.ts';
export { fold, skeleton, skeletonOfFolded } from './fold.ts';
export { formatDay, formatInstant, type Language } from './format-date.ts';
export { coversYear, type HolidayCalendar, parseHolidayCsv } from './holidays.ts';
export { MONTHS } from './month-names.ts';
export { normalise } from './normalise.ts';
export { parseInstant } from './parse-date.ts';
export { suggest } from './suggest.ts';
export { segments } from './words.ts';
