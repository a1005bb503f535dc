import { expect, test } from 'vitest';
import { z } from 'zod';
import type { PlanContent } from '../../../../modules/plans/contract.ts';
import { bahtText, readBaht } from './money.ts';
import { acceptStep, addOutput, addStep, moveStep, removeOutput, removeStep, setStep } from './plan-edits.ts';
import { fieldsOf, initialSettings, readFigure } from './schema-fields.ts';

const built = (): PlanContent => {
  let plan: PlanContent = { title: 'แผน', owner: '', outputs: [] };
  plan = addOutput(addOutput(plan, 'o1'), 'o2');
  for (const [output, step] of [
    ['o1', 'a'],
    ['o1', 'b'],
    ['o2', 'c'],
  ] as const) {
    plan = addStep(plan, output, step);
  }
  return plan;
};
const order = ({ outputs }: PlanContent) => outputs.map(({ steps }) => steps.map(({ id }) => id).join(''));

test('steps are added with the next number, moved over the edge of an output, and removed', () => {
  const plan = built();
  expect(plan.outputs.map(({ no, steps }) => [no, steps.map((step) => step.no)])).toEqual([
    ['1', ['1', '2']],
    ['2', ['1']],
  ]);
  expect(plan.outputs[0]).toMatchObject({ budgetText: '-', budgetPlanned: null });
  expect(order(moveStep(plan, 'a', 1))).toEqual(['ba', 'c']);
  expect(order(moveStep(plan, 'b', 1))).toEqual(['a', 'bc']);
  expect(order(moveStep(plan, 'c', -1))).toEqual(['abc', '']);
  expect(moveStep(plan, 'a', -1)).toBe(plan);
  expect(moveStep(plan, 'c', 1)).toBe(plan);
  expect(order(removeStep(plan, 'a'))).toEqual(['b', 'c']);
  expect(order(removeOutput(plan, 'o1'))).toEqual(['c']);
});

test('a proposal that is accepted is the office’s own, arrows included', () => {
  const arrow = { id: 'x', from: 1, to: 2, origin: 'proposal' as const, doubt: null };
  const plan = setStep(built(), 'a', { origin: 'proposal', arrows: [arrow] });
  const [step] = plan.outputs[0]?.steps ?? [];
  expect(step && acceptStep(step)).toEqual({ origin: 'own', arrows: [{ ...arrow, origin: 'own' }] });
});

test('no amount stated is not zero', () => {
  expect([readBaht(''), readBaht(' - '), readBaht('0')]).toEqual([null, null, 0]);
  expect([readBaht('๑๒,๕๐๐.๕๐ บาท'), readBaht('ประมาณ 3'), readBaht('-5')]).toEqual([12500.5, undefined, undefined]);
  expect([bahtText(null), bahtText(0), bahtText(12500)]).toEqual(['-', '0', '12,500']);
});

test('the settings of a rule are read from its schema', () => {
  const schema = z.toJSONSchema(
    z.object({
      committeeId: z.uuid().nullable().default(null),
      minutesApproved: z.boolean().default(true),
      percent: z.number().min(0).max(100).default(95),
      period: z.enum(['month', 'quarter']).default('quarter'),
      least: z.int().min(1),
    }),
    { io: 'input' },
  );
  expect(fieldsOf(schema).map(({ name, kind, orNone }) => [name, kind, orNone])).toEqual([
    ['committeeId', 'committee', true],
    ['minutesApproved', 'yes-no', false],
    ['percent', 'number', false],
    ['period', 'choice', false],
    ['least', 'number', false],
  ]);
  expect(fieldsOf(schema)[2]).toMatchObject({ least: 0, most: 100, isWhole: false });
  expect(fieldsOf(schema)[4]).toMatchObject({ least: 1, isWhole: true });
  expect(initialSettings(schema)).toEqual({ committeeId: null, minutesApproved: true, percent: 95, period: 'quarter' });
  const read = (at: number, typed: string) => {
    const field = fieldsOf(schema)[at];
    return field && readFigure(typed, field);
  };
  expect(['๑๒', '1,200', '0', '2.5', '', 'มาก'].map((typed) => read(4, typed))).toEqual([
    12,
    1200,
    null,
    null,
    null,
    null,
  ]);
  expect(['๙๗.๕', '100', '101', '-1'].map((typed) => read(2, typed))).toEqual([97.5, 100, null, null]);
  expect(fieldsOf({ type: 'object', properties: {} })).toEqual([]);
  expect(fieldsOf('not a schema')).toEqual([]);
});
