import { expect, it } from 'vitest';
import { weave } from './weave.ts';

const of = (name: string, at: string) => ({ name, at });

it('keeps the order of the steps where the clock was set back, and puts what lies beside them at its time', () => {
  const steps = [of('assigned', '10:00'), of('begun', '11:00'), of('answered', '10:30'), of('closed', '12:00')];
  const beside = [of('late', '13:00'), of('gesture', '11:30'), of('early', '09:00')];
  expect(weave(steps, beside).map(({ name }) => name)).toEqual([
    'early',
    'assigned',
    'begun',
    'answered',
    'gesture',
    'closed',
    'late',
  ]);
});
