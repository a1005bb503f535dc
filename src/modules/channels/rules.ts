/** Most mails that one recipient is sent in any hour; more wait for their turn, so that nobody's letter box is flooded. */
export const MOST_AN_HOUR = 20;
/** Acknowledgements to one recipient in any hour: anybody can file in another's name, so further ones are not sent at all. */
export const MOST_RECEIVED_AN_HOUR = 5;
/** Longest a mail waits for its turn, in hours; one that would wait longer is not sent. */
export const LONGEST_WAIT_HOURS = 24;
/** Attempts before a mail that never reached a server is given up: with the queue's back-off, about 16 hours. */
export const MOST_ATTEMPTS = 12;

const HOUR_MS = 3_600_000;

/**
 * When a message may go: now, or an hour after the twentieth-last one to the same recipient; null when that is more than a day
 * ahead. `twentiethLast`: the `send_after` of that one, or null when there were fewer.
 */
export function sendAfter(now: Date, twentiethLast: Date | null): Date | null {
  const turn = new Date(Math.max(now.getTime(), twentiethLast ? twentiethLast.getTime() + HOUR_MS : 0));
  return turn.getTime() - now.getTime() > LONGEST_WAIT_HOURS * HOUR_MS ? null : turn;
}

export type Settled = 'sent' | 'failed' | 'queued';

/** What a message becomes by its `attempt`-th attempt (from 1). */
export function settle(outcome: 'accepted' | 'refused' | 'unreachable', attempt: number): Settled {
  if (outcome === 'accepted') return 'sent';
  return outcome === 'refused' || attempt >= MOST_ATTEMPTS ? 'failed' : 'queued';
}
