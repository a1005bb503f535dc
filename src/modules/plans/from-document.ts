import { v7 } from 'uuid';
import type {
  Arrow,
  ChartContent,
  ChartItem,
  COLUMNS,
  PlanContent,
  PlanOutput,
  PlanStep,
  ReadingReason,
} from './contract.ts';
import { suggestEvidence } from './evidence/suggest.ts';
import type { ReadArrow, ReadPlan, ReadSipoc, ReadStep, ReadSystem } from './import/read-shape.ts';

/** A system of a document as a chart and a plan that can be kept; where the document has none, the parts say so. */
export function chartOf(system: ReadSystem, owner: string): ChartContent {
  const { sipoc } = system;
  const column = (name: (typeof COLUMNS)[number]) => ({
    blank: sipoc === null,
    items: sipoc ? sipoc[name].items.map(itemOf) : [],
  });
  return { title: system.title.clean, owner, columns: columnsOf(column) };
}

type Columns = ChartContent['columns'];
/** The five columns, each by its name. */
export const columnsOf = (column: (name: keyof Columns) => Columns['inputs']): Columns => ({
  suppliers: column('suppliers'),
  inputs: column('inputs'),
  process: column('process'),
  outputs: column('outputs'),
  customers: column('customers'),
});

const itemOf = (item: ReadSipoc['inputs']['items'][number]): ChartItem => ({
  id: v7(),
  no: item.no === null ? null : String(item.no),
  text: item.clean,
  raw: item.raw,
  origin: 'source',
  link: item.channelCode ? { kind: 'channel', channel: item.channelCode } : null,
});

/** The action plan of a system, arrows and their doubts included; null when the document has none. */
export function planOf(system: ReadSystem, owner: string): PlanContent | null {
  const { actionPlan } = system;
  if (!actionPlan) return null;
  return {
    title: system.title.clean,
    owner,
    outputs: actionPlan.rows.map(
      (row): PlanOutput => ({
        id: v7(),
        no: row.no ?? '',
        output: row.output.clean,
        raw: row.output.raw,
        budgetText: row.budget.clean,
        budgetPlanned: row.budget.amount,
        unit: row.unit.clean,
        steps: row.steps.map((step) =>
          stepOf(step, actionPlan, {
            responsible: row.responsible?.clean ?? '',
            target: row.target?.clean ?? '',
            indicator: row.indicator?.clean ?? '',
            risk: row.risk?.clean ?? '',
          }),
        ),
      }),
    ),
  };
}

function stepOf(
  step: ReadStep,
  plan: ReadPlan,
  words: Pick<PlanStep, 'responsible' | 'target' | 'indicator' | 'risk'>,
): PlanStep {
  return {
    id: v7(),
    no: step.no === null ? '' : String(step.no),
    text: step.clean,
    raw: step.raw,
    origin: 'source',
    arrows: step.arrows.map((arrow) => arrowOf(arrow, step, plan)),
    evidence: suggestEvidence(step.clean),
    ...words,
    departmentId: null,
    ownerId: null,
    budgetPlanned: null,
    budgetSpent: null,
  };
}

/** The first of a table's columns that is a month, and how many months it has. */
const firstMonth = (plan: ReadPlan): number => Math.min(...plan.months.map((month) => month.col));

/** October is 1. Months are read from their names, so a table that begins in another month is read right too. */
function monthAt(plan: ReadPlan, iso: string | null): number | null {
  if (iso === null) return null;
  return plan.months.find((month) => month.iso === iso)?.fiscalMonth ?? null;
}

function arrowOf(arrow: ReadArrow, step: ReadStep, plan: ReadPlan): Arrow {
  const last = Math.max(...plan.months.map((month) => month.fiscalMonth), 1);
  const from = monthAt(plan, arrow.start) ?? last;
  const to = Math.max(from, monthAt(plan, arrow.end) ?? last);
  const readings: { from: number; to: number; why: ReadingReason }[] = [];
  if (!arrow.certain) {
    readings.push({ from, to, why: 'past-last-month' });
    if (from < to) readings.push({ from, to: from, why: 'starting-month' });
  }
  if (step.ambiguousSpan) {
    const quarter = from - ((from - 1) % 3);
    readings.push({ from, to, why: 'one-cell' });
    readings.push({ from: quarter, to: quarter + 2, why: 'whole-quarter' });
  }
  const first = firstMonth(plan);
  return {
    id: v7(),
    from,
    to,
    origin: 'source',
    doubt:
      readings.length === 0
        ? null
        : {
            printedFrom: arrow.startCol - first + 1,
            printedTo: arrow.endCol - first + 1,
            glyphs: arrow.glyph,
            readings,
            settled: null,
          },
  };
}

/** A chart without anything: the document has none, and says so. */
export const blankChart = (title: string, owner: string): ChartContent => ({
  title,
  owner,
  columns: columnsOf(() => ({ blank: true, items: [] })),
});

/** A plan without any output: the document has none. */
export const blankPlan = (title: string): PlanContent => ({ title, owner: '', outputs: [] });
