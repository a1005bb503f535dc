import type { SendResult } from '../outgoing.ts';
import { accepted, uncertain, unreachable } from './results.ts';

/**
 * What came of looking whether our words are there already: where they are · not there · not to be seen just now · not to be seen at all
 * (a picture has no words, a right to read is missing, too much was said since).
 */
export type Looked = { readonly id: string } | 'not-there' | 'later' | 'nobody-knows';

/**
 * What follows for a message that may have arrived, before it is said once more; null: it is not there, and is to be said. A provider
 * without idempotency keys would otherwise be told twice.
 */
export function beforeSaying(looked: Looked, method: string): SendResult | null {
  if (looked === 'not-there') return null;
  if (looked === 'later')
    return unreachable('an attempt before may have arrived; it could not be looked for', { method, nothingSent: true });
  if (looked === 'nobody-knows')
    return uncertain('an attempt before may have arrived, and it cannot be looked for', { method });
  return accepted('it was there already', { method, providerIds: [looked.id] });
}

/** What follows when the answer to a request was lost, and was looked for at once: not yet there it may still come. */
export const afterLoss = (looked: Looked, why: string, method: string): SendResult =>
  typeof looked === 'object'
    ? accepted(`the answer was lost (${why}), the message is there`, { method, providerIds: [looked.id] })
    : unreachable(`the answer was lost: ${why}`, { method });
