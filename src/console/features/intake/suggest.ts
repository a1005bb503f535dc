import type { Category } from '../../../modules/people/contract.ts';
import { fold, skeleton } from '../../../thai/index.ts';

/**
 * The categories whose keywords are in what was heard, best first: a longer keyword says more than a short one. Thai is compared
 * with its tone marks first and without them when nothing was found, so that a mark left out in haste still suggests.
 */
export function suggestCategories(text: string, categories: readonly Category[], most = 3): Category[] {
  const exact = scored(fold(text), categories, fold);
  const found = exact.length > 0 ? exact : scored(skeleton(text), categories, skeleton);
  return found.slice(0, most);
}

/** Bare words of one or two letters would be found inside many others. */
const SHORTEST = 2;

function scored(heard: string, categories: readonly Category[], plain: (text: string) => string): Category[] {
  if (heard.length < SHORTEST) return [];
  return categories
    .map((category) => {
      const words = [...category.data.keywords, category.nameTh, category.nameEn].map(plain);
      const hits = words.filter((word) => word.length >= SHORTEST && heard.includes(word));
      return { category, score: hits.reduce((sum, word) => sum + word.length, 0) };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ category }) => category);
}
