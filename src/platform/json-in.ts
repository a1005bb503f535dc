import { Refusal } from './refusal.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true }); // a byte order mark is left out
/** What may name a prototype, plainly or with its low lines as escapes, or be no letter: NUL, and half of a surrogate pair. */
const SUSPECT = /__proto__|\\u(?:005f|0000|d[89a-f])/i;

/**
 * What a body of type JSON says. Bytes in another encoding (Windows-874 of an old program) are refused rather than kept as signs that
 * nobody can read, and so is a name that would change what an object is. What no database keeps as text is left out (NUL) or shown as
 * missing (half of a surrogate pair, of which no name is made). @throws Refusal('invalid-input')
 */
export function jsonIn(body: Uint8Array): unknown {
  try {
    const text = utf8.decode(body);
    return SUSPECT.test(text) ? JSON.parse(text, made) : JSON.parse(text);
  } catch (error) {
    const problem = error instanceof TypeError ? 'not-utf8' : 'not-json';
    throw new Refusal('invalid-input', { fields: [{ field: '/', problem }] });
  }
}

const NUL = String.fromCharCode(0);

function made(name: string, value: unknown): unknown {
  if (name === '__proto__' || name.includes(NUL) || !name.isWellFormed()) throw new SyntaxError('a name that is none');
  return typeof value === 'string' ? value.replaceAll(NUL, '').toWellFormed() : value;
}
