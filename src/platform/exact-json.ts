/**
 * Reads JSON without losing digits: a whole number beyond 2^53, as the ids of X and of Meta are, stays as it is written, as text. Everything
 * else is as with `JSON.parse`. @throws SyntaxError
 */
export function parseExact(text: string): unknown {
  // Most texts hold no such number, and are read faster without looking at each value.
  if (!mayHoldLongNumber(text)) return JSON.parse(text);
  return JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
      ? context?.source
      : value,
  );
}

const LONG = 16;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
/** What may stand before the digits of a whole number. Other letters are within a text or a fraction, as in an id that ends with digits. */
const BEFORE = new Set([' ', '\t', '\n', '\r', ':', ',', '[', '-'].map((letter) => letter.charCodeAt(0)));

/** Sixteen digits in a row stand on every sixteenth place once: the others need no look. */
function mayHoldLongNumber(text: string): boolean {
  for (let at = LONG - 1; at < text.length; at += LONG) {
    if (!isDigit(text.charCodeAt(at))) continue;
    let from = at;
    while (isDigit(text.charCodeAt(from - 1))) from -= 1;
    let to = at + 1;
    while (isDigit(text.charCodeAt(to))) to += 1;
    if (to - from >= LONG && (from === 0 || BEFORE.has(text.charCodeAt(from - 1)))) return true;
  }
  return false;
}
