import type { Category } from '../../../modules/people/contract.ts';
import { suggest } from '../../../thai/index.ts';

/** The categories whose keywords or names are in what was heard, best first. */
export const suggestCategories = (text: string, categories: readonly Category[], most = 3): Category[] =>
  suggest(text, categories, ({ data, nameTh, nameEn }) => [...data.keywords, nameTh, nameEn], most);
