import { Refusal } from '../../../platform/refusal.ts';
import { normalise } from '../../../thai/index.ts';
import { decodeHead, type Encoding, inspectFile } from './encoding.ts';
import { columnKey } from './mapping.ts';
import type { Problem } from './problem.ts';
import { openCsv } from './read-csv.ts';
import { openJson } from './read-json.ts';
import { openXlsx } from './read-xlsx.ts';

/** A row as the file has it: its cells by their column's key (`columnKey`), or what made it unreadable. */
export type SourceRow = { readonly line: number; readonly values: ReadonlyMap<string, string>; readonly problem: Problem | null };
export type SourceFormat = 'csv' | 'xlsx' | 'json' | 'jsonl';
/** An outside file, opened: its columns are known, its rows are read one by one and may be read again. */
export type Source = {
  readonly format: SourceFormat;
  readonly encoding: Encoding | null;
  readonly headers: readonly string[];
  readonly bytes: number;
  readonly sha256: Buffer;
  rows(onBytes?: (bytes: number) => void): AsyncGenerator<SourceRow>;
};
export type Opened = Pick<Source, 'format' | 'headers' | 'rows'>;

/**
 * Opens a CSV, XLSX, JSON or JSON-lines file, by its content and not its name. @throws Refusal('file-unreadable') for anything
 * else, or a file without a row
 */
export async function openSource(path: string): Promise<Source> {
  const inspected = await inspectFile(path);
  const { head, bytes, sha256 } = inspected;
  if (bytes === 0) throw new Refusal('file-unreadable', { reason: 'empty' });
  if (head.subarray(0, 4).equals(ZIP)) return { ...(await openXlsx(path)), encoding: null, bytes, sha256 };
  if (head.subarray(0, 8).equals(OLD_OFFICE)) throw new Refusal('file-unreadable', { reason: 'old-xls' });
  if (inspected.encoding !== 'utf-16le' && inspected.encoding !== 'utf-16be' && head.includes(0)) {
    throw new Refusal('file-unreadable', { reason: 'not-a-table' });
  }
  const text = decodeHead(inspected);
  const open = /^\s*[[{]/.test(text) ? openJson : openCsv;
  return { ...(await open(path, inspected.encoding, text)), encoding: inspected.encoding, bytes, sha256 };
}

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
const OLD_OFFICE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

/** The columns' names: one without a name gets its place, a second of the same name a number. */
export function nameColumns(cells: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, i) => {
    const name = normalise(cell).replaceAll(/\s+/g, ' ').trim() || `คอลัมน์ ${i + 1}`;
    const times = (seen.get(columnKey(name)) ?? 0) + 1;
    seen.set(columnKey(name), times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

/** A row of cells under its headers; filled cells beyond them are a slip of quotes or separators. */
export function tableRow(line: number, keys: readonly string[], cells: readonly string[]): SourceRow {
  const values = new Map<string, string>();
  for (const [i, key] of keys.entries()) values.set(key, clean(cells[i] ?? ''));
  const extra = cells.slice(keys.length).filter((cell) => cell.trim() !== '');
  return { line, values, problem: extra.length > 0 ? { code: 'too-many-cells', value: extra[0] ?? '' } : null };
}

export const clean = (cell: string): string => normalise(cell).trim();
