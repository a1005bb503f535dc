/** The key under which the citizen of a case is told of something, whatever the way: once. */
export const citizenKey = (caseId: string, cause: string): string => `citizen:${caseId}:${cause}`;
/** The template of pictures that go with words: where they cannot go they stand on the tracking page. */
export const PICTURES = 'pictures';
export const isForCitizen = (dedupeKey: string): boolean => dedupeKey.startsWith('citizen:');
