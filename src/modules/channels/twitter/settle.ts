import type { SendResult } from '../outgoing.ts';
import { accepted, stopped, unreachable } from '../provider/results.ts';
import type { Asked } from './api.ts';
import { failed } from './failures.ts';

/** US dollars of one post or message without an address, as X's price list had it in 2026; what is charged is on X's own page. */
export const PRICE = 0.015;

/** What became of one post or message. */
export function settled(asked: Asked<unknown>, method: string, id: string | undefined): SendResult {
  switch (asked.kind) {
    case 'done':
      return accepted('', { method, providerIds: id === undefined ? [] : [id] });
    case 'failed':
      return failed(asked.failure, method);
    case 'unreached':
      return unreachable(asked.why, { method, nothingSent: true });
    case 'lost':
      return unreachable(`the answer was lost: ${asked.why}`, { method });
  }
}

/** Tried again, what was said is found by its words, and only the rest is said. */
export function broken(result: SendResult, sent: readonly string[], all: number): SendResult {
  const paid = { ...result, cost: sent.length * PRICE, ...(sent.length > 0 && { nothingSent: false }) };
  return result.outcome === 'unreachable' ? paid : stopped(paid, sent, all);
}
