/**
 * Reads JSON without losing digits: a whole number beyond 2^53, as the ids of X and of Meta are, stays as it is written, as text. Everything
 * else is as with `JSON.parse`. @throws SyntaxError
 */
export function parseExact(text: string): unknown {
  // Most texts hold no such number, and are read faster without looking at each value.
  if (!LONG_NUMBER.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
      ? context?.source
      : value,
  );
}

const LONG_NUMBER = /[:,[\s]-?\d{16,}/;
