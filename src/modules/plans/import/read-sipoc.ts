import { type SipocRole, sipocRole } from './column-roles.ts';
import type { Doubts } from './doubts.ts';
import type { Writing } from './join-words.ts';
import type { ReadItem, ReadSipoc } from './read-shape.ts';
import { filled, isBlank, oncePerRow, type Row } from './sheet.ts';
import { correct, marksOf } from './spellings.ts';
import { splitItems } from './split-items.ts';
import { cleanText, columnWidth } from './table-cells.ts';

/** A chart's rows: its heads stand in a row, or one below the other with the content beside them. */
export type SipocPlace = {
  readonly from: number;
  readonly bodyFrom: number;
  readonly columns: ReadonlyMap<SipocRole, number> | null;
  readonly sideways: ReadonlyMap<number, SipocRole> | null;
};
const ENOUGH = 4;

/** Whether a SIPOC chart's head stands at this row. */
export function sipocAt(rows: readonly Row[], at: number): SipocPlace | null {
  const head = rows[at];
  const columns = head ? headColumns(head) : null;
  if (columns) {
    let body = at + 1;
    while (hasHeads(rows[body])) body += 1;
    return { from: at, bodyFrom: body, columns, sideways: null };
  }
  const sideways = new Map<number, SipocRole>();
  for (let i = at; i < rows.length; i += 1) {
    const row = rows[i];
    if (!row || (isBlank(row) && row.table === null)) break;
    const role = firstRole(row);
    if (role && ![...sideways.values()].includes(role) && filled(row).length <= 3) sideways.set(i, role);
    else if (sideways.size === 0 || role || (row.cells[0] ?? '').trim() !== '') break;
  }
  return sideways.size >= ENOUGH ? { from: at, bodyFrom: at, columns: null, sideways } : null;
}

const headColumns = oncePerRow((row): Map<SipocRole, number> | null => {
  if (row.cells.length < ENOUGH) return null;
  const columns = new Map<SipocRole, number>();
  for (const col of filled(row)) {
    const role = sipocRole(row.cells[col] ?? '');
    if (role && !columns.has(role)) columns.set(role, col);
  }
  return columns.size >= ENOUGH && filled(row).length <= columns.size + 2 ? columns : null;
});
const hasHeads = (row: Row | undefined): boolean => row !== undefined && headColumns(row) !== null;
const firstRole = oncePerRow((row) => (row.cells.length >= 2 ? sipocRole(row.cells[filled(row)[0] ?? 0] ?? '') : null));

const PARTS = ['suppliers', 'inputs', 'process', 'outputs', 'customers'] as const;
const HEADS = { suppliers: 'S', inputs: 'I', process: 'P', outputs: 'O', customers: 'C' };

/** The chart of the rows between its head and `to` (out). */
export function readSipoc(
  rows: readonly Row[],
  place: SipocPlace,
  to: number,
  writing: Writing,
  doubts: Doubts,
): ReadSipoc {
  const body = rows
    .slice(place.bodyFrom, to)
    .filter((row) => !isBlank(row) && (place.sideways !== null || !hasHeads(row)));
  const cells = place.columns ? inColumns(body, place.columns) : sideways(rows, place, to);
  const first = body[0]?.line ?? rows[place.from]?.line ?? 0;
  const part = (role: SipocRole) => {
    const found = cells.get(role) ?? [];
    if (found.length === 0) doubts.add('column-missing', first, HEADS[role], ['เว้นว่าง'], { at: HEADS[role] });
    const width = columnWidth(found);
    const raw = found.join('\n');
    const items = (
      found.length > 1 && found.every((cell) => splitItems(cell).length <= 1) ? goOn(found) : [raw]
    ).flatMap((cell) => splitItems(cell));
    if (
      items.length > 1 &&
      items.every(({ whole, raw: text, no }) => no === null && whole === text) &&
      found.length === 1
    )
      doubts.add('lines-are-items', first, raw, [`${items.length} รายการ`, 'รายการเดียว'], { at: HEADS[role] });
    return {
      raw,
      items: items.map(({ no, raw: text, whole }): ReadItem => {
        const at = `${HEADS[role]}${no ?? ''}`;
        const clean = cleanText(text, writing, doubts, { line: first, at, width, before: whole.length - text.length });
        const wrong = correct(clean);
        if (wrong) doubts.add('spelling', first, clean, [clean, wrong.corrected], { at });
        return { no, raw: text, clean, ...marksOf(clean, role === 'inputs') };
      }),
    };
  };
  const [suppliers, inputs, process, outputs, customers] = PARTS.map(part);
  const none = { raw: '', items: [] };
  return {
    line: first,
    headerLine: rows[place.from]?.line ?? 0,
    suppliers: suppliers ?? none,
    inputs: inputs ?? none,
    process: process ?? none,
    outputs: outputs ?? none,
    customers: customers ?? none,
  };
}

function inColumns(body: readonly Row[], columns: ReadonlyMap<SipocRole, number>): Map<SipocRole, string[]> {
  return new Map(
    [...columns].map(
      ([role, col]) => [role, body.map((row) => row.cells[col] ?? '').filter((cell) => cell.trim() !== '')] as const,
    ),
  );
}

function sideways(rows: readonly Row[], place: SipocPlace, to: number): Map<SipocRole, string[]> {
  const cells = new Map<SipocRole, string[]>();
  let role: SipocRole | undefined;
  for (let i = place.bodyFrom; i < to; i += 1) {
    const row = rows[i];
    const here = place.sideways?.get(i);
    role = here ?? role;
    if (!row || !role) continue;
    const content = filled(row)
      .slice(here ? 1 : 0)
      .map((col) => row.cells[col] ?? '');
    cells.set(role, [...(cells.get(role) ?? []), ...content]);
  }
  return cells;
}

/** Cells of one column in rows of a sheet: one without a number goes on from the numbered one above it. */
function goOn(cells: readonly string[]): string[] {
  const found: string[] = [];
  const numbered = cells.some((cell) => splitItems(cell)[0]?.no !== null && splitItems(cell).length > 0);
  for (const cell of cells) {
    const loose = splitItems(cell)[0]?.no === null && !/^\s*[-•●▪]/.test(cell);
    if (numbered && loose && found.length > 0) found.push(`${found.pop()}\n${cell}`);
    else found.push(cell);
  }
  return found;
}
