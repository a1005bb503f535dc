import iconv from 'iconv-lite';
import { type Encoding, markedEncoding, thaiInUtf8 } from '../../../platform/table/encoding.ts';
import { type Row, textRow } from './sheet.ts';
import { unreadable } from './unreadable.ts';

/** Bytes as text: by its byte-order mark; without one UTF-8 if it is that, else Windows-874, which contains TIS-620. */
export function decodeText(bytes: Uint8Array): string {
  const marked = markedEncoding(bytes);
  if (marked === 'utf-16le' || marked === 'utf-16be') return decoded(bytes, marked);
  if (bytes.subarray(0, 4096).includes(0)) throw unreadable('not-text');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const thai = thaiInUtf8();
    thai.hear(bytes);
    return decoded(bytes, marked ?? (thai.isMost() ? 'utf-8' : 'windows-874'));
  }
}

const decoded = (bytes: Uint8Array, encoding: Encoding): string =>
  iconv.decode(Buffer.from(bytes), encoding).replace(/^\uFEFF/, '');

const LONGEST_QUOTED = 60;

/** Text of a PDF with tabs, or a table pasted from a sheet (cells in quotes may hold line ends) or from Markdown (bars). */
export function readText(text: string): Row[] {
  const lines = text.replaceAll(/\r\n?|\u2028|\u2029|\f/g, '\n').split('\n');
  const rows: Row[] = [];
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] ?? '';
    const quoted = /(^|\t)"[^"\t]*$/.test(line) ? wholeQuoted(lines, i) : null;
    if (quoted) {
      rows.push(textRow(i + 1, quoted.cells, quoted.raw));
      i = quoted.last;
    } else if (/^\s*\|.*\|\s*$/.test(line)) {
      const cells = line
        .trim()
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim().replaceAll(/<br ?\/?>/g, '\n'));
      if (!cells.every((cell) => /^:?-{2,}:?$/.test(cell))) rows.push(textRow(i + 1, cells, line));
    } else rows.push(textRow(i + 1, line.split('\t').map(unquote), line));
  }
  return rows;
}

const unquote = (cell: string): string =>
  /^"(?:[^"]|"")*"$/.test(cell) && cell.length > 1 ? cell.slice(1, -1).replaceAll('""', '"') : cell;

/** A row whose last quoted cell ends some lines below. */
function wholeQuoted(lines: readonly string[], from: number): { cells: string[]; raw: string; last: number } | null {
  for (let last = from + 1; last < Math.min(lines.length, from + LONGEST_QUOTED); last += 1) {
    const raw = lines.slice(from, last + 1).join('\n');
    if ((raw.match(/"/g)?.length ?? 0) % 2 === 1) continue;
    const cells = raw.match(/(?<=^|\t)(?:"(?:[^"]|"")*"|[^\t]*)(?=\t|$)/g) ?? [];
    return cells.length > 1 ? { cells: cells.map(unquote), raw, last } : null;
  }
  return null;
}
