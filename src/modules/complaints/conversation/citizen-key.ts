/** The key under which the citizen of a case is told of something, whatever the way: once. */
export const citizenKey = (caseId: string, cause: string): string => `citizen:${caseId}:${cause}`;
export const isForCitizen = (dedupeKey: string): boolean => dedupeKey.startsWith('citizen:');
