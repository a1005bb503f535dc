import type { PlanRole } from './column-roles.ts';
import type { PlanHead } from './plan-columns.ts';
import { filled, isBlank, type Row } from './sheet.ts';
import { takeNumber } from './split-items.ts';

/** A step as its rows hold it: the text (over several rows where a line broke), and the rows whose months are its own. */
export type RawStep = { text: string; line: number; readonly rows: Row[]; number: string | null };
export type RawRow = { readonly cells: Map<PlanRole, string>; readonly steps: RawStep[]; readonly line: number };

/** Rows that close a table with a sum. */
const TOTAL = /^(รวม|รวมทั้งสิ้น|รวมงบประมาณ|รวมเป็นเงิน|total)/i;

/** A page's number, alone on its line. */
export const isPageNumber = (text: string): boolean =>
  /^\s*(-\s*)?([0-9๐-๙]{1,3})(\s*-)?\s*$|^\s*หน้า(ที่)?\s*[0-9๐-๙]+/.test(text);

/** Whether a line of text without columns belongs to the table above it: a step that lost its columns. */
export const isLooseStep = (row: Row, last: RawStep | undefined): boolean => {
  const next = takeNumber(row.raw).no;
  const before = last ? takeNumber(last.text).no : null;
  const [first, ...others] = filled(row);
  return (
    first === 0 && others.length === 0 && typeof next === 'number' && typeof before === 'number' && next === before + 1
  );
};

/** Collects a plan's rows one after the other, over pages and repeated heads. */
export class PlanRows {
  readonly rows: RawRow[] = [];
  readonly unplaced: Row[] = [];
  firstLine: number | null = null;
  lastLine = 0;
  /** How many columns the widest row has, up to its last filled cell. */
  widest = 0;

  get lastStep(): RawStep | undefined {
    return this.rows.at(-1)?.steps.at(-1);
  }

  take(original: Row, head: PlanHead): void {
    if (isBlank(original)) return;
    const stepCol = colOf(head, 'step') ?? 0;
    const row = isLooseStep(original, this.lastStep)
      ? moved(original, stepCol)
      : moved(original, lost(original, head, stepCol));
    const cell = (role: PlanRole): string => {
      const col = colOf(head, role);
      return col === undefined ? '' : (row.cells[col] ?? '').trim();
    };
    if (
      [cell('output'), cell('no')].some((text) => TOTAL.test(text)) ||
      (TOTAL.test(cell('step')) && cell('no') === '')
    ) {
      this.unplaced.push(row);
      return;
    }
    this.firstLine ??= row.line;
    this.lastLine = row.line;
    this.widest = Math.max(this.widest, (filled(row).at(-1) ?? 0) + 1);
    const hasOutput = colOf(head, 'output') !== undefined;
    const last = this.rows.at(-1);
    const starts =
      !last || cell('no') !== '' || (hasOutput && colOf(head, 'no') === undefined && cell('output') !== '');
    const current = starts || !last ? this.#open(row, head, cell) : last;
    if (!starts)
      for (const role of SHARED)
        if (cell(role) !== '') current.cells.set(role, [current.cells.get(role), cell(role)].filter(Boolean).join(' '));
    this.#step(current, row, cell('step'), hasOutput ? null : cell('no') || null, head);
  }

  #open(row: Row, head: PlanHead, cell: (role: PlanRole) => string): RawRow {
    const roles = [...head.roles.values()].filter((role) => role !== 'step');
    const opened = { cells: new Map(roles.map((role) => [role, cell(role)])), steps: [], line: row.line };
    this.rows.push(opened);
    return opened;
  }

  #step(current: RawRow, row: Row, text: string, number: string | null, head: PlanHead): void {
    const last = current.steps.at(-1);
    const marked = hasMarks(row, head);
    if (text === '') {
      if (last && marked) last.rows.push(row);
      else if (marked) this.unplaced.push(row);
      return;
    }
    const numbered = takeNumber(text).rest !== text.trim() || number !== null;
    const goesOn =
      last &&
      !numbered &&
      (last.number !== null || takeNumber(last.text).no !== null) &&
      row.table === null &&
      (!marked || !last.rows.some((each) => hasMarks(each, head)));
    if (goesOn) {
      last.text += ` ${text}`;
      if (marked) last.rows.push(row);
    } else current.steps.push({ text, line: row.line, rows: [row], number });
  }
}

/** Parts of a row that may be written over several lines of text. */
const SHARED: readonly PlanRole[] = [
  'output',
  'budget',
  'unit',
  'responsible',
  'target',
  'indicator',
  'risk',
  'remark',
];

export const colOf = (head: PlanHead, role: PlanRole): number | undefined =>
  [...head.roles].find(([, each]) => each === role)?.[0];

/** Whether anything is written or drawn under the months, or beside them where no head is. */
export function hasMarks(row: Row, head: PlanHead): boolean {
  const cols = [...head.months.map(({ col }) => col), ...head.after, ...beyond(row, head)];
  return row.drawn.length > 0 || cols.some((col) => (row.cells[col] ?? '').trim() !== '' || row.shaded.has(col));
}

/** How many empty cells a row lost before its step, because the cells beside it run over several rows. */
function lost(row: Row, head: PlanHead, stepCol: number): number {
  if (row.table !== null || row.spans || stepCol === 0) return 0;
  const begins = takeNumber(row.cells[0] ?? '');
  const isStep = begins.rest !== (row.cells[0] ?? '').trim() && /[ก-๙a-z]{3}/i.test(begins.rest);
  return isStep && row.cells.length <= head.width - stepCol ? stepCol : 0;
}

const moved = (row: Row, by: number): Row =>
  by === 0 ? row : { ...row, cells: [...Array.from({ length: by }, () => ''), ...row.cells] };

/** Columns of a row that the head does not reach. */
const beyond = (row: Row, head: PlanHead): number[] =>
  Array.from({ length: Math.max(0, row.cells.length - head.width) }, (_, i) => head.width + i);
