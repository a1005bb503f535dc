import { secondsAsked } from '../../../platform/retry-after.ts';
import type { Status, StepName } from '../contract.ts';
import type { CaseEvent } from './contract.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Standard Webhooks 1.0.0, "Example retry schedule": how long after the attempt before it each further attempt is made. */
const RETRY_AFTER_MS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];
/** An endpoint without one success for this long is switched off, and says so. */
const FAILING_MS = 5 * 24 * HOUR;
/** A receiver that did not answer, or asked for rest, is left alone this long by all its messages. */
const REST_MS = MINUTE;
const LONGEST_REST_MS = 24 * HOUR;

/**
 * What a step of the workflow is to the outside; null: nobody's business (notes, classification, imports). `arrived`: another register
 * has just sent the case; what a file brings has been known for long.
 */
export function eventOf(step: StepName, from: Status | null, to: Status, arrived: boolean): CaseEvent | null {
  switch (step) {
    case 'file':
      return 'case.filed';
    case 'assign':
      return 'case.assigned';
    case 'start':
    case 'resume':
      return 'case.started';
    case 'progress':
      return 'case.progressed';
    case 'ask-citizen':
    case 'wait-agency':
      return 'case.waiting';
    case 'reply':
      return 'case.answered';
    case 'close':
      return 'case.closed';
    case 'refuse':
      return 'case.refused';
    case 'transfer':
      return 'case.transferred';
    case 'reopen':
      return 'case.reopened';
    case 'citizen-message':
      return 'case.citizen_replied';
    case 'citizen-verdict':
      if (from !== to && to === 'closed') return 'case.closed';
      return from !== to && to === 'in-progress' ? 'case.reopened' : 'case.judged';
    case 'import':
      return arrived ? 'case.filed' : null;
    case 'note':
    case 'acknowledge':
    case 'classify':
    case 'correct-contact':
      return null;
  }
}

export type Told = { status: number | null; retryAfter: string | null };
export type Verdict =
  | { settled: 'delivered' }
  | { settled: 'failed'; disable: 'failing' | 'gone' | null }
  | { settled: null; nextAt: Date; restUntil: Date | null };

/**
 * What becomes of a message by its `attempt`-th attempt (from 1). 2xx is success; 410 ends the endpoint; 429, 502, 503, 504 and silence let
 * it rest, as long as it asks for. `chance` (0 to 1) spreads attempts by up to a tenth, so that those that failed together do not return together.
 */
export function judge(told: Told, attempt: number, failingSince: Date, now: Date, chance: number): Verdict {
  const { status } = told;
  if (status !== null && status >= 200 && status < 300) return { settled: 'delivered' };
  if (status === 410) return { settled: 'failed', disable: 'gone' };
  const wait = RETRY_AFTER_MS[attempt - 1];
  if (now.getTime() - failingSince.getTime() >= FAILING_MS) return { settled: 'failed', disable: 'failing' };
  if (wait === undefined) return { settled: 'failed', disable: null };
  const rests = status === null || [429, 502, 503, 504].includes(status);
  const asked = rests ? Math.min((secondsAsked(told.retryAfter, now) ?? 0) * SECOND, LONGEST_REST_MS) : 0;
  const later = (ms: number) => new Date(now.getTime() + ms);
  return {
    settled: null,
    nextAt: later(Math.max(Math.round(wait * (1 + chance / 10)), asked)),
    restUntil: rests ? later(Math.max(asked, Math.min(REST_MS, wait))) : null,
  };
}
