import { ChannelEvent } from '../contract.ts';
import type { Became } from '../receive.ts';
import type { EventState } from '../tables.ts';

/** Attempts before an event that cannot be read is shown as failed: with the waiting between, about nine hours. */
export const MOST_ATTEMPTS = 8;
/** Longest that an event waits for the job it came with; then it is taken up without. */
export const LOST_AFTER_MS = 3 * 60_000;

const SECOND_MS = 1000;

/** What an event becomes by an attempt that failed (from 1), and when it is read again. */
export function afterFailure(attempt: number, now: Date): { state: 'waiting' | 'failed'; tryAfter: Date | null } {
  if (attempt >= MOST_ATTEMPTS) return { state: 'failed', tryAfter: null };
  return { state: 'waiting', tryAfter: new Date(now.getTime() + 5 * SECOND_MS * 4 ** (attempt - 1)) };
}

/** How an event is settled by what became of its arrivals: none is a kind that we do not know. */
export function settledAs(became: readonly Became[]): Exclude<EventState, 'waiting' | 'failed'> {
  if (became.length === 0) return 'unknown';
  return became.every((each) => each.became === 'nothing') ? 'nothing' : 'done';
}

const Before = ChannelEvent.shape.outcome.partial();
/** What became of an event when it was read before. */
export const whatBecame = ({ outcome }: { readonly outcome: unknown }) => Before.catch({}).parse(outcome).became ?? [];

/** What is shown of an event that was read once more: where that changed nothing, what it became the first time stands. */
export function whatStands(before: { readonly outcome: unknown }, now: readonly Became[]) {
  const became = whatBecame(before);
  return became.length > 0 && now.every((each) => each.became === 'again') ? became : now;
}
