/** Mail addresses, and runs of nine digits and more however they are set apart: telephones, and the numbers of persons, houses and accounts. */
const REACHED = /[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+|\+?[0-9๐-๙](?:[ ().-]*[0-9๐-๙]){8,}/gu;
const GONE = '…';
/** A part of a name that is shorter could be a part of any word. */
const SHORTEST_PART = 3;

/**
 * Words as they may leave the office without saying whose they are: what one is reached by and the names that are known of whoever said them
 * are taken out. Names of others that stand in running words cannot be told from words, and stay.
 */
export function masked(text: string, name: string): string {
  const parts = [name.trim(), ...name.trim().split(/\s+/)].filter((part) => part.length >= SHORTEST_PART);
  return parts.reduce((left, part) => left.replaceAll(part, GONE), text.replaceAll(REACHED, GONE));
}
