import { pieces } from '../provider/flatten.ts';

/** X makes a link of an address without a scheme as well. What stands behind an @ is a mail address, and is none. */
const ADDRESS =
  /(?:https?:\/\/|www\.)[^\s\u0e00-\u0e7f]+|(?<![@\w./-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:th|com|net|org|info|io|me|asia|app|dev|link|co|go)(?:\/[^\s\u0e00-\u0e7f]*)?(?![\w@])/giu;

/**
 * The words without any address: a public post that holds one costs about fifteen times as much (US$ 0.20), and the tracking number says
 * the same. `left`: how many were left out.
 */
export function withoutAddresses(text: string): { text: string; left: number } {
  let left = 0;
  const bare = text.replaceAll(ADDRESS, () => {
    left += 1;
    return '';
  });
  return {
    text: bare
      .replaceAll(/[ \t]+(?=\n|$)/g, '')
      .replaceAll(/ {2,}/g, ' ')
      .replaceAll(/\n{3,}/g, '\n\n')
      .trim(),
    left,
  };
}

/** Longest post, in X's own weights. */
export const MOST_WEIGHT = 280;

/** Weights of docs.x.com/fundamentals/counting-characters: Latin, Thai and most others up to U+10FF count one, and some dashes and quotes. */
const LIGHT: readonly (readonly [number, number])[] = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
];
export function weigh(text: string): number {
  let weight = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    weight += LIGHT.some(([from, to]) => code >= from && code <= to) ? 1 : 2;
  }
  return weight;
}

/** A text as posts that answer one another. */
export const posts = (text: string): string[] => pieces(text, MOST_WEIGHT, weigh);
