import { formatInstant } from '../../thai/index.ts';
import { type Cell, unformula } from './cell.ts';

/**
 * Rows as CSV (RFC 4180, CRLF) that Excel opens in Thai: UTF-8 with a byte order mark. The first row is usually the heads. Text
 * that a spreadsheet would run as a formula gets a leading apostrophe. Pieces come as they are ready, for streams of any length.
 */
export async function* writeCsv(
  rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>,
): AsyncGenerator<string> {
  yield '\ufeff';
  let piece = '';
  for await (const row of rows) {
    piece += `${row.map(field).join(',')}\r\n`;
    if (piece.length > 32_768) {
      yield piece;
      piece = '';
    }
  }
  if (piece) yield piece;
}

function field(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  const text = cell instanceof Date ? formatInstant(cell) : unformula(cell.toWellFormed().replaceAll('\0', ''));
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
