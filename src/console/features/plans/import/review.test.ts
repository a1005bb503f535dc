import { expect, test } from 'vitest';
import type { DraftImport } from '../../../../modules/plans/contract.ts';
import { addOutput, addStep, setStep } from '../plan/plan-edits.ts';
import { acceptedOf, correct, faultsOf, reviewOf, setReviewed } from './review.ts';

const draft: DraftImport = {
  fiscalYear: 2569,
  owner: '',
  doubts: [],
  seen: {},
  systems: [
    { systemId: 'a', title: 'หนึ่ง', chart: null, plan: null },
    {
      systemId: null,
      title: 'สอง',
      chart: null,
      plan: addStep(addOutput({ title: '', owner: '', outputs: [] }, 'o'), 'o', 'step'),
    },
  ],
};

test('two systems of a document are not one of ours, and a new one has a name', () => {
  const review = reviewOf(draft);
  expect(faultsOf(review).size).toBe(0);
  const twice = setReviewed(review, '2', { systemId: 'a' });
  expect([...faultsOf(twice)]).toEqual([['2', 'twice']]);
  expect(faultsOf(setReviewed(twice, '1', { isTaken: false })).size).toBe(0);
  expect([...faultsOf(setReviewed(review, '2', { title: '  ' }))]).toEqual([['2', 'needName']]);
});

test('what is accepted is what was taken, as it was corrected', () => {
  const arrow = { id: 'x', from: 1, to: 3, origin: 'source' as const, doubt: null };
  const part = { text: 'ประชุม', arrows: [arrow] };
  const corrected = correct(reviewOf(draft), '2', { plan: (before) => setStep(before, 'step', part) });
  const review = setReviewed(corrected, '1', { isTaken: false });
  const accepted = acceptedOf(review);
  expect(accepted.map(({ title }) => title)).toEqual(['สอง']);
  expect(accepted[0]?.plan?.outputs[0]?.steps[0]).toMatchObject(part);
  expect(accepted[0]).not.toHaveProperty('key');
});
