import { expect, test } from 'vitest';
import type { Call } from '../../../modules/complaints/calls/contract.ts';
import { waitingCalls } from './waiting-calls.ts';

const call = (id: string, over: Partial<Call> = {}): Call => ({
  id,
  callId: id,
  direction: 'in',
  from: '',
  to: '',
  extension: '',
  at: '2026-05-04T03:00:00Z',
  recordingUrl: null,
  hasRecording: false,
  complaint: null,
  takenBy: null,
  name: '',
  history: [],
  ...over,
});
const other = { takenBy: { id: 'b', name: 'สมศรี' } };

test('no call that nobody writes down stands behind calls of others, and the chosen one is first however old', () => {
  const calls = [
    call('out', { direction: 'out' }),
    call('1', other),
    call('2', other),
    call('3'),
    call('filed', { complaint: { id: 'x', number: 'ร.0001/2569' } }),
    call('4', { takenBy: { id: 'a', name: 'ฉัน' } }),
    call('5', other),
    call('6'),
  ];
  expect(waitingCalls(calls, 'a', null).map(({ id }) => id)).toEqual(['3', '4', '6', '1', '2', '5']);
  expect(waitingCalls(calls, 'a', '5').map(({ id }) => id)).toEqual(['5', '3', '4', '6', '1', '2']);
});
