import type { Tx } from '../../../platform/db/db.ts';
import { dayOf, type Language } from '../../../thai/index.ts';
import { loadDirectory } from '../../people/index.ts';
import type { Asking } from '../dialogue/state.ts';
import { nameIn, offeredOf, ownQuestions } from '../open311/services.ts';

/** What may be filed under, with the words that tell it and what it asks; none when no category asks anything. */
export async function askingCategories(tx: Tx, language: Language, now: Date): Promise<Asking[]> {
  const offered = offeredOf((await loadDirectory(tx, dayOf(now))).categories);
  if (!offered.some(({ data }) => data.questions.length > 0)) return [];
  return offered.map((category) => ({
    id: category.id,
    name: nameIn(language, category),
    words: [...category.data.keywords, category.nameTh, category.nameEn],
    questions: ownQuestions(category, language),
  }));
}
