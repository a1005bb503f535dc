/** Longest file name that is kept, in characters. */
export const LONGEST_NAME = 120;

// Control characters; marks that turn the direction of text (a name ending in "gpj.exe" shown as "exe.jpg"); zero-width
// marks; and what Windows forbids in a name. ZWNJ and ZWJ are kept: scripts and emoji need them.
const UNSAFE = /[\p{Cc}\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff<>:"|?*]/gu;

/**
 * A person's file name as it may be shown: the last path part, without control or direction marks, at most 120 characters with its
 * ending kept. For display only: no path is ever made of it.
 */
export function displayName(given: string): string {
  const last = given.normalize('NFC').toWellFormed().split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replaceAll(UNSAFE, '')
    .replaceAll(/\s+/gu, ' ')
    .replace(/^[.\s]+/u, '')
    .trim();
  if (clean === '') return 'file';
  const letters = [...clean];
  if (letters.length <= LONGEST_NAME) return clean;
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(clean)?.[0] ?? '';
  return `${letters.slice(0, LONGEST_NAME - ending.length - 1).join('')}…${ending}`;
}
