import { Refusal } from './refusal.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true }); // a byte order mark is left out
/** Written plainly, or with its low lines as escapes. */
const MAY_NAME_PROTOTYPE = /__proto__|\\u005f/i;

/**
 * What a body of type JSON says. Bytes in another encoding (Windows-874 of an old program) are refused rather than kept as signs that
 * nobody can read, and so is a name that would change what an object is. @throws Refusal('invalid-input')
 */
export function jsonIn(body: Uint8Array): unknown {
  try {
    const text = utf8.decode(body);
    return MAY_NAME_PROTOTYPE.test(text) ? JSON.parse(text, refuseProto) : JSON.parse(text);
  } catch (error) {
    const problem = error instanceof TypeError ? 'not-utf8' : 'not-json';
    throw new Refusal('invalid-input', { fields: [{ field: '/', problem }] });
  }
}

function refuseProto(name: string, value: unknown): unknown {
  if (name === '__proto__') throw new SyntaxError('__proto__');
  return value;
}
