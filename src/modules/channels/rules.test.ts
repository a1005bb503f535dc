import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LONGEST_WAIT_HOURS, MOST_AN_HOUR, MOST_MAIL_ATTEMPTS, restedUntil, sendAfter, settle } from './rules.ts';

const HOUR = 3_600_000;

it('never lets more than twenty messages to one recipient go in any hour, and none wait for more than a day', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 10 * 60_000 }), { minLength: 1, maxLength: 700 });
  fc.assert(
    fc.property(gaps, (between) => {
      const turns: number[] = [];
      let now = 1_000_000;
      for (const gap of between) {
        now += gap;
        const twentiethLast = turns.toSorted((a, b) => b - a)[MOST_AN_HOUR - 1];
        const turn = sendAfter(new Date(now), twentiethLast === undefined ? null : new Date(twentiethLast));
        if (!turn) continue;
        expect(turn.getTime()).toBeGreaterThanOrEqual(now);
        expect(turn.getTime() - now).toBeLessThanOrEqual(LONGEST_WAIT_HOURS * HOUR);
        turns.push(turn.getTime());
      }
      for (const from of turns) {
        expect(turns.filter((turn) => turn >= from && turn < from + HOUR).length).toBeLessThanOrEqual(MOST_AN_HOUR);
      }
    }),
    { numRuns: 30 },
  );
});

it('lets a message go at once while there were fewer than twenty', () => {
  const now = new Date(5 * HOUR);
  expect(sendAfter(now, null)).toEqual(now);
  expect(sendAfter(now, new Date(4 * HOUR))).toEqual(now);
  expect(sendAfter(now, new Date(4 * HOUR + 1))).toEqual(new Date(5 * HOUR + 1));
});

it('keeps to a wish to be asked later, for a day at most', () => {
  expect(restedUntil(new Date(0), 90)).toEqual(new Date(90_000));
  expect(restedUntil(new Date(0), 999_999_999)).toEqual(new Date(24 * HOUR));
});

it('gives up a message that is refused, or that reached no server in the last attempt', () => {
  expect(settle('accepted', 1)).toBe('sent');
  expect(settle('refused', 1)).toBe('failed');
  expect(settle('unreachable', MOST_MAIL_ATTEMPTS - 1)).toBe('queued');
  expect(settle('unreachable', MOST_MAIL_ATTEMPTS)).toBe('failed');
  expect(settle('accepted', MOST_MAIL_ATTEMPTS)).toBe('sent');
});

it('keeps a mail through the longest holidays', () => {
  // The queue waits exp(attempt) seconds, of at most ten (graphile-worker, "Exponential backoff").
  let days = 0;
  for (let attempt = 1; settle('unreachable', attempt) === 'queued'; attempt += 1)
    days += Math.exp(Math.min(10, attempt)) / 86_400;
  expect(days).toBeGreaterThan(5);
  expect(days).toBeLessThan(6);
});
