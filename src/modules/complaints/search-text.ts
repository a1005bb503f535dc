import { fold, skeletonOfFolded, toArabicDigits } from '../../thai/index.ts';
import { phoneValue } from '../people/index.ts';
import type { Draft } from './draft.ts';

type Said = Pick<Draft, 'text' | 'contact' | 'sourceRef' | 'formerNumber'>;

/** What a search may find a case by: words without tone marks to find near ones, with them to tell the exact; contact data apart. */
export function searchText(row: { id: string; number: string; received_at: Date; place: string }, draft: Said) {
  const { body, exact, contact } = searchWords({ ...draft, place: row.place });
  const named = (words: string) => `${row.number} ${words}`.trimEnd();
  return { complaint_id: row.id, received_at: row.received_at, body: named(body), exact: named(exact), contact };
}

/** The same before the case has a number; folding leaves a number as it is, so it may be put before the words afterwards. */
export function searchWords({ text, contact, sourceRef, formerNumber = '', place }: Said & { place: string }) {
  const numbered = formerNumber === sourceRef ? '' : formerNumber;
  const exact = fold([sourceRef ?? '', numbered, text, place].join('\n'));
  const reached = [contact.name, localPhone(contact.phone), contact.email].filter((part) => part !== '').join('\n');
  return { body: skeletonOfFolded(exact), exact, contact: skeletonOfFolded(fold(reached)) };
}

/** A telephone number as it is dialled here, in digits: +66 and 0 are one number. What is no whole number is its digits. */
export const localPhone = (typed: string): string =>
  (phoneValue(typed) ?? toArabicDigits(typed).trim()).replace(/^\+66/, '0').replaceAll(/\D/g, '');
