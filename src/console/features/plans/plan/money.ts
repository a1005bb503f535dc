import { toArabicDigits } from '../../../../thai/index.ts';

/** An amount as it is typed: nothing or "-" is none stated (null), which is not 0; undefined where it cannot be read. */
export function readBaht(typed: string): number | null | undefined {
  const text = toArabicDigits(typed).replaceAll(/[,\s]|บาท/g, '');
  if (text === '' || /^[-–—]$/.test(text)) return null;
  if (!/^\d{1,12}(\.\d{1,2})?$/.test(text)) return undefined;
  return Number(text);
}

export const bahtText = (amount: number | null): string => (amount === null ? '-' : amount.toLocaleString('en-US'));
