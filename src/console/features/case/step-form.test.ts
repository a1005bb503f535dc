import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TakeStep } from '../../../modules/complaints/contract.ts';
import { ASKING, missingIn, type StepForm, stepOf } from './step-form.ts';

const id = fc.option(fc.uuid({ version: 7 }));
const text = fc.oneof(fc.constant(''), fc.constant('   '), fc.string({ maxLength: 40 }));
const form: fc.Arbitrary<StepForm> = fc.record({
  departmentId: id,
  ownerId: id,
  agency: text,
  reasonId: id,
  categoryId: id,
  communityId: id,
  groupId: id,
  respondentId: id,
  kind: fc.constantFrom('complaint', 'petition'),
  severity: fc.constantFrom('normal', 'urgent'),
  shownTo: fc.constantFrom(null, 'normal', 'restricted'),
  hasReadToWhom: fc.constant(true),
  note: text,
});

it('shows a confidential case to more people only when whoever does so has read to whom', () => {
  fc.assert(
    fc.property(form, (filled) => {
      const ready = stepOf('classify', { ...filled, hasReadToWhom: false });
      expect(ready !== null).toBe(filled.shownTo === null);
    }),
  );
});

it('lets through exactly what the server’s contract accepts', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ASKING), form, (step, filled) => {
      const ready = stepOf(step, filled);
      const complete = missingIn(step, filled).length === 0;
      expect(ready !== null).toBe(complete);
      if (ready !== null) expect(TakeStep.safeParse({ ...ready, version: 1 }).success).toBe(true);
      else expect(TakeStep.safeParse({ step, version: 1, ...filled, visibility: filled.shownTo }).success).toBe(false);
    }),
  );
});
