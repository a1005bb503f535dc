import type { Writable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { formatInstant } from '../../thai/index.ts';
import type { Cell } from './cell.ts';

export type Column = { head: string /** Characters. */; width?: number };

/** Longest text that Excel takes in a cell. */
const LONGEST_CELL = 32_767;
// Control characters that XML 1.0 §2.2 does not allow: a file with one does not open.
const NOT_XML = /(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu;

/**
 * Writes a workbook of one sheet to `out`, row by row, and ends it. The head stays in view and can be filtered. Text is written as
 * text, never as a formula, so it needs no apostrophe. Dates are written in Thai, as people read them.
 */
export async function writeXlsx(
  out: Writable,
  columns: readonly Column[],
  rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>,
  { sheet = 'รายการ' } = {},
): Promise<void> {
  // Loaded when a workbook is written: it is large, and few write one.
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false });
  const page = book.addWorksheet(sheet, { views: [{ state: 'frozen', ySplit: 1 }] });
  page.columns = columns.map(({ width = 18 }) => ({ width, style: { font: { name: 'TH Sarabun New', size: 14 } } }));
  const head = page.addRow(columns.map((column) => clean(column.head)));
  head.font = { name: 'TH Sarabun New', size: 14, bold: true };
  head.commit();
  page.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: Math.max(1, columns.length) } };
  let written = 0;
  for await (const row of rows) {
    page.addRow(row.map(value)).commit();
    written += 1;
    if (written % 100 === 0) await turn(); // lets requests through: fifty thousand rows take seconds
  }
  page.commit();
  await book.commit();
}

function value(cell: Cell): string | number | boolean | null {
  if (cell === undefined || cell === null) return null;
  if (typeof cell === 'number' || typeof cell === 'boolean') return cell;
  return clean(cell instanceof Date ? formatInstant(cell) : cell);
}

const clean = (text: string) => text.toWellFormed().replaceAll(NOT_XML, '').slice(0, LONGEST_CELL).toWellFormed();
