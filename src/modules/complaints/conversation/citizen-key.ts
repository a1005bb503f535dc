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
/** The template of a mail about a case that goes to staff. */
const STAFF = 'staff-';
export const staffTemplate = <Event extends string>(event: Event): `staff-${Event}` => `${STAFF}${event}`;
export const isToStaff = (template: string): boolean => template.startsWith(STAFF);
/** The template of a mail with a code that proves an address: it is for that address alone. */
export const EMAIL_CODE = 'email-code';
