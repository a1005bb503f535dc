import { toArabicDigits } from '../../../thai/index.ts';
import type { PlanRole } from './column-roles.ts';
import type { Doubts } from './doubts.ts';
import type { Writing } from './join-words.ts';
import { isoMonth, longName, shortName } from './months.ts';
import type { PlanHead } from './plan-columns.ts';
import { colOf, type PlanRows, type RawRow, type RawStep } from './plan-rows.ts';
import { findSpans, type MonthArea, readArrows, type Span } from './read-arrows.ts';
import { periodArea } from './read-period.ts';
import type { ReadFiscalYear, ReadMonth, ReadPlan, ReadPlanRow, ReadStep } from './read-shape.ts';
import { repairLetters } from './repair-letters.ts';
import type { Row } from './sheet.ts';
import { correct } from './spellings.ts';
import { type Item, splitItems, takeNumber } from './split-items.ts';
import { cleanText, columnWidth, readBudget, textOf } from './table-cells.ts';

type Tools = {
  readonly head: PlanHead;
  readonly writing: Writing;
  readonly doubts: Doubts;
  readonly area: MonthArea;
  readonly widths: ReadonlyMap<PlanRole, number>;
};

/** A plan as read: its rows with their steps and months. `heads`: the sheet rows of its head. */
export function readPlan(
  found: PlanRows,
  head: PlanHead,
  heads: readonly Row[],
  writing: Writing,
  doubts: Doubts,
): ReadPlan {
  const area = { months: head.months, before: head.before, after: head.after, glyphs: writing.glyphs };
  const headLines: [number, number] = [heads[0]?.line ?? 0, heads.at(-1)?.line ?? 0];
  if (head.months.length === 0) doubts.add('months-missing', headLines[1], '', ['ไม่กำหนดเดือน']);
  for (const role of ['output', 'budget', 'unit'] as const)
    if (colOf(head, role) === undefined)
      doubts.add('column-missing', headLines[0], COLUMN[role], ['เว้นว่าง'], { at: COLUMN[role] });
  const all = found.rows.flatMap(({ steps }) => steps.map(({ text }) => text));
  const widths = new Map<PlanRole, number>([
    ['step', columnWidth(all)],
    ...(['output', 'unit', 'responsible'] as const).map(
      (role) => [role, columnWidth(found.rows.map(({ cells }) => cells.get(role) ?? ''))] as const,
    ),
  ]);
  const tools = { head, writing, doubts, area, widths };
  const rows = found.rows.map((row) => readRow(row, tools));
  for (const row of found.unplaced)
    doubts.add('row-not-placed', row.line, row.cells.filter((cell) => cell.trim() !== '').join(' '));
  const [first] = rows;
  const months = head.months.flatMap((column) =>
    column.months.map(
      ({ month, be }): ReadMonth => ({
        col: column.col,
        fiscalMonth: ((month + 2) % 12) + 1,
        abbr: shortName(month),
        name: longName(month),
        yearBE: be,
        iso: isoMonth(month, be),
        label: be === null ? shortName(month) : `${shortName(month)} ${be}`,
      }),
    ),
  );
  const last = head.months.at(-1)?.col;
  const blank = { raw: '', clean: '' };
  return {
    headerLines: headLines,
    rowLines: [found.firstLine ?? headLines[1], found.lastLine],
    tableWidthCols: head.width,
    extraColsAfterSep: last === undefined ? 0 : head.width - 1 - last,
    ...(first ?? { no: null, output: blank, budget: readBudget('', doubts, headLines[1]), unit: blank }),
    columnHeads: head.heads.map((text) =>
      cleanText(text, { ...writing, wrapped: true }, UNSAID, { line: headLines[0], at: null, width: 0 }),
    ),
    steps: rows.flatMap(({ steps }) => steps),
    fiscalYear: fiscalYear(head.fiscalYear),
    months,
    rows,
  };
}

/** Heads are few words: how their lines are joined is not worth a question. */
const UNSAID: Doubts = { add: () => undefined };
const COLUMN = { output: 'ผลผลิต', budget: 'งบประมาณ', unit: 'พื้นที่/หน่วยดำเนินการ' };

export const fiscalYear = (be: number | null): ReadFiscalYear | null =>
  be === null ? null : { be, start: `${be - 544}-10-01`, end: `${be - 543}-09-30` };

function readRow(row: RawRow, tools: Tools): ReadPlanRow {
  const { writing, doubts, widths } = tools;
  const raw = (role: PlanRole) => row.cells.get(role) ?? '';
  const text = (role: PlanRole, at: string) => textOf(raw(role), writing, doubts, row.line, widths.get(role) ?? 0, at);
  const more = (['responsible', 'target', 'indicator', 'risk', 'remark'] as const).filter((role) => raw(role) !== '');
  const no = toArabicDigits(raw('no')).replaceAll(/[().\s]/g, '');
  return {
    no: no === '' ? null : no,
    output: text('output', 'ผลผลิต'),
    budget: readBudget(raw('budget'), doubts, row.line),
    unit: text('unit', 'หน่วยดำเนินการ'),
    ...Object.fromEntries(more.map((role) => [role, text(role, role)])),
    steps: row.steps.flatMap((step) => readSteps(step, tools)).map((step, i, all) => inOrder(step, all[i - 1], doubts)),
  };
}

function inOrder(step: ReadStep, before: ReadStep | undefined, doubts: Doubts): ReadStep {
  if (typeof step.no === 'number' && typeof before?.no === 'number' && step.no !== before.no + 1)
    doubts.add('number-out-of-order', step.line, step.raw, [String(step.no), String(before.no + 1)], {
      at: String(step.no),
    });
  return step;
}

/** A step, or the several that share a cell: then each has the arrows on its own line, if lines tell. */
function readSteps(step: RawStep, tools: Tools): ReadStep[] {
  const items = splitItems(step.text);
  if (items.length < 2 || items.every(({ no }) => no === null))
    return [oneStep(takeOne(step), step, spansOf(step.rows, tools), tools, false)];
  const lines = step.text.split('\n');
  const apart = step.rows.length === 1 ? byLine(items, lines, step.rows[0], tools) : null;
  return items.map((item, i) => oneStep(item, step, apart?.[i] ?? spansOf(step.rows, tools), tools, apart === null));
}

function takeOne(step: RawStep): Item {
  const { no, rest } = takeNumber(step.text);
  const column = step.number === null ? null : takeNumber(`${step.number.replace(/[.)]\s*$/, '')}.`).no;
  const own = step.number === null ? no : (column ?? (Number(toArabicDigits(step.number).replaceAll(/\D/g, '')) || no));
  return { no: no ?? own, raw: rest, whole: step.text.trim() };
}

/** The months' cells cut into the lines of their steps, when they have as many. */
function byLine(items: readonly Item[], lines: readonly string[], row: Row | undefined, tools: Tools): Span[][] | null {
  if (!row || lines.length < items.length) return null;
  const starts = items.map(({ whole }) =>
    lines.findIndex((line) => whole.startsWith(line.trim()) && line.trim() !== ''),
  );
  const tall = [...tools.area.months.map(({ col }) => col), ...tools.area.after].some((col) =>
    (row.cells[col] ?? '').includes('\n'),
  );
  if (!tall || starts.includes(-1)) return null;
  return items.map((_, i) => {
    const [from, to] = [starts[i] ?? 0, starts[i + 1] ?? lines.length];
    const cells = row.cells.map((cell) => cell.split('\n').slice(from, to).join(' '));
    return findSpans({ ...row, cells }, tools.area);
  });
}

const spansOf = (rows: readonly Row[], { area }: Tools): Span[] =>
  rows.flatMap((row) => findSpans(row, area)).toSorted((a, b) => a.from - b.from);

function oneStep(item: Item, step: RawStep, spans: readonly Span[], tools: Tools, shared: boolean): ReadStep {
  const { writing, doubts, head, widths } = tools;
  const at = item.no === null ? step.text.slice(0, 40) : String(item.no);
  const clean = cleanText(item.raw, writing, doubts, {
    line: step.line,
    at,
    width: widths.get('step') ?? 0,
    before: item.whole.length - item.raw.length,
  });
  const periodCol = colOf(head, 'period');
  const period = head.months.length === 0 && periodCol !== undefined ? (step.rows[0]?.cells[periodCol] ?? '') : null;
  const months = period === null ? null : periodArea(repairLetters(period), head.fiscalYear);
  const area = months?.area ?? tools.area;
  const read = readArrows(months?.spans ?? spans, area, doubts, step.line, at);
  const arrows = months
    ? read.arrows.map((arrow) => ({ ...arrow, startCol: periodCol ?? 0, endCol: periodCol ?? 0 }))
    : read.arrows;
  const wrong = correct(clean);
  if (wrong) doubts.add('spelling', step.line, clean, [clean, wrong.corrected], { at });
  const many = shared && spans.length > 0;
  if (many)
    doubts.add('arrows-shared', step.line, item.whole, ['ทุกขั้นตอนในช่องมีเดือนเดียวกัน', 'ลูกศรเป็นของบางขั้นตอน'], { at });
  const note = [read.note, many ? 'several steps share these arrows' : null].filter((each) => each !== null).join('; ');
  return {
    no: item.no,
    line: step.line,
    raw: item.whole,
    clean,
    arrows,
    literalMonths: read.literal,
    recommendedMonths: read.recommended,
    uncertain: read.uncertain || many,
    ...(note === '' ? {} : { note }),
    ...(read.quarter ? { quarterReading: read.quarter, ambiguousSpan: true } : {}),
  };
}
