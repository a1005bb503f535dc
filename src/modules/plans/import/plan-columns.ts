import { assignYears, type YearHead } from './assign-years.ts';
import { type PlanRole, planRole } from './column-roles.ts';
import type { Doubts } from './doubts.ts';
import {
  fiscalMonth,
  isoMonth,
  monthLabel,
  monthOfFiscal,
  nextMonth,
  parseMonth,
  parseQuarter,
  parseYear,
  shortName,
  type Year,
} from './months.ts';
import { repairLetters } from './repair-letters.ts';
import { filled, isBlank, oncePerRow, type Row } from './sheet.ts';

/** A month's column, or a quarter's with three months. `heads`: as its head is shown. `fiscal`: place of its first month in the fiscal year. */
export type MonthColumn = {
  readonly col: number;
  readonly isos: readonly string[];
  readonly labels: readonly string[];
  readonly months: readonly { readonly month: number; readonly be: number | null }[];
  readonly heads: string;
  readonly fiscal: number;
};
export type PlanHead = {
  /** Row numbers of the sheet, both in. */
  readonly from: number;
  readonly to: number;
  readonly roles: ReadonlyMap<number, PlanRole>;
  readonly heads: readonly string[];
  readonly months: readonly MonthColumn[];
  readonly before: ReadonlySet<number>;
  readonly after: ReadonlySet<number>;
  readonly width: number;
  readonly fiscalYear: number | null;
};

const ROWS_ABOVE = 4;
const ROWS_BELOW = 2;

type Found = { readonly col: number; readonly month: number; readonly year: Year | null };

/** The months that a row's cells name, if they are at least three. */
const monthsOf = oncePerRow((row): Found[] => {
  const found = row.cells.flatMap((cell, col) => {
    const head = parseMonth(cell);
    return head ? [{ col, ...head }] : [];
  });
  return new Set(found.map(({ month }) => month)).size >= 3 ? found : numbered(row);
});

/** Months by number, only when they run as a fiscal year does: 10 11 12 1 2 … */
function numbered(row: Row): Found[] {
  const found = row.cells.flatMap((cell, col) =>
    /^\s*(1[0-2]|[1-9])\s*$/.test(cell) ? [{ col, month: Number(cell), year: null }] : [],
  );
  const runs =
    found.length >= 6 &&
    found.every(
      ({ month, col }, i) =>
        i === 0 || (month === nextMonth(found[i - 1]?.month ?? 0) && col === (found[i - 1]?.col ?? 0) + 1),
    );
  return runs && found[0]?.month === 10 ? found : [];
}

const quartersOf = (row: Row): { col: number; quarter: number }[] => {
  const found = row.cells.flatMap((cell, col) => {
    const quarter = parseQuarter(cell);
    return quarter ? [{ col, quarter }] : [];
  });
  return found.length >= 3 ? found : [];
};

const rolesOf = (row: Row): Map<number, PlanRole> =>
  new Map(
    row.cells.flatMap((cell, col) => (planRole(cell) === null ? [] : [[col, planRole(cell) ?? 'remark'] as const])),
  );

/** Whether a row is part of a plan's head: every cell is a head of some kind. */
const isHeadRow = oncePerRow((row): boolean => {
  const cols = filled(row);
  const known = cols.filter((col) => {
    const cell = row.cells[col] ?? '';
    return (
      planRole(cell) ??
      parseYear(cell) ??
      parseMonth(cell) ??
      parseQuarter(cell) ??
      (/^\s*\(?\d{1,2}\)?\s*$/.test(cell) || null)
    );
  });
  const names = cols.filter(
    (col) =>
      planRole(row.cells[col] ?? '') ??
      parseYear(row.cells[col] ?? '') ??
      parseMonth(row.cells[col] ?? '') ??
      parseQuarter(row.cells[col] ?? ''),
  );
  return cols.length > 0 && known.length >= cols.length * 0.6 && names.length > 0;
});

/** Rows of a head that stand above or below its months, and what they say of each column. */
export type HeadRows = { readonly from: number; readonly to: number; readonly months: Row | null };

/** Whether a plan's head stands at this row, and which rows it takes. Three rows and more are taken where each is heads only. */
export function planHeadAt(rows: readonly Row[], at: number): HeadRows | null {
  const row = rows[at];
  if (!row || row.cells.length < 3 || isBlank(row)) return null;
  for (let i = at; i < Math.min(rows.length, at + ROWS_ABOVE + 1); i += 1) {
    const each = rows[i];
    if (!each || isBlank(each) || each.table !== row.table) break;
    if (monthsOf(each).length > 0) return withBelow(rows, at, i, each);
    if (!isHeadRow(each) && !continuesHead(each, i === at)) break;
  }
  const roles = [...rolesOf(row).values()];
  const quarters = [row, rows[at + 1]].find((each) => each && quartersOf(each).length > 0);
  const steps = roles.some((role) => role === 'step' || role === 'activity' || role === 'output');
  const enough = new Set(roles).size >= (quarters || roles.includes('period') || roles.includes('step') ? 3 : 4);
  if (!steps || !enough || !isHeadRow(row)) return null;
  return withBelow(rows, at, quarters && quarters !== row ? at + 1 : at, null);
}

/** The rest of a head that was cut over two rows, such as "ดำเนินการ" under "พื้นที่/หน่วย". */
const continuesHead = (row: Row, isFirst: boolean): boolean =>
  !isFirst &&
  filled(row).every(
    (col) => (row.cells[col] ?? '').trim().length <= 24 && !/\d[.)]|[←→↔<>]/.test(row.cells[col] ?? ''),
  );

function withBelow(rows: readonly Row[], from: number, to: number, months: Row | null): HeadRows {
  let last = to;
  for (let i = to + 1; i <= to + ROWS_BELOW; i += 1) {
    const row = rows[i];
    if (!row || isBlank(row) || row.table !== rows[from]?.table) break;
    const cols = filled(row);
    const numbers = cols.length >= 3 && cols.every((col) => /^\s*\(\d{1,2}\)\s*$/.test(row.cells[col] ?? ''));
    const years = cols.length > 0 && cols.every((col) => parseYear(row.cells[col] ?? '') !== null);
    if (
      !numbers &&
      !years &&
      !(
        cols.length >= 3 &&
        isHeadRow(row) &&
        monthsOf(row).length === 0 &&
        cols.every((col) => planRole(row.cells[col] ?? ''))
      )
    )
      break;
    last = i;
  }
  return { from, to: last, months };
}

/** What the head's rows say of every column. `fallback`: the fiscal year that the text around names. */
export function readPlanHead(
  rows: readonly Row[],
  { from, to, months: monthRow }: HeadRows,
  fallback: Year | null,
  doubts: Doubts,
): PlanHead {
  const head = rows.slice(from, to + 1);
  const line = monthRow?.line ?? head[0]?.line ?? 0;
  const shift = monthRow ? shiftOf(head, monthRow) : 0;
  const found = (monthRow ? monthsOf(monthRow) : []).map((each) => ({ ...each, col: each.col + shift }));
  const width = Math.max(...head.map((row) => row.cells.length + (row === monthRow ? shift : 0)));
  const texts = columnTexts(head, monthRow, width);
  const filledIn = monthRow ? fillGaps(found, texts, monthRow, shift, doubts, line) : unnamed(head, texts);
  if (!monthRow && filledIn.length > 0)
    doubts.add('month-head-missing', line, '', ['ต.ค.–ก.ย. ตามลำดับคอลัมน์'], { col: filledIn[0]?.col ?? null });
  const quarters = filledIn.length > 0 ? [] : head.flatMap(quartersOf);
  const places =
    quarters.length > 0
      ? quarters.map(({ col, quarter }) => ({
          col,
          months: [1, 2, 3].map((i) => monthOfFiscal((quarter - 1) * 3 + i)),
          year: null,
        }))
      : filledIn.map(({ col, month, year }) => ({ col, months: [month], year }));
  const years = head.flatMap((row) =>
    row.cells.flatMap((cell, col): YearHead[] => {
      const year = parseYear(cell);
      return year && row !== monthRow ? [{ col, year }] : [];
    }),
  );
  const { years: given, fiscalYear } = assignYears(places, years, fallback, doubts, line);
  const months = places.map(({ col, months: each }, i): MonthColumn => {
    const dated = each.map((month, k) => ({ month, be: given[i]?.[k] ?? null }));
    return {
      col,
      months: dated,
      isos: dated.map(({ month, be }) => isoMonth(month, be)),
      labels: dated.map(({ month, be }) => monthLabel(month, be)),
      heads: shortName(each.at(-1) ?? 0),
      fiscal: fiscalMonth(each[0] ?? 10),
    };
  });
  return { from, to, ...columns(texts, months, width, doubts, line), months, width, fiscalYear };
}

/** Twelve columns under years, or behind the last head, that no month names: those of a fiscal year in their order. */
function unnamed(head: readonly Row[], texts: readonly string[]): Found[] {
  if (head.some((row) => quartersOf(row).length > 0)) return [];
  const yearAt = Math.min(...head.flatMap((row) => row.cells.flatMap((cell, col) => (parseYear(cell) ? [col] : []))));
  const lastRole = texts.findLastIndex(
    (text) => planRole(text) !== null && planRole(text) !== 'period' && planRole(text) !== 'remark',
  );
  const first = Number.isFinite(yearAt) ? yearAt : lastRole + 1;
  const cols = Array.from({ length: 12 }, (_, i) => first + i);
  const free = cols.every((col) => col < texts.length && [null, 'period'].includes(planRole(texts[col] ?? '')));
  return free ? cols.map((col, i) => ({ col, month: monthOfFiscal(i + 1), year: null })) : [];
}

/** Where the months' row lost the empty cells before its first month, because heads beside it run over both rows: how many. */
function shiftOf(head: readonly Row[], monthRow: Row): number {
  const first = monthsOf(monthRow)[0]?.col ?? 0;
  const other = head.filter((row) => row !== monthRow);
  if (monthRow.spans || first > 0) return 0;
  const yearAt = Math.min(
    ...other.flatMap((row) =>
      row.cells.flatMap((cell, col) => (parseYear(cell) || planRole(cell) === 'period' ? [col] : [])),
    ),
  );
  if (Number.isFinite(yearAt)) return Math.max(0, yearAt);
  return Math.max(0, ...other.map((row) => Math.max(-1, ...rolesOf(row).keys()) + 1));
}

/** The words over each column, from all rows of the head but years, months and what spans them. */
function columnTexts(head: readonly Row[], monthRow: Row | null, width: number): string[] {
  return Array.from({ length: width }, (_, col) =>
    head
      .flatMap((row) => {
        const cell = row.cells[col] ?? '';
        const none = parseYear(cell) || parseMonth(cell) || parseQuarter(cell) || /^\s*\(?\d{1,2}\)?\s*$/.test(cell);
        const shifted = row === monthRow && !row.spans && (monthsOf(row)[0]?.col ?? 1) === 0;
        return cell.trim() === '' || none || shifted ? [] : [cell];
      })
      .join(' '),
  );
}

/** Months whose heads are blank or cannot be read, between, before and behind those that can. */
function fillGaps(
  found: readonly Found[],
  texts: readonly string[],
  monthRow: Row | null,
  shift: number,
  doubts: Doubts,
  line: number,
): Found[] {
  const result: Found[] = [];
  const head = (col: number) => monthRow?.cells[col - shift] ?? '';
  const guess = (col: number, month: number) => {
    doubts.add('month-head-missing', line, head(col), [shortName(month)], { col });
    result.push({ col, month, year: null });
  };
  const [first] = found;
  if (first && fiscalMonth(first.month) > 1 && first.month !== 1) {
    const missing = fiscalMonth(first.month) - 1;
    const cols = Array.from({ length: missing }, (_, i) => first.col - missing + i);
    if (cols.every((col) => col >= 0 && planRole(texts[col] ?? '') === null))
      for (const [i, col] of cols.entries()) guess(col, monthOfFiscal(i + 1));
  }
  for (const [i, each] of found.entries()) {
    const last = result.at(-1);
    if (last && i > 0) {
      if (result.some(({ month }) => month === each.month) && found.length <= 12) {
        doubts.add('month-head-twice', line, head(each.col), [shortName(nextMonth(last.month))], { col: each.col });
        result.push({ ...each, month: nextMonth(last.month) });
        continue;
      }
      const apart = (each.month - last.month + 12) % 12;
      if (apart > 1 && each.col - last.col === apart)
        for (let k = 1; k < apart; k += 1) guess(last.col + k, ((last.month + k - 1) % 12) + 1);
      else if (apart > 1 && each.col - last.col < apart) {
        const names = Array.from({ length: apart - 1 }, (_, k) => shortName(((last.month + k) % 12) + 1)).join(' ');
        doubts.add('month-column-missing', line, names, [], { col: each.col });
      }
    }
    result.push(each);
  }
  const last = result.at(-1);
  if (
    last &&
    first &&
    result.length < 12 &&
    fiscalMonth(last.month) < 12 &&
    result[0] &&
    fiscalMonth(result[0].month) === 1
  ) {
    const missing = 12 - fiscalMonth(last.month);
    const cols = Array.from({ length: missing }, (_, i) => last.col + 1 + i);
    if (
      cols.every(
        (col) => col < texts.length && (texts[col] ?? '').trim().length <= 8 && planRole(texts[col] ?? '') === null,
      )
    )
      for (const [i, col] of cols.entries()) guess(col, monthOfFiscal(fiscalMonth(last.month) + 1 + i));
    else
      doubts.add(
        'month-column-missing',
        line,
        cols.map((_, i) => shortName(monthOfFiscal(fiscalMonth(last.month) + 1 + i))).join(' '),
        [],
      );
  }
  return result;
}

function columns(
  texts: readonly string[],
  months: readonly MonthColumn[],
  width: number,
  doubts: Doubts,
  line: number,
): Pick<PlanHead, 'roles' | 'heads' | 'before' | 'after'> {
  const [first, last] = [months[0]?.col ?? width, months.at(-1)?.col ?? width];
  const roles = new Map<number, PlanRole>();
  const [before, after] = [new Set<number>(), new Set<number>()];
  const heads: string[] = [];
  for (const [col, text] of texts.entries()) {
    const isMonth = months.some((month) => month.col === col);
    const plain = repairLetters(text).trim();
    const role = planRole(text);
    if (isMonth || (months.length > 0 && role === 'period')) continue;
    if (plain !== '') heads.push(plain);
    const taken = role !== null && [...roles.values()].includes(role);
    if (role && !taken) roles.set(col, role);
    else if (plain === '' && col > last) after.add(col);
    else if (plain === '' && col === first - 1) before.add(col);
    else if (plain !== '' && !role) doubts.add('column-unknown', line, plain, [], { col });
  }
  return { roles: settle(roles), heads, before, after };
}

/** Of a plan without a column of steps, the last of its activities or outputs is what is done. */
function settle(roles: Map<number, PlanRole>): Map<number, PlanRole> {
  const colOf = (role: PlanRole) => [...roles].find(([, each]) => each === role)?.[0];
  const [step, activity, output] = [colOf('step'), colOf('activity'), colOf('output')];
  if (step === undefined) {
    const col = activity ?? output;
    if (col !== undefined) roles.set(col, 'step');
  } else if (activity !== undefined) {
    if (output === undefined) roles.set(activity, 'output');
    else roles.delete(activity);
  }
  const [unit, responsible] = [colOf('unit'), colOf('responsible')];
  if (unit === undefined && responsible !== undefined) roles.set(responsible, 'unit');
  return roles;
}
