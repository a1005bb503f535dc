/** The key under which the citizen of a case is told of something, whatever the way: once. */
export const citizenKey = (caseId: string, cause: string): string => `citizen:${caseId}:${cause}`;
/** The template of pictures that go with words: where they cannot go they stand on the tracking page. */
export const PICTURES = 'pictures';
/** The template of the word that there is news, where others read along: it is no answer. */
export const NEWS = 'news';
/** The key of the word that there is news, where others read along and the news itself goes another way. */
export const newsKey = (caseId: string, cause: string): string => `news:${citizenKey(caseId, cause)}`;
export const isNewsAlone = (dedupeKey: string): boolean => dedupeKey.startsWith('news:');
export const isForCitizen = (dedupeKey: string): boolean => dedupeKey.startsWith('citizen:');
