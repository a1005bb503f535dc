import { createReadStream } from 'node:fs';
import { Refusal } from '../../../platform/refusal.ts';
import { cellText } from '../../../platform/table/cell-text.ts';
import { findHeader, HEADER_WITHIN } from './header-row.ts';
import { columnKey } from './mapping.ts';
import { nameColumns, type Opened, type SourceRow, tableRow } from './table-row.ts';

type Cells = { line: number; cells: string[] };

/** The first sheet of a workbook, row by row. */
export async function openXlsx(path: string): Promise<Opened> {
  const first: Cells[] = [];
  try {
    for await (const row of sheet(path)) {
      first.push(row);
      if (first.length === HEADER_WITHIN) break;
    }
  } catch {
    throw new Refusal('file-unreadable', { reason: 'broken-workbook' });
  }
  const header = first[findHeader(first.map(({ cells }) => cells))];
  if (!header) throw new Refusal('file-unreadable', { reason: 'no-rows' });
  const headers = nameColumns(header.cells);
  const keys = headers.map(columnKey);
  return {
    format: 'xlsx',
    headers,
    async *rows(onBytes): AsyncGenerator<SourceRow> {
      for await (const { line, cells } of sheet(path, onBytes)) {
        if (line > header.line) yield tableRow(line, keys, cells);
      }
    },
  };
}

async function* sheet(path: string, onBytes?: (bytes: number) => void): AsyncGenerator<Cells> {
  // Loaded when a workbook is read: it is large, and few read one.
  const { default: ExcelJS } = await import('exceljs');
  const stream = createReadStream(path);
  if (onBytes) stream.on('data', () => onBytes(stream.bytesRead));
  try {
    // Styles are needed to tell a date from a number.
    const book = new ExcelJS.stream.xlsx.WorkbookReader(stream, {
      worksheets: 'emit',
      sharedStrings: 'cache',
      styles: 'cache',
      hyperlinks: 'ignore',
      entries: 'ignore',
    });
    for await (const worksheet of book) {
      for await (const row of worksheet) {
        const values: unknown = row.values;
        const cells = Array.isArray(values) ? Array.from(values.slice(1), (value) => cellText(value, dateText)) : [];
        if (cells.some((cell) => cell.trim() !== '')) yield { line: row.number, cells };
      }
      return;
    }
  } finally {
    stream.destroy();
  }
}

/** A date cell holds local time without a zone; a time of day alone stands on 30 December 1899. */
function dateText(date: Date): string {
  const text = date.toISOString().slice(0, 19);
  if (text < '1900-01-01') return text.slice(11, 16);
  return text.endsWith('T00:00:00') ? text.slice(0, 10) : text.replace('T', ' ');
}
