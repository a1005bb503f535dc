import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { cellsBy } from '../../../platform/table/delimiter.ts';
import { type Row, textRow } from './sheet.ts';
import { unreadable } from './unreadable.ts';

const Records = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));
const LONGEST_ROW = 1_000_000;
const LINES_LOOKED_AT = 60;
const FEWEST_CELLS = 5;

/** The character that parts most cells in most lines, outside of quotes; null when the text is no such table. */
export function guessDelimiter(text: string): ',' | ';' | null {
  const [tabs = 0, commas = 0, semicolons = 0] = cellsBy(text, ['\t', ',', ';'], LINES_LOOKED_AT);
  if (Math.max(commas, semicolons) < FEWEST_CELLS || tabs >= FEWEST_CELLS) return null;
  return commas >= semicolons ? ',' : ';';
}

/** A table of values parted by commas or semicolons; cells in quotes may hold line ends. A row with one cell is a line of text. */
export function readCsv(text: string, delimiter: string): Row[] {
  try {
    const records = Records.parse(
      parse(text.replaceAll(/\r\n?/g, '\n'), {
        delimiter,
        info: true,
        relax_column_count: true,
        relax_quotes: true,
        skip_empty_lines: false,
        max_record_size: LONGEST_ROW,
      }),
    );
    return records.map(({ record, info }) => {
      const inside = record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
      return textRow(info.lines - inside, record, record.filter((cell) => cell.trim() !== '').join(' '));
    });
  } catch {
    throw unreadable('broken-table');
  }
}
