import { zipSync } from 'fflate';
import { cellText } from '../../../platform/table/cell-text.ts';
import { shortName } from './months.ts';
import type { DrawnArrow, Row } from './sheet.ts';
import { unreadable } from './unreadable.ts';
import { allOf, attributeOf, childOf, childrenOf, type Element, parseXml, textIn } from './xml.ts';

const MOST_COLUMNS = 200;
const ARROW = /arrow|line|connector/i;

/**
 * All sheets of a workbook, one below the other with a blank row between: merged cells at their first column, colours, drawn arrows. Of its
 * archive those entries that were unpacked and counted: what another reader would find in it besides is not looked at.
 */
export async function readXlsx(entries: ReadonlyMap<string, Uint8Array>): Promise<Row[]> {
  // Loaded when a workbook is read: it is large, and few read one.
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  try {
    await book.xlsx.load(zipSync(Object.fromEntries(entries), { level: 0 }).buffer);
  } catch {
    throw unreadable('broken-document');
  }
  const rows: Row[] = [];
  for (const [index, sheet] of book.worksheets.entries()) {
    if (sheet.state !== 'visible') continue;
    const drawn = drawnArrows(entries, index + 1);
    if (rows.length > 0)
      rows.push({
        line: rows.length + 1,
        cells: [''],
        raw: '',
        table: null,
        spans: new Map(),
        shaded: new Set(),
        drawn: [],
      });
    const start = rows.length;
    const width = Math.min(MOST_COLUMNS, sheet.columnCount);
    for (let number = 1; number <= Math.min(sheet.rowCount, 20_001); number += 1) {
      const row = sheet.getRow(number);
      const cells: string[] = [];
      const spans = new Map<number, number>();
      const shaded = new Set<number>();
      for (let col = 0; col < width; col += 1) {
        const cell = row.getCell(col + 1);
        const covered = cell.isMerged && cell.master.address !== cell.address;
        cells.push(covered ? '' : cellText(cell.value, monthText));
        if (covered && cell.master.row === cell.row) {
          const first = Number(cell.master.col) - 1;
          spans.set(first, Math.max(spans.get(first) ?? 1, col - first + 1));
        }
        if (isFilled(cell.fill)) shaded.add(col);
      }
      while (cells.length > 1 && cells.at(-1) === '' && !shaded.has(cells.length - 1) && cells.length > width)
        cells.pop();
      rows.push({
        line: start + number,
        cells,
        raw: cells.filter((cell) => cell.trim() !== '').join(' '),
        table: null,
        spans,
        shaded: shaded.size >= width - 1 ? new Set() : shaded,
        drawn: drawn.get(number - 1) ?? [],
      });
    }
  }
  return rows;
}

const monthText = (date: Date): string => `${shortName(date.getUTCMonth() + 1)} ${asBuddhist(date.getUTCFullYear())}`;

/** A date typed in the Buddhist era is kept by Excel as if it were the Common Era's. */
const asBuddhist = (year: number): number => (year > 2400 ? year : year + 543);

function isFilled(fill: unknown): boolean {
  if (
    typeof fill !== 'object' ||
    fill === null ||
    !('pattern' in fill) ||
    fill.pattern !== 'solid' ||
    !('fgColor' in fill)
  )
    return false;
  const color: unknown = fill.fgColor;
  if (typeof color !== 'object' || color === null) return false;
  if ('argb' in color) return !/^(FF|00)?FFFFFF$/i.test(String(color.argb));
  return 'theme' in color ? color.theme !== 0 : 'indexed' in color && color.indexed !== 9 && color.indexed !== 64;
}

/** Arrows drawn over a sheet by row, the first is 0. A drawing knows the cells that it begins and ends in. */
function drawnArrows(entries: ReadonlyMap<string, Uint8Array>, sheet: number): Map<number, DrawnArrow[]> {
  const found = new Map<number, DrawnArrow[]>();
  const relations = entries.get(`xl/worksheets/_rels/sheet${sheet}.xml.rels`);
  if (!relations) return found;
  const targets = childrenOf(childOf(parseXml(relations), 'Relationships'), 'Relationship').map(
    (each) => attributeOf(each, 'Target') ?? '',
  );
  const drawing = targets
    .find((target) => /drawings\/drawing\d+\.xml$/.test(target))
    ?.split('/')
    .at(-1);
  const bytes = drawing ? entries.get(`xl/drawings/${drawing}`) : undefined;
  if (!bytes) return found;
  for (const anchor of allOf(parseXml(bytes), 'twoCellAnchor')) {
    const shape = allOf(anchor, 'prstGeom').find((each) => ARROW.test(attributeOf(each, 'prst') ?? ''));
    if (!shape) continue;
    const [from, to] = [childOf(anchor, 'from'), childOf(anchor, 'to')];
    const number = (end: Element | undefined, name: string) => Number(textIn(childOf(end, name)).trim() || 0);
    const row = Math.floor((number(from, 'row') + number(to, 'row')) / 2);
    const last =
      number(to, 'colOff') < 60_000 && number(to, 'col') > number(from, 'col')
        ? number(to, 'col') - 1
        : number(to, 'col');
    found.set(row, [...(found.get(row) ?? []), { from: number(from, 'col'), to: last, sure: true }]);
  }
  return found;
}
