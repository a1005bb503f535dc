/** A row of any document: a line of text is a row of one cell. `line`: of the file or of the sheet, the first is 1. */
export type Row = {
  readonly line: number;
  /** As they are written, one a column; the cells that a merged one covers are empty. */
  readonly cells: readonly string[];
  /** The line as it is written, when it is no row of a table. */
  readonly raw: string;
  /** Which table it belongs to where the format says so, else null. */
  readonly table: number | null;
  /** Columns that a merged cell covers, by its first column; null where the format cannot say. */
  readonly spans: ReadonlyMap<number, number> | null;
  /** Columns filled with a colour. */
  readonly shaded: ReadonlySet<number>;
  /** Arrows that are drawn over the row. */
  readonly drawn: readonly DrawnArrow[];
};

/** `sure`: false where the drawing stands by the page, so that its columns are worked out from widths alone. */
export type DrawnArrow = { readonly from: number; readonly to: number; readonly sure: boolean };

export type Format = 'text' | 'csv' | 'xlsx' | 'docx';
export type Sheet = { readonly format: Format; readonly rows: readonly Row[] };

const NONE: ReadonlySet<number> = new Set();

export const textRow = (line: number, cells: readonly string[], raw: string): Row => ({
  line,
  cells,
  raw,
  table: null,
  spans: null,
  shaded: NONE,
  drawn: [],
});

export const isBlank = (row: Row): boolean =>
  row.cells.every((cell) => cell.trim() === '') && row.shaded.size === 0 && row.drawn.length === 0;

/** The columns that hold something. */
export const filled = (row: Row): number[] => row.cells.flatMap((cell, col) => (cell.trim() === '' ? [] : [col]));

/** The same of a row once: a document's rows are asked again and again whether a table begins there. */
export function oncePerRow<T>(ask: (row: Row) => T): (row: Row) => T {
  const known = new WeakMap<Row, { readonly answer: T }>();
  return (row) => {
    const found = known.get(row) ?? { answer: ask(row) };
    known.set(row, found);
    return found.answer;
  };
}
