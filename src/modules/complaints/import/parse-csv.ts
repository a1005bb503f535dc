import { CsvError, type Info, Parser } from 'csv-parse';
import type { ProblemCode } from './problem.ts';

/** A row of cells; `line` is where it begins, the file's first is 1. */
export type Cells = { readonly line: number; readonly cells: readonly string[] };
type Broken = { readonly line: number; readonly broken: ProblemCode };

const LONGEST_ROW = 1_000_000;
/** Each costs reading on for as long as a row may be: a file with more of them is no table. */
const MOST_BROKEN = 200;

/**
 * The rows of a table of text. A row whose quote is not closed, or that is longer than any row, is told of with the line where it begins, and
 * reading goes on with the line after it: what it would have swallowed are rows of their own. `columns`: how many the table has, where that is
 * known; then a cell that holds whole rows beside stray quotes is such a row, too.
 */
export async function* parseCsv(
  text: AsyncIterable<string>,
  delimiter: string,
  columns: number | null,
): AsyncGenerator<Cells | Broken> {
  const parts = withPlainLineEnds(text);
  let parser = rowsOf(delimiter, 0);
  // What stands behind the last row that was given, and the line it begins in.
  let [rest, from, broken] = ['', 1, 0];
  let part: string | null = '';
  try {
    for (;;) {
      let problem: ProblemCode | null = null;
      for (const row of await parser.take(part)) {
        if (typeof row === 'string') problem = row;
        else if (columns !== null && holdsRows(row.cells, () => rowIn(rest, row, from), delimiter, columns))
          problem = 'quote-not-closed';
        if (typeof row === 'string' || problem !== null) break;
        yield row;
        [rest, from] = [linesAfter(rest, row.ends - from + 1), row.ends + 1];
      }
      if (problem === null) {
        if (part === null) return;
        const next = await parts.next();
        part = next.done ? null : next.value;
        rest += part ?? '';
        continue;
      }
      const empty = /^(?:[^\S\n]*\n)*/.exec(rest)?.[0] ?? '';
      const line = from + empty.split('\n').length - 1;
      broken += 1;
      yield { line, broken: broken > MOST_BROKEN ? 'file-broken' : problem };
      if (broken > MOST_BROKEN) return;
      rest = rest.slice(empty.length);
      // Its line may not have come to its end yet.
      while (!rest.includes('\n')) {
        const next = await parts.next();
        if (next.done) return;
        rest = next.value;
      }
      [rest, from] = [linesAfter(rest, 1), line + 1];
      parser = rowsOf(delimiter, line);
      part = rest;
    }
  } finally {
    await parts.return(undefined);
  }
}

type Read = { readonly line: number; readonly ends: number; readonly cells: readonly string[] };

/**
 * A parser that is given text piece by piece, and null at the end; it gives the rows that are whole by then and, last, what is wrong with the next.
 * Rows are taken from its callback, so that those before a fault are kept; its stream throws them away.
 */
function rowsOf(delimiter: string, linesBefore: number) {
  const queue: Read[] = [];
  const parser = new Parser({
    delimiter,
    skip_empty_lines: true,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LONGEST_ROW,
    on_record(cells: string[], { lines }: Info): null {
      const inside = cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
      const ends = linesBefore + lines;
      if (cells.some((cell) => cell.trim() !== '')) queue.push({ line: ends - inside, ends, cells });
      return null;
    },
  });
  parser.on('error', () => undefined);
  parser.resume();
  return {
    async take(part: string | null): Promise<readonly (Read | ProblemCode)[]> {
      try {
        await written((done) => (part === null ? parser.end(done) : parser.write(part, done)));
      } catch (error) {
        if (!(error instanceof CsvError)) throw error;
        return [...queue.splice(0), error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'quote-not-closed' : 'row-too-long'];
      }
      return queue.splice(0);
    },
  };
}

const written = (write: (done: (error?: Error | null) => void) => unknown): Promise<void> =>
  new Promise((resolve, reject) => {
    write((error) => (error ? reject(error) : resolve()));
  });

/**
 * Whether a cell has swallowed rows: a line inside it has as many cells as the table, and the quotes of the row as it is written (`raw`) do not
 * pair as they should, for the next row's quote has closed it.
 */
const holdsRows = (cells: readonly string[], raw: () => string, delimiter: string, columns: number): boolean =>
  columns > 2 &&
  cells.some((cell) =>
    cell.split('\n').some((line, _i, { length }) => length > 1 && line.split(delimiter).length === columns),
  ) &&
  !isStrict(raw(), delimiter);

/** Whether a row is written as RFC 4180 asks: a quote inside of quotes is doubled, and none stands outside of them. */
function isStrict(raw: string, delimiter: string): boolean {
  const mark = delimiter === '|' ? '\\|' : delimiter;
  const cell = `(?:"[^"]*(?:""[^"]*)*"|[^"\\n${mark}]*)`;
  return new RegExp(`^${cell}(?:${mark}${cell})*$`).test(raw);
}

/** The text without its first so many lines. */
function linesAfter(text: string, lines: number): string {
  let at = 0;
  for (let n = 0; n < lines; n += 1) {
    const end = text.indexOf('\n', at);
    if (end === -1) return '';
    at = end + 1;
  }
  return text.slice(at);
}

/** A row as it is written. */
const rowIn = (text: string, { line, ends }: Read, from: number): string => {
  const begun = linesAfter(text, line - from);
  return begun.slice(0, begun.length - linesAfter(begun, ends - line + 1).length).replace(/\n$/, '');
};

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
