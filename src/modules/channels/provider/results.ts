import type { SendResult } from '../outgoing.ts';

type Rest = Partial<Omit<SendResult, 'outcome' | 'answer'>>;
const nothing = { method: '', cost: 0, providerIds: [], retryAfterSeconds: null, problem: null } as const;

export const accepted = (answer: string, rest: Rest): SendResult => ({
  ...nothing,
  ...rest,
  outcome: 'accepted',
  answer,
});
export const refused = (answer: string, rest: Rest = {}): SendResult => ({
  ...nothing,
  ...rest,
  outcome: 'refused',
  answer,
});
/** Nobody can say whether it arrived: said again it might arrive twice. */
export const uncertain = (answer: string, rest: Rest = {}): SendResult => ({
  ...nothing,
  ...rest,
  outcome: 'uncertain',
  answer,
});
export const unreachable = (answer: string, rest: Rest = {}): SendResult => ({
  ...nothing,
  ...rest,
  outcome: 'unreachable',
  answer,
});

/**
 * What happened when a message of several pieces stopped in the middle. Sending all of it again would say the first pieces twice, so it
 * is final: staff read what is missing, or that nobody knows.
 */
export function stopped(result: SendResult, sent: readonly string[], all: number): SendResult {
  if (sent.length === 0) return result;
  const known = result.outcome === 'refused' || result.nothingSent === true;
  return {
    ...result,
    outcome: known ? 'refused' : 'uncertain',
    answer: `${sent.length} of ${all} parts sent; then ${result.answer}`,
    providerIds: sent,
  };
}

/** Clocks differ: words may bear a time a little before we queued them. */
const SKEW_MS = 60_000;

/** From when our words are looked for: at most `ms` ago, never before they were queued (the same words of an earlier message are not these). */
export const sinceQueued = (now: Date, ms: number, queuedAt: Date | undefined): Date =>
  new Date(Math.max(now.getTime() - ms, (queuedAt?.getTime() ?? 0) - SKEW_MS));
