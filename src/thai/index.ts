/** The Thai library: pure, no dependency, the same on the server and in the browser. */
export { addDays, type Day, dayOf, daysBetween, startOfDay, timeOfDay, type Weekday, weekdayOf } from './dates.ts';
export { toArabicDigits, toThaiDigits } from './digits.ts';
export { fiscalYearOf, fiscalYearRange, quarterOf } from './fiscal-year.ts';
export { fold, skeleton } from './fold.ts';
export { type DateFormat, formatDay, formatInstant, type Language } from './format-date.ts';
export { coversYear, type Holiday, type HolidayCalendar, holidayCalendar, parseHolidayCsv } from './holidays.ts';
export { normalise } from './normalise.ts';
export { parseInstant, parseThaiDate } from './parse-date.ts';
export { segments, words } from './words.ts';
