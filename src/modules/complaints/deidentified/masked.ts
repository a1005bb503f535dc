import { normalise } from '../../../thai/index.ts';
import { MASK } from './contract.ts';
import { ACCOUNTS, NAMED, TITLE_AHEAD } from './names.ts';
import { CALLED, CODE, HOUSE, LINK, LONG_OR_KEPT, MAIL, PASSPORT, PLATE, SPELLED } from './numbers.ts';

/**
 * In this order: numbers before houses and plates, of which a long number may hold one; mail addresses before links. The first group of a
 * pattern is what stays of it: a title, the word for a telephone.
 */
const PATTERNS: readonly RegExp[] = [
  CODE,
  MAIL,
  LINK,
  CALLED,
  SPELLED,
  ...ACCOUNTS,
  ...NAMED,
  ...HOUSE,
  ...PLATE,
  PASSPORT,
].map((source) => new RegExp(source, 'giu'));
const LONG = new RegExp(LONG_OR_KEPT, 'gu');

/** A part of a name that is shorter could be a part of any word. */
const SHORTEST_PART = 3;
/** What is typed where a name is asked for, and is none. */
const NOBODY = /^(?:ประชาชน|ชาวบ้าน|ไม่ระบุ|ไม่ประสงค์|ไม่ประสงค์ออกนาม|ออกนาม|ผู้แจ้ง|พลเมืองดี|เทศบาล|anonymous)$/iu;

/**
 * Words without what says whose they are: telephones and other long numbers however they are set apart, in Thai digits too, mail addresses,
 * links, accounts, names behind a title or behind what announces one, house numbers, plates, tracking codes, and the `names` that are known
 * of whoever spoke. Doing it again changes nothing. Names without a title of people whom nobody knows cannot be told from words, and stay.
 */
export function masked(text: string, names: readonly string[]): string {
  const known = knownParts(names);
  const unnamed = known === null ? text : text.replaceAll(known, MASK);
  const [code, mail, link, ...rest] = PATTERNS;
  const without = (left: string, pattern: RegExp | undefined) =>
    pattern
      ? left.replaceAll(pattern, (_found, kept: unknown) => `${typeof kept === 'string' ? kept : ''}${MASK}`)
      : left;
  const unreached = [code, mail, link]
    .reduce(without, unnamed)
    .replaceAll(LONG, (_found, kept: string | undefined) => kept ?? MASK);
  return rest.reduce(without, unreached);
}

/** Names and their parts, without titles; the longest first, so that none is cut by a shorter one. */
function knownParts(names: readonly string[]): RegExp | null {
  const whole = names.flatMap((name) => [name.trim(), normalise(name).trim()]);
  const parts = [...whole, ...whole.flatMap((name) => name.split(/\s+/))]
    .map((part) => part.replace(TITLE_AHEAD, ''))
    .filter((part) => part.length >= SHORTEST_PART && !NOBODY.test(part) && !part.includes(MASK));
  if (parts.length === 0) return null;
  const sources = [...new Set(parts)]
    .toSorted((a, b) => b.length - a.length)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&'));
  return new RegExp(sources.join('|'), 'giu');
}
