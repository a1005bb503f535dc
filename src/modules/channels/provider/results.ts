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
export const unreachable = (answer: string, rest: Rest = {}): SendResult => ({
  ...nothing,
  ...rest,
  outcome: 'unreachable',
  answer,
});

/**
 * What happened when a message of several pieces stopped in the middle. Sending all of it again would say the first pieces twice, so it
 * is final: staff read what is missing.
 */
export function stopped(result: SendResult, sent: readonly string[], all: number): SendResult {
  if (sent.length === 0) return result;
  return {
    ...result,
    outcome: 'refused',
    answer: `${sent.length} of ${all} parts sent; then ${result.answer}`,
    providerIds: sent,
  };
}
