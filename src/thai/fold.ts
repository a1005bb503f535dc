import { toArabicDigits } from './digits.ts';
import { normalise } from './normalise.ts';

/**
 * Text as it is searched: normalised, lower case, Thai digits as Arabic, joiners and variation selectors of emoji
 * dropped, runs of white space as one space, trimmed. Apply it to what is indexed and to what is asked alike.
 */
export function fold(text: string): string {
  const plain = toArabicDigits(text.toLowerCase()).replace(/\u200D|\uFE0E|\uFE0F/g, '');
  return normalise(plain).replace(/\s+/g, ' ').trim();
}

/**
 * `fold` without the marks that are most often mistyped or left out: maitaikhu, tone marks, thanthakhat, nikhahit and
 * yamakkan (U+0E47–U+0E4E). "น้ำ", "นํา" and "น่ำ" share a skeleton.
 */
export function skeleton(text: string): string {
  return skeletonOfFolded(fold(text));
}

/** The skeleton of what is folded already. */
export function skeletonOfFolded(folded: string): string {
  // Folded again: two letters that a mark kept apart may now make one (เ + เ → แ).
  return fold(folded.replace(/[\u0E47-\u0E4E]/g, ''));
}
