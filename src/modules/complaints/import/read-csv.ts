import { CsvError, type Info, Parser } from 'csv-parse';
import { Refusal } from '../../../platform/refusal.ts';
import { cellsBy } from '../../../platform/table/delimiter.ts';
import type { Encoding } from '../../../platform/table/encoding.ts';
import { readText } from './encoding.ts';
import { findHeader, HEADER_WITHIN } from './header-row.ts';
import { columnKey } from './mapping.ts';
import type { ProblemCode } from './problem.ts';
import { nameColumns, type Opened, type SourceRow, tableRow } from './table-row.ts';

type Cells = { line: number; cells: readonly string[] };
type Broken = { line: number; broken: ProblemCode };
const LONGEST_ROW = 1_000_000;
const DELIMITERS = [',', ';', '\t', '|'];

/** A table of text: separated by commas, semicolons, tabs or bars; cells in quotes may hold line ends. */
export async function openCsv(path: string, encoding: Encoding, head: string): Promise<Opened> {
  const delimiter = guessDelimiter(head);
  const first: Cells[] = [];
  for await (const row of parse(
    readText(path, encoding, () => undefined),
    delimiter,
  )) {
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
      for await (const row of parse(readText(path, encoding, onBytes), delimiter)) {
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

/**
 * Rows are taken from the parser's callback, so that those before a fault are kept; its stream throws them away. A row's line is
 * where it begins.
 */
async function* parse(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<Cells | Broken> {
  const queue: Cells[] = [];
  const take = (cells: string[], { lines }: Info): null => {
    const inside = cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
    if (cells.some((cell) => cell.trim() !== '')) queue.push({ line: lines - inside, cells });
    return null;
  };
  const parser = new Parser({
    delimiter,
    skip_empty_lines: true,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LONGEST_ROW,
    on_record: take,
  });
  parser.on('error', () => undefined);
  parser.resume();
  try {
    for await (const part of withPlainLineEnds(text)) {
      await written((done) => parser.write(part, done));
      yield* queue.splice(0);
    }
    await written((done) => parser.end(done));
    yield* queue.splice(0);
  } catch (error) {
    yield* queue.splice(0);
    if (!(error instanceof CsvError)) throw error;
    yield {
      line: Number(error['lines'] ?? 0),
      broken: error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'quote-not-closed' : 'file-broken',
    };
  }
}

const written = (write: (done: (error?: Error | null) => void) => unknown): Promise<void> =>
  new Promise((resolve, reject) => {
    write((error) => (error ? reject(error) : resolve()));
  });

/** The parser counts a line end of two characters twice when it stands inside quotes. */
async function* withPlainLineEnds(text: AsyncIterable<string>): AsyncGenerator<string> {
  let held = '';
  for await (const part of text) {
    const whole = held + part;
    held = whole.endsWith('\r') ? '\r' : '';
    yield (held === '' ? whole : whole.slice(0, -1)).replaceAll(/\r\n?/g, '\n');
  }
  if (held !== '') yield '\n';
}
