import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { STATUSES, STEPS } from '../contract.ts';
import { WORKFLOW } from '../rules.ts';
import { CASE_EVENTS } from './contract.ts';
import { eventOf, judge } from './rules.ts';
import { newSecret, signature, signedHeaders } from './sign.ts';

const NOW = new Date('2026-05-04T03:00:00Z');
const days = (n: number) => new Date(NOW.getTime() - n * 86_400_000);
const told = (status: number | null, retryAfter: string | null = null) => ({ status, retryAfter });

test('the vector that the libraries of the specification are tested with', () => {
  expect(
    signature('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}'),
  ).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

test('a secret has 32 bytes and its mark; each signs the same content, and no id can move the dots', () => {
  const [one, other] = [newSecret(), newSecret()];
  for (const secret of [one, other]) {
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(Buffer.from(secret.slice(6), 'base64')).toHaveLength(32);
  }
  const payload = '{"type":"case.filed","data":{"number":"ร.0001/2569"}}';
  const headers = signedHeaders({ id: '0198c0de-0000-7000-8000-000000000001', payload }, [one, other], NOW);
  expect(headers['webhook-id']).toMatch(/^msg_[0-9a-f]{32}$/);
  expect(headers['webhook-timestamp']).toBe('1777863600');
  const content = `${headers['webhook-id']}.1777863600.${payload}`;
  const expected = [one, other].map((secret) => {
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    return `v1,${createHmac('sha256', key).update(Buffer.from(content)).digest('base64')}`;
  });
  expect(headers['webhook-signature']).toBe(expected.join(' '));
});

test('what the citizen does not see of the workflow, nobody outside is told of', () => {
  for (const step of STEPS)
    for (const from of STATUSES)
      for (const to of STATUSES) {
        const event = eventOf(step, from, to, false);
        if (!WORKFLOW[step].public) expect(event, step).toBeNull();
        else if (step !== 'import') expect(CASE_EVENTS, step).toContain(event);
      }
  expect(eventOf('import', null, 'new', false)).toBeNull();
  expect(eventOf('import', 'new', 'new', true)).toBe('case.filed');
  expect(eventOf('citizen-verdict', 'answered', 'closed', false)).toBe('case.closed');
  expect(eventOf('citizen-verdict', 'closed', 'in-progress', false)).toBe('case.reopened');
  expect(eventOf('citizen-verdict', 'closed', 'closed', false)).toBe('case.judged');
});

test('attempts follow the schedule of the specification, later by at most a tenth, and end', () => {
  const expected = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];
  fc.assert(
    fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.constantFrom(301, 404, 500), (chance, status) => {
      expected.forEach((seconds, i) => {
        const verdict = judge(told(status), i + 1, NOW, NOW, chance);
        const waits = verdict.settled === null ? (verdict.nextAt.getTime() - NOW.getTime()) / 1000 : -1;
        expect(waits).toBeGreaterThanOrEqual(seconds);
        expect(waits).toBeLessThanOrEqual(seconds * 1.1);
      });
      expect(judge(told(status), 10, NOW, NOW, chance)).toEqual({ settled: 'failed', disable: null });
    }),
  );
});

test('2xx alone is success; 410 ends the endpoint; five days of failing do too', () => {
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 599 }), (status) => {
      const verdict = judge(told(status), 1, NOW, NOW, 0);
      expect(verdict.settled === 'delivered').toBe(status >= 200 && status < 300);
    }),
  );
  expect(judge(told(410), 1, NOW, NOW, 0)).toEqual({ settled: 'failed', disable: 'gone' });
  expect(judge(told(500), 3, days(5), NOW, 0)).toEqual({ settled: 'failed', disable: 'failing' });
  expect(judge(told(500), 3, days(4.9), NOW, 0)).toMatchObject({ settled: null });
  expect(judge(told(204), 9, days(30), NOW, 0)).toEqual({ settled: 'delivered' });
});

test('who asks for rest gets it, in seconds or by date, up to a day; silence rests a little', () => {
  const rest = (status: number | null, header: string | null) => {
    const verdict = judge(told(status, header), 2, NOW, NOW, 0);
    if (verdict.settled !== null) throw new Error('settled');
    return [verdict.nextAt, verdict.restUntil].map((at) => (at ? (at.getTime() - NOW.getTime()) / 1000 : null));
  };
  expect(rest(429, '600')).toEqual([600, 600]);
  expect(rest(503, 'Mon, 04 May 2026 03:20:00 GMT')).toEqual([1200, 1200]);
  expect(rest(429, '999999999')).toEqual([86_400, 86_400]);
  expect(rest(502, null)).toEqual([300, 60]);
  expect(rest(null, null)).toEqual([300, 60]);
  expect(rest(500, '600')).toEqual([300, null]);
  expect(rest(429, 'soon')).toEqual([300, 60]);
});
