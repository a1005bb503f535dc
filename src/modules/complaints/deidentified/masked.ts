import { normalise } from '../../../thai/index.ts';
import { MASK } from './contract.ts';
import { ACCOUNTS, NAMED, TITLE_AHEAD } from './names.ts';
import { CALLED, CODE, HOUSE, LINK, LONG_OR_KEPT, LONG_OR_POINT, MAIL, PASSPORT, PLATE, SPELLED } from './numbers.ts';

// The first group of a pattern is what stays of it: a title, the word for a telephone. Mail addresses before links, of which they hold one.
const ADDRESSES = patterns([CODE, MAIL, LINK]);
// After long numbers, which may hold what looks like a house or a plate.
const PERSONS = [CALLED, SPELLED, ...ACCOUNTS, ...NAMED];
/**
 * What is taken out of which words. `persons`: all that tells of anybody, for those who only learn from cases. The other two are what a department
 * reads of a citizen who is concealed from it, and mends. `who`: plates stay, for cars are what is complained of, and one's own is seldom; a
 * house number goes, being most often one's own. `where`: in what tells the place and in what the office writes houses and points stay as
 * well, for a department that cannot find the place cannot mend it; names and telephones go there too.
 */
const TAKEN = {
  persons: { long: new RegExp(LONG_OR_KEPT, 'gu'), rest: patterns([...PERSONS, ...HOUSE, ...PLATE, PASSPORT]) },
  who: { long: new RegExp(LONG_OR_KEPT, 'gu'), rest: patterns([...PERSONS, ...HOUSE, PASSPORT]) },
  where: { long: new RegExp(LONG_OR_POINT, 'gu'), rest: patterns([...PERSONS, PASSPORT]) },
} as const;
export type Taken = keyof typeof TAKEN;

/** A part of a name that is shorter could be a part of any word. */
const SHORTEST_PART = 3;
/** A second one ends nearly all; who makes a text that needs more hides nobody but themselves. */
const MOST_PASSES = 6;
/** What says something else in a pattern than what it is; all that may stand behind a backslash in one. */
const SYNTAX = /[\\^$.*+?()[\]{}|/]/gu;
/** What is typed where a name is asked for, and is none. */
const NOBODY = /^(?:ประชาชน|ชาวบ้าน|ไม่ระบุ|ไม่ประสงค์|ไม่ประสงค์ออกนาม|ออกนาม|ผู้แจ้ง|พลเมืองดี|เทศบาล|anonymous)$/iu;

/**
 * Words without what says whose they are: telephones and other long numbers however they are set apart, in Thai digits too, mail addresses,
 * links, accounts, names behind a title or behind what announces one, house numbers, plates, tracking codes, and the `names` that are known
 * of whoever spoke; `taken` may leave some of it. Doing it again changes nothing. Names without a title of people whom nobody knows cannot be told from words, and stay.
 */
export function masked(text: string, names: readonly string[], taken: Taken = 'persons'): string {
  const known = knownParts(names);
  let shown = text;
  // What is masked may have stood in the way of what is beside it.
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const before = shown;
    shown = once(known === null ? shown : shown.replaceAll(known, MASK), taken);
    if (shown === before) break;
  }
  return shown;
}

function once(text: string, taken: Taken): string {
  const { long, rest } = TAKEN[taken];
  const unreached = ADDRESSES.reduce(without, text);
  return rest.reduce(
    without,
    unreached.replaceAll(long, (_found, kept: string | undefined) => kept ?? MASK),
  );
}

const without = (text: string, pattern: RegExp): string =>
  text.replaceAll(pattern, (_found, kept: unknown) => `${typeof kept === 'string' ? kept : ''}${MASK}`);

function patterns(sources: readonly string[]): RegExp[] {
  return sources.map((source) => new RegExp(source, 'giu'));
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
    .map((part) => part.replaceAll(SYNTAX, '\\$&'));
  return new RegExp(sources.join('|'), 'giu');
}
