import { Refusal } from '../../../platform/refusal.ts';
import { cellsBy } from '../../../platform/table/delimiter.ts';
import type { Encoding } from '../../../platform/table/encoding.ts';
import { readText } from './encoding.ts';
import { findHeader, HEADER_WITHIN } from './header-row.ts';
import { columnKey } from './mapping.ts';
import { type Cells, parseCsv } from './parse-csv.ts';
import { nameColumns, type Opened, type SourceRow, tableRow } from './table-row.ts';

const DELIMITERS = [',', ';', '\t', '|'];

/** A table of text: separated by commas, semicolons, tabs or bars; cells in quotes may hold line ends. */
export async function openCsv(path: string, encoding: Encoding, head: string): Promise<Opened> {
  const delimiter = guessDelimiter(head);
  const first: Cells[] = [];
  const opening = parseCsv(
    readText(path, encoding, () => undefined),
    delimiter,
    null,
  );
  for await (const row of opening) {
    if ('cells' in row) first.push(row);
    if (first.length === HEADER_WITHIN || 'broken' in row) break;
  }
  const header = first[findHeader(first.map(({ cells }) => cells))];
  if (!header) throw new Refusal('file-unreadable', { reason: 'no-rows' });
  const headers = nameColumns(header.cells);
  const keys = headers.map(columnKey);
  return {
    format: 'csv',
    headers,
    async *rows(onBytes = () => undefined): AsyncGenerator<SourceRow> {
      for await (const row of parseCsv(readText(path, encoding, onBytes), delimiter, headers.length)) {
        if ('broken' in row) yield { line: row.line, values: new Map(), problem: { code: row.broken, value: '' } };
        else if (row.line > header.line) yield tableRow(row.line, keys, row.cells);
      }
    },
  };
}

/** The one that cuts the first lines into most cells, outside of quotes. */
function guessDelimiter(head: string): string {
  const counts = cellsBy(head, DELIMITERS, HEADER_WITHIN);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}
