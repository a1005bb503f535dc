import { BE_OFFSET, toArabicDigits } from '../../thai/index.ts';
import { language } from './i18n.ts';

/** "2570", "2027": a fiscal year is kept in the Buddhist era and said in the one that the reader counts in. */
export const yearName = (fiscalYear: number): string =>
  String(language() === 'th' ? fiscalYear : fiscalYear - BE_OFFSET);

/** No office has plans of the Buddhist era's 21st century, and none of the Common Era's 26th: what was typed says itself which it counts in. */
const LAST_OF_COMMON_ERA = 2300;
const EARLIEST = 2540;
const LATEST = 2700;

/** The fiscal year (Buddhist era) that was typed in either era, in Thai or Arabic digits; null where it is none. */
export function readYear(typed: string): number | null {
  const digits = toArabicDigits(typed.trim());
  if (!/^\d{4}$/.test(digits)) return null;
  const year = Number(digits) + (Number(digits) <= LAST_OF_COMMON_ERA ? BE_OFFSET : 0);
  return year >= EARLIEST && year <= LATEST ? year : null;
}
