import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChartContent, PlanContent, PlanStep } from '../../../../modules/plans/contract.ts';
import { blankStep } from '../plan/plan-edits.ts';
import { chartOf, chartTree } from './chart-tree.ts';
import { merge } from './merge.ts';
import { changesBetween, type Tree } from './nodes.ts';
import { planOf, planTree } from './plan-tree.ts';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const step = (n: number, over: Partial<PlanStep> = {}): PlanStep => ({
  ...blankStep(uuid(n), String(n)),
  text: `ขั้นตอน ${n}`,
  ...over,
});
const plan = (...steps: PlanStep[]): PlanContent => ({
  title: 'แผน',
  owner: 'กองวิชาการ',
  outputs: [
    { id: uuid(900), no: '1', output: 'ผลผลิต', raw: null, budgetText: '-', budgetPlanned: null, unit: '', steps },
  ],
});
const lay = (
  base: PlanContent,
  mine: PlanContent,
  theirs: PlanContent,
  choices = new Map<string, 'mine' | 'theirs'>(),
) => {
  const { merged, conflicts } = merge(
    { base: planTree(base), mine: planTree(mine), theirs: planTree(theirs) },
    choices,
  );
  return { plan: planOf(merged), conflicts };
};
const texts = ({ outputs }: PlanContent) => outputs.flatMap(({ steps }) => steps.map(({ text }) => text));

test('what only one changed is taken from each; a new step stands where its writer put it', () => {
  const base = plan(step(1), step(2), step(3));
  const mine = plan(step(1, { text: 'ของฉัน' }), step(4), step(2), step(3));
  const theirs = plan(step(1, { target: 'ร้อยละ 80' }), step(3), step(2));
  const { plan: both, conflicts } = lay(base, mine, theirs);
  expect(conflicts).toEqual([]);
  expect(texts(both)).toEqual(['ของฉัน', 'ขั้นตอน 4', 'ขั้นตอน 3', 'ขั้นตอน 2']);
  expect(both.outputs[0]?.steps[0]?.target).toBe('ร้อยละ 80');
});

test('where both changed one field, or one removed what the other changed, a person chooses', () => {
  const base = plan(step(1), step(2));
  const mine = plan(step(1, { text: 'ของฉัน' }));
  const theirs = plan(step(1, { text: 'ของเขา' }), step(2, { risk: 'ฝนตก' }));
  const asked = lay(base, mine, theirs);
  expect(asked.conflicts.map(({ key, mine: own, theirs: other }) => [key, own, other === null])).toEqual([
    [`${uuid(1)}.text`, 'ของฉัน', false],
    [`${uuid(2)}.`, null, false],
  ]);
  expect(texts(asked.plan)).toEqual(['ของเขา', 'ขั้นตอน 2']);
  const chosen = lay(base, mine, theirs, new Map(asked.conflicts.map(({ key }) => [key, 'mine' as const])));
  expect(texts(chosen.plan)).toEqual(['ของฉัน']);
});

const someSteps = fc
  .uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 6 })
  .chain((ids) =>
    fc.tuple(...ids.map((id) => fc.constantFrom('ก', 'ข').map((text) => step(id, { text: `${id}${text}` })))),
  )
  .map((steps) => plan(...steps));

test('laid upon an unchanged document a change is itself; and the same change of both asks nothing', () => {
  fc.assert(
    fc.property(someSteps, someSteps, (a, b) => {
      expect(lay(a, b, a).plan).toEqual(b);
      expect(lay(a, a, b).plan).toEqual(b);
      expect(lay(a, b, b)).toEqual({ plan: b, conflicts: [] });
    }),
  );
});

test('no step is lost or doubled, whatever three people did', () => {
  fc.assert(
    fc.property(someSteps, someSteps, someSteps, (base, mine, theirs) => {
      const ids = lay(base, mine, theirs).plan.outputs.flatMap(({ steps }) => steps.map(({ id }) => id));
      expect(new Set(ids).size).toBe(ids.length);
      const was = new Set(base.outputs[0]?.steps.map(({ id }) => id));
      for (const { id } of [...(mine.outputs[0]?.steps ?? []), ...(theirs.outputs[0]?.steps ?? [])]) {
        if (!was.has(id)) expect(ids).toContain(id);
      }
    }),
  );
});

test('differences name the field, what came, what went and what moved', () => {
  const tree = (content: PlanContent): Tree => planTree(content);
  const before = tree(plan(step(1), step(2), step(3)));
  const after = tree(plan(step(3), step(1, { text: 'ใหม่' }), step(5)));
  expect(changesBetween(before, after)).toEqual([
    { what: 'field', id: uuid(1), field: 'text', before: 'ขั้นตอน 1', after: 'ใหม่' },
    { what: 'added', id: uuid(5) },
    { what: 'removed', id: uuid(2) },
    { what: 'moved', id: uuid(3) },
  ]);
  expect(changesBetween(before, before)).toEqual([]);
});

test('a chart comes back from its parts, and an item moved to another column is one change', () => {
  const item = (n: number) => ({
    id: uuid(n),
    no: String(n),
    text: `รายการ ${n}`,
    raw: null,
    origin: 'own' as const,
    link: null,
  });
  const chart = (inputs: number[], outputs: number[]): ChartContent => ({
    title: 'แผนผัง',
    owner: '',
    columns: {
      suppliers: { blank: true, items: [] },
      inputs: { blank: false, items: inputs.map(item) },
      process: { blank: false, items: [] },
      outputs: { blank: false, items: outputs.map(item) },
      customers: { blank: false, items: [] },
    },
  });
  const before = chart([1, 2], [3]);
  const after = chart([2], [3, 1]);
  expect(chartOf(chartTree(before))).toEqual(before);
  expect(changesBetween(chartTree(before), chartTree(after))).toEqual([{ what: 'moved', id: uuid(1) }]);
  const { merged } = merge(
    { base: chartTree(before), mine: chartTree(after), theirs: chartTree(chart([1, 2, 4], [3])) },
    new Map(),
  );
  expect(chartOf(merged)).toEqual(chart([2, 4], [3, 1]));
});
