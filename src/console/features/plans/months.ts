import { BE_OFFSET, MONTHS } from '../../../thai/index.ts';

type Language = 'th' | 'en';

/** The twelve months of a fiscal year by their numbers: 1 is October. */
export const FISCAL_MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
/** What a table's heads say above the months: how many of them lie in the first calendar year, and in the second. */
export const MONTHS_OF_FIRST_YEAR = 3;

/** "ต.ค.", "Oct"; the long form for whoever listens. */
export const monthName = (month: number, lang: Language, length: 'short' | 'long' = 'short'): string =>
  MONTHS[lang][length][(month + 8) % 12] ?? '';

/** The calendar year a month of a fiscal year lies in: of the Buddhist era in Thai, of the common era in English. */
export const calendarYear = (fiscalYear: number, month: number, lang: Language): number =>
  fiscalYear - (month <= MONTHS_OF_FIRST_YEAR ? 1 : 0) - (lang === 'th' ? 0 : BE_OFFSET);

/** "ตุลาคม 2568" */
export const monthOfYear = (fiscalYear: number, month: number, lang: Language): string =>
  `${monthName(month, lang, 'long')} ${calendarYear(fiscalYear, month, lang)}`;

/** "ต.ค.–ธ.ค."; one month stands alone. */
export const monthSpan = ({ from, to }: { from: number; to: number }, lang: Language): string =>
  from === to ? monthName(from, lang) : `${monthName(from, lang)}–${monthName(to, lang)}`;

/** First and last day of a month of a fiscal year, "2025-10-01" and "2025-10-31". */
export function daysOfMonth(fiscalYear: number, month: number): { first: string; last: string } {
  const year = fiscalYear - BE_OFFSET - (month <= MONTHS_OF_FIRST_YEAR ? 1 : 0);
  const number = ((month + 8) % 12) + 1;
  const mm = String(number).padStart(2, '0');
  const length = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return { first: `${year}-${mm}-01`, last: `${year}-${mm}-${length}` };
}

/** The month of a fiscal year in which a day lies; 0 before it, 13 after it. */
export function monthOfDay(fiscalYear: number, day: string): number {
  const found = FISCAL_MONTHS.find((month) => day.slice(0, 7) === daysOfMonth(fiscalYear, month).first.slice(0, 7));
  return found ?? (day < daysOfMonth(fiscalYear, 1).first ? 0 : 13);
}
