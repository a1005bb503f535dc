const DIGIT = '[0-9๐-๙]';
const ROOM = '[\\s().\\p{Pd}]';
/** What may stand between two digits of one number: spaces, dashes, dots and brackets, and up to two other marks among them. */
const BETWEEN = `${ROOM}*(?:[^\\p{L}\\p{M}\\p{N}\\s().\\p{Pd}]${ROOM}*){0,2}`;
/** Runs of nine digits and more: telephones, and the numbers of persons, houses and accounts. */
const LONG_NUMBER = `\\+?${DIGIT}(?:${BETWEEN}${DIGIT}){8,}`;
const MAIL = '[^\\s@<>()]+@[^\\s@<>()]+\\.[^\\s@<>()]+';

/** Digits with marks between that reach nobody, unless more digits hang on them: a case's number ("ร.0001/2569"), a day, from day to day. */
const YEAR = `(?:25|20|๒๕|๒๐)${DIGIT}{2}`;
const DAY = `${DIGIT}{1,2}/${DIGIT}{1,2}/${YEAR}`;
const CASE = `(?<![\\p{L}\\p{M}])[รคน]\\.${DIGIT}{4,}/${YEAR}`;
const REACHES_NOBODY = `(?:${CASE}|(?<!${DIGIT}/?)${DAY}(?:\\s*\\p{Pd}\\s*${DAY})?)(?![^\\p{L}\\p{M}\\p{N}\\s:]?${DIGIT})`;

const FOUND = new RegExp(`(${REACHES_NOBODY})|${MAIL}|${LONG_NUMBER}`, 'gu');
const GONE = '…';
/** A part of a name that is shorter could be a part of any word. */
const SHORTEST_PART = 3;

/**
 * Words as they may leave the office without saying whose they are: what one is reached by (mail addresses, and long numbers however they are
 * set apart) and the names that are known of whoever said them are taken out. Names of others that stand in running words cannot be told from
 * words, and stay.
 */
export function masked(text: string, name: string): string {
  const parts = [name.trim(), ...name.trim().split(/\s+/)].filter((part) => part.length >= SHORTEST_PART);
  const unreached = text.replaceAll(FOUND, (_found, kept: string | undefined) => kept ?? GONE);
  return parts.reduce((left, part) => left.replaceAll(part, GONE), unreached);
}
