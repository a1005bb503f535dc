import { type Entry, EntryDraft, type Noun } from '../../../../modules/people/contract.ts';

/** An entry to fill in, in force from `validFrom`. */
export function emptyEntry(noun: Noun, validFrom: string, sort: number): EntryDraft {
  const base = { nameTh: '', nameEn: '', sort, validFrom };
  switch (noun) {
    case 'department':
      return { noun, ...base, data: { phone: '', email: '' } };
    case 'category':
      return {
        noun,
        ...base,
        data: { departmentId: null, visibility: 'normal', keywords: [], offered: true, questions: [] },
      };
    case 'group':
      return { noun, ...base, data: { kind: 'recipient' } };
    case 'community': {
      const unknown = { households: null, population: null, latitude: null, longitude: null };
      return { noun, ...base, data: { kind: 'community', leader: '', ...unknown } };
    }
    case 'refusal-reason':
      return { noun, ...base, data: { legalSource: '' } };
  }
}

/** The next version of an entry: what it is now, from another day on. */
export const nextVersion = (entry: Entry, validFrom: string): EntryDraft => EntryDraft.parse({ ...entry, validFrom });

/** A code from an English name ("Public works" → "public-works"); empty where it has no Latin letter. */
export const codeFrom = (nameEn: string): string =>
  nameEn
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40);
