import type { Doubts } from './doubts.ts';
import { parseMonth, type Year } from './months.ts';
import { type HeadRows, type PlanHead, planHeadAt, readPlanHead } from './plan-columns.ts';
import { isLooseStep, isPageNumber, PlanRows } from './plan-rows.ts';
import { type SipocPlace, sipocAt } from './read-sipoc.ts';
import { filled, isBlank, type Row, type Sheet } from './sheet.ts';
import { startsItem } from './split-items.ts';
import { readLine } from './titles.ts';

export type SipocBlock = {
  readonly kind: 'sipoc';
  readonly at: number;
  readonly place: SipocPlace;
  readonly to: number;
};
export type PlanBlock = { readonly kind: 'plan'; readonly at: number; readonly head: HeadRows; readonly to: number };
/** Rows between tables, one line each. */
export type TextBlock = { readonly kind: 'text'; readonly rows: readonly { readonly row: Row; readonly at: number }[] };
export type Block = SipocBlock | PlanBlock | TextBlock;

/** The document cut into charts, plans and the text between, in order. `rows`: as they are to be read, cells that lines broke mended. */
export function findBlocks(sheet: Sheet): { rows: Row[]; blocks: Block[] } {
  const rows = [...sheet.rows];
  const blocks: Block[] = [];
  let text: { row: Row; at: number }[] = [];
  const endText = () => {
    if (text.length > 0) blocks.push({ kind: 'text', rows: text });
    text = [];
  };
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i];
    if (!row || isBlank(row)) continue;
    const place = sipocAt(rows, i);
    const head = place ? null : planHeadAt(rows, i);
    if (place) {
      endText();
      if (sheet.format === 'text' && place.columns)
        mend(rows, place.bodyFrom, Math.max(...place.columns.values()) + 1, () => true);
      const to = endOfSipoc(rows, place);
      blocks.push({ kind: 'sipoc', at: i, place, to });
      i = to - 1;
    } else if (head) {
      endText();
      if (sheet.format === 'text') mendPlan(rows, head);
      const to = endOfPlan(rows, head);
      blocks.push({ kind: 'plan', at: i, head, to });
      i = to - 1;
    } else text.push({ row, at: i });
  }
  endText();
  return { rows, blocks };
}

/** Rows whose cells hold line ends, which the text of a PDF gives as lines with too few tabs: one row again. */
function mend(rows: Row[], from: number, width: number, mayJoin: (row: Row, next: Row) => boolean): void {
  for (let i = from; i < rows.length; i += 1) {
    let row: Row | undefined = rows[i];
    if (!row || isBlank(row) || sipocAt(rows, i) || planHeadAt(rows, i)) return;
    for (
      let next: Row | undefined = rows[i + 1];
      row && next && row.cells.length < width && !isBlank(next);
      next = rows[i + 1]
    ) {
      const strong = next.cells.length === 1 && ['marker', 'category'].includes(readLine(next).kind);
      if (
        row.cells.length + next.cells.length - 1 > width ||
        (next.cells[0] ?? '').trim() === '' ||
        /^\s*#/.test(next.raw) ||
        strong ||
        !mayJoin(row, next)
      )
        break;
      const cells: string[] = [
        ...row.cells.slice(0, -1),
        `${row.cells.at(-1) ?? ''} ${next.cells[0] ?? ''}`,
        ...next.cells.slice(1),
      ];
      row = { ...row, cells, raw: `${row.raw}\n${next.raw}` };
      rows.splice(i, 2, row);
    }
  }
}

function mendPlan(rows: Row[], head: HeadRows): void {
  const width = Math.max(...rows.slice(head.from, head.to + 1).map(({ cells }) => cells.length));
  const first = head.months?.cells.findIndex((cell) => parseMonth(cell) !== null) ?? width;
  mend(rows, head.to + 1, width, (row, next) => {
    const end = row.cells.at(-1) ?? '';
    const begin = next.cells[0] ?? '';
    return (
      row.cells.length <= first &&
      row.cells.length > 1 &&
      /[ก-๙]/.test(end) &&
      !/^\s*[0-9๐-๙]+\s*$/.test(begin) &&
      !startsItem(begin)
    );
  });
}

function endOfSipoc(rows: readonly Row[], { bodyFrom, sideways }: SipocPlace): number {
  const head = rows[bodyFrom - 1] ?? rows[bodyFrom];
  let i = bodyFrom;
  if (sideways) i = Math.max(...sideways.keys()) + 1;
  for (; i < rows.length; i += 1) {
    const row = rows[i];
    if (!row || row.table !== head?.table) break;
    if (isBlank(row)) {
      if (i === bodyFrom) continue;
      break;
    }
    if (i > bodyFrom && (planHeadAt(rows, i) || sipocAt(rows, i))) break;
    if (
      sideways
        ? (row.cells[0] ?? '').trim() !== '' || row.cells.length < 2
        : row.table === null && isTitleRow(row, i === bodyFrom)
    )
      break;
  }
  return i;
}

/** A row of a sheet or a line of text that is no row of the table above it. */
function isTitleRow(row: Row, isFirst: boolean): boolean {
  if (row.cells.length === 1) return true;
  const cols = filled(row);
  const [only] = cols;
  if (cols.length !== 1 || only === undefined) return false;
  if ((row.spans?.get(only) ?? 1) >= 3 && only <= 1 && /[ก-ฮa-z]/i.test(row.cells[only] ?? '')) return true;
  const { kind, strong } = readLine({ ...row, raw: row.cells[only] ?? '' });
  return (
    !isFirst &&
    (kind === 'marker' ||
      kind === 'category' ||
      (kind === 'title' && strong && only === 0 && !/^\s*\(?[0-9๐-๙]/.test(row.cells[only] ?? '')))
  );
}

function endOfPlan(rows: readonly Row[], head: HeadRows): number {
  const table = rows[head.from]?.table ?? null;
  const width = Math.max(...rows.slice(head.from, head.to + 1).map(({ cells }) => cells.length));
  const taken = new PlanRows();
  const plain = readPlanHead(rows, head, null, { add: () => undefined });
  let end = head.to + 1;
  for (let i = head.to + 1; i < rows.length; i += 1) {
    const row = rows[i];
    if (!row) break;
    if (isBlank(row) || (row.cells.length === 1 && isPageNumber(row.raw))) continue;
    const apart = i > end;
    const again = planHeadAt(rows, i);
    if (again) {
      i = again.to;
      end = again.to + 1;
      continue;
    }
    if (sipocAt(rows, i)) break;
    if (row.table !== table && !(row.table !== null && row.cells.length === width)) break;
    if (row.table === null && !belongs(row, plain, apart, taken)) break;
    taken.take(row, plain);
    end = i + 1;
  }
  return end;
}

function belongs(row: Row, head: PlanHead, apart: boolean, taken: PlanRows): boolean {
  if (!apart && isLooseStep(row, taken.lastStep)) return true;
  if (row.cells.length === 1) return false;
  const cols = filled(row);
  const [first = 0] = cols;
  if (cols.length === 1 && first === 0 && !/^\s*[0-9๐-๙.)(]+\s*$/.test(row.cells[0] ?? '')) {
    const role = head.roles.get(0);
    return !apart && !isTitleRow(row, false) && (role === 'step' || role === 'output');
  }
  if (cols.length === 1 && isTitleRow(row, false)) return false;
  const [no = ''] = row.cells;
  return !apart || no.trim() === '' || /^\s*[0-9๐-๙.)(]+\s*$/.test(no) || startsItem(no);
}

/** A plan's block as its head and its rows. */
export function collectPlan(
  rows: readonly Row[],
  block: PlanBlock,
  fallback: Year | null,
  doubts: Doubts,
): { head: PlanHead; heads: readonly Row[]; found: PlanRows } {
  const first = readPlanHead(rows, block.head, fallback, doubts);
  const found = new PlanRows();
  let head = first;
  for (let i = block.head.to + 1; i < block.to; i += 1) {
    const row = rows[i];
    if (!row || (row.cells.length === 1 && isPageNumber(row.raw))) continue;
    const again = planHeadAt(rows, i);
    if (again) {
      // The same head on a new page; its columns may stand elsewhere.
      head = readPlanHead(rows, again, fallback, { add: () => undefined });
      if (head.months.length !== first.months.length) head = first;
      i = again.to;
      continue;
    }
    found.take(head === first ? row : onto(row, head, first), first);
  }
  return { head: widened(first, found), heads: rows.slice(block.head.from, block.head.to + 1), found };
}

/** The head over all columns that its rows have: the tabs behind a line's last word may have been lost from the head alone. */
function widened(head: PlanHead, { widest }: PlanRows): PlanHead {
  const more = Array.from({ length: Math.max(0, widest - head.width) }, (_, i) => head.width + i);
  return more.length === 0 ? head : { ...head, width: widest, after: new Set([...head.after, ...more]) };
}

/** A row under a repeated head, with its cells where the first head has them. */
function onto(row: Row, from: PlanHead, to: PlanHead): Row {
  const moves = new Map<number, number>();
  for (const [col, role] of from.roles) {
    const there = [...to.roles].find(([, each]) => each === role)?.[0];
    if (there !== undefined) moves.set(col, there);
  }
  for (const [i, month] of from.months.entries()) {
    const there = to.months[i]?.col;
    if (there !== undefined) moves.set(month.col, there);
  }
  if ([...moves].every(([a, b]) => a === b)) return row;
  const cells = Array.from({ length: to.width }, () => '');
  for (const [a, b] of moves) cells[b] = row.cells[a] ?? '';
  return { ...row, cells };
}
