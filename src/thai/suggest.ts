import { fold, skeleton } from './fold.ts';

/**
 * Those whose words are in what was said, best first: a longer word says more than a short one. Thai is compared with its tone marks first
 * and without them when nothing was found, so that a mark left out in haste still tells.
 */
export function suggest<T>(
  said: string,
  choices: readonly T[],
  wordsOf: (choice: T) => readonly string[],
  most: number,
): T[] {
  const exact = scored(fold(said), choices, wordsOf, fold);
  const found = exact.length > 0 ? exact : scored(skeleton(said), choices, wordsOf, skeleton);
  return found.slice(0, most);
}

/** Bare words of one letter would be found inside many others. */
const SHORTEST = 2;

function scored<T>(
  said: string,
  choices: readonly T[],
  wordsOf: (choice: T) => readonly string[],
  plain: (text: string) => string,
): T[] {
  if (said.length < SHORTEST) return [];
  return choices
    .map((choice) => {
      const hits = wordsOf(choice)
        .map(plain)
        .filter((word) => word.length >= SHORTEST && said.includes(word));
      return { choice, score: hits.reduce((sum, word) => sum + word.length, 0) };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ choice }) => choice);
}
