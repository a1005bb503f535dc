import type { Encoding } from '../../../platform/table/encoding.ts';
import { normalise } from '../../../thai/index.ts';
import { columnKey } from './mapping.ts';
import type { Problem } from './problem.ts';

/** A row as the file has it: its cells by their column's key (`columnKey`), or what made it unreadable. */
export type SourceRow = {
  readonly line: number;
  readonly values: ReadonlyMap<string, string>;
  readonly problem: Problem | null;
};
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
  for (const [i, key] of keys.entries()) values.set(key, asTyped(clean(cells[i] ?? '')));
  const extra = cells.slice(keys.length).filter((cell) => cell.trim() !== '');
  return { line, values, problem: extra.length > 0 ? { code: 'too-many-cells', value: extra[0] ?? '' } : null };
}

/** The apostrophe that keeps a spreadsheet from running a cell, as our own register has it (`unformula`), is none of its words. */
const asTyped = (cell: string): string => cell.replace(/^'(?=[=+\-@＝＋－＠])/, '');

/** Plain ASCII is as it should be; most cells of most files are. */
export const clean = (cell: string): string => (/^[ -~]*$/.test(cell) ? cell : normalise(cell)).trim();
