import type { Call } from '../../../modules/complaints/calls/contract.ts';

/**
 * The calls that came in and are no case yet, in the order in which they are shown: the one being written down here, then those that nobody
 * else writes down, then others'; of each the newest first.
 */
export function waitingCalls(calls: readonly Call[], me: string, chosen: string | null): Call[] {
  const rank = ({ id, takenBy }: Call): number => (id === chosen ? 0 : takenBy === null || takenBy.id === me ? 1 : 2);
  return calls
    .filter(({ direction, complaint }) => direction === 'in' && complaint === null)
    .toSorted((a, b) => rank(a) - rank(b));
}
