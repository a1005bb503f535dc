import { expect, test } from 'vitest';
import type { Board, PlanStep } from '../../../modules/plans/contract.ts';
import { alignSteps } from './compare.ts';
import { type State, totalsOf } from './contents.ts';
import { blankStep } from './plan/plan-edits.ts';

const step = (id: string, text: string): PlanStep => ({ ...blankStep(id, '1'), text });
const facts = {
  systemId: 's',
  version: 1,
  standing: 'own',
  approvedAt: null,
  approvedBy: null,
  updatedAt: '',
  updatedBy: null,
} as const;
const board = (fiscalYear: number, steps: readonly PlanStep[], states: readonly State[] = []): Board => ({
  year: { fiscalYear, copiedFrom: null, publishedAt: null, frozenAt: null },
  month: 1,
  names: {},
  systems: [
    {
      system: { id: 's', code: 's', no: 1, titleTh: 'ระบบ', titleEn: 'System' },
      chart: null,
      plan: {
        openDoubts: 1,
        steps: steps.map(({ id }, at) => ({ stepId: id, state: states[at] ?? 'none', judgedBy: 'none', cells: [] })),
        document: {
          kind: 'plan',
          id: `${fiscalYear}`,
          fiscalYear,
          ...facts,
          content: {
            title: '',
            owner: '',
            outputs: [
              {
                id: 'o',
                no: '1',
                output: '',
                raw: null,
                budgetText: '-',
                budgetPlanned: null,
                unit: '',
                steps: [...steps],
              },
            ],
          },
        },
      },
    },
  ],
});

test('a step is one row over the years by its identity, then by its words; what a year lacks is said', () => {
  const [system] = alignSteps([
    board(2569, [step('a', 'ประชุม'), step('b', 'รวบรวม')]),
    board(2568, [step('a', 'ประชุม คณะกรรมการ'), step('x', 'รวบ รวม'), step('y', 'ของเก่า')]),
  ]);
  expect(system?.steps.map(({ text, years }) => [text, years.map((year) => year !== null)])).toEqual([
    ['ประชุม', [true, true]],
    ['รวบรวม', [true, true]],
    ['ของเก่า', [false, true]],
  ]);
});

test('two steps of one year with the same words stay two rows', () => {
  const [system] = alignSteps([
    board(2569, [step('a', 'ติดตาม'), step('b', 'ติดตาม')]),
    board(2568, [step('c', 'ติดตาม')]),
  ]);
  expect(system?.steps.map(({ years }) => years.map((year) => year !== null))).toEqual([
    [true, true],
    [true, false],
  ]);
});

test('each step is counted once, by how it stands', () => {
  const steps = ['a', 'b', 'c', 'd', 'e'].map((id) => step(id, id));
  expect(totalsOf(board(2569, steps, ['done', 'early', 'late', 'partly', 'missed']))).toEqual({
    steps: 5,
    done: 2,
    late: 1,
    missed: 1,
    partly: 1,
    unproven: 0,
    doubts: 1,
  });
});
