import { newTrackingCode, sha256 } from '../../platform/token.ts';
import { dayOf, fiscalYearOf, normalise } from '../../thai/index.ts';
import type { Draft } from './draft.ts';
import { numberClass } from './number.ts';
import { searchWords } from './search-text.ts';

export const SUMMARY_LENGTH = 240;

/** A draft as it will be kept, and what follows from it alone: made while the database works on others. */
export type PreparedFiling = {
  /** As it was handed over: what a caller's answer is looked up by. */
  readonly given: Draft;
  readonly draft: Draft;
  readonly trackingCode: string;
  readonly numberClass: string;
  readonly fiscalYear: number;
  readonly summary: string;
  readonly place: string;
  /** Hexadecimal; the audit entry seals the words that were given with it. */
  readonly textHash: string;
  /** What a search finds it by; the number is put before `body` and `exact` when it is known. */
  readonly search: { readonly body: string; readonly exact: string; readonly contact: string };
};

export function prepareFiling(given: Draft): PreparedFiling {
  const draft = legible(given);
  const place = draft.placeText?.slice(0, SUMMARY_LENGTH).toWellFormed() ?? '';
  return {
    given,
    draft,
    trackingCode: newTrackingCode(),
    numberClass: numberClass(draft),
    fiscalYear: fiscalYearOf(dayOf(draft.receivedAt)),
    summary: excerpt(draft.text),
    place,
    textHash: sha256(draft.text).toString('hex'),
    search: searchWords({ ...draft, place }),
  };
}

const NOBODY = { name: '', phone: '', email: '' };

/**
 * Every word that is kept is one that can be kept and read: no control or invisible characters, one way to write each syllable. Who files
 * without a name leaves none, whatever came with it: it is neither kept nor found.
 */
function legible(draft: Draft): Draft {
  const { name, phone, email } = draft.identity === 'anonymous' ? NOBODY : draft.contact;
  return {
    ...draft,
    text: normalise(draft.text),
    placeText: draft.placeText === null ? null : normalise(draft.placeText),
    contact: { name: normalise(name), phone: normalise(phone), email: normalise(email) },
  };
}

/** The first words, on one line, never cut inside a surrogate pair. */
function excerpt(text: string): string {
  // No more than these can make the excerpt, unless white space fills them.
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= SUMMARY_LENGTH
    ? line
    : Array.from(line.slice(0, 2 * SUMMARY_LENGTH))
        .slice(0, SUMMARY_LENGTH)
        .join('');
}
