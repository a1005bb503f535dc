import { normalise, toArabicDigits } from '../../../thai/index.ts';

/**
 * A telephone number as E.164 ("+66812345678"), or null when it is none. A number without a country is a Thai one (nine or ten digits
 * from 0: the plan of the NBTC); an extension is not part of it.
 */
export function phoneValue(typed: string): string | null {
  const [main = ''] = toArabicDigits(typed).split(/ต่อ|ext|#|,|\//i);
  const digits = main.replaceAll(/\D/g, '');
  const abroad = /^\s*\+/.test(main) ? digits : digits.startsWith('00') ? digits.slice(2) : null;
  if (abroad?.startsWith('66') || (abroad === null && /^66\d{8,9}$/.test(digits))) {
    const rest = (abroad ?? digits).slice(2).replace(/^0/, '');
    return /^\d{8,9}$/.test(rest) ? `+66${rest}` : null;
  }
  if (abroad !== null) return /^[1-9]\d{7,14}$/.test(abroad) ? `+${abroad}` : null;
  return /^0[1-9]\d{7,8}$/.test(digits) ? `+66${digits.slice(1)}` : null;
}

/** An e-mail address in small letters, or null when nothing was given. */
export const emailValue = (typed: string): string | null => normalise(typed).trim().toLowerCase() || null;
