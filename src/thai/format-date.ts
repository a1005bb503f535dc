import { type Day, dayOf, partsOf, timeOfDay, weekdayOf } from './dates.ts';
import { BE_OFFSET } from './fiscal-year.ts';
import { MONTHS, WEEKDAY_NAMES } from './month-names.ts';

export type DateStyle = 'long' | 'short' | 'weekday';
export type Language = 'th' | 'en';
export type DateFormat = { style?: DateStyle; lang?: Language };

/**
 * A day for people. Thai (default) in the Buddhist era, English in the Common Era:
 * short (default) "9 ธ.ค. 2567" / "9 Dec 2024"; long "9 ธันวาคม 2567" / "9 December 2024";
 * weekday "วันจันทร์ที่ 9 ธันวาคม 2567" / "Monday 9 December 2024".
 * @throws RangeError when there is no such date.
 */
export function formatDay(day: Day, { style = 'short', lang = 'th' }: DateFormat = {}): string {
  const { year, month, dayOfMonth } = partsOf(day);
  const name = MONTHS[lang][style === 'short' ? 'short' : 'long'][month - 1];
  const date = `${dayOfMonth} ${name} ${lang === 'th' ? year + BE_OFFSET : year}`;
  if (style !== 'weekday') return date;
  const weekday = WEEKDAY_NAMES[lang][weekdayOf(day)];
  return lang === 'th' ? `วัน${weekday}ที่ ${date}` : `${weekday} ${date}`;
}

/** An instant as Bangkok reads it: "9 ธ.ค. 2567 14:05 น." / "9 Dec 2024 14:05"; styles as in `formatDay`. */
export function formatInstant(instant: Date, { style = 'short', lang = 'th' }: DateFormat = {}): string {
  const text = `${formatDay(dayOf(instant), { style, lang })} ${timeOfDay(instant)}`;
  return lang === 'th' ? `${text} น.` : text;
}
