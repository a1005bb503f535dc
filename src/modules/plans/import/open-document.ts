import type { UnreadableReason } from './contract.ts';
import { guessDelimiter, readCsv } from './read-csv.ts';
import { readDocx } from './read-docx.ts';
import { decodeText, readText } from './read-text.ts';
import { readXlsx } from './read-xlsx.ts';
import type { Sheet } from './sheet.ts';
import { unreadable } from './unreadable.ts';
import { unzip } from './unzip.ts';

const LARGEST = 10_000_000;
const MOST_ROWS = 20_000;
const MOST_COLUMNS = 500;

/** How files that cannot be read begin. */
const REFUSED: readonly (readonly [string, UnreadableReason])[] = [
  ['%PDF', 'pdf'],
  ['\u00D0\u00CF\u0011\u00E0', 'old-office'],
  ['\u0089PNG', 'image'],
  ['\u00FF\u00D8\u00FF', 'image'],
  ['GIF8', 'image'],
  ['II*\0', 'image'],
  ['MM\0*', 'image'],
  ['{\\rtf', 'rtf'],
];

/** A document as rows, by its content and not its name. @throws Refusal with a reason of `unreadable.ts` */
export async function openDocument(bytes: Uint8Array): Promise<Sheet> {
  if (bytes.length === 0) throw unreadable('empty');
  if (bytes.length > LARGEST) throw unreadable('too-large');
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  const refused = REFUSED.find(([mark]) => start.startsWith(mark));
  if (refused) throw unreadable(refused[1]);
  const sheet = start.startsWith('PK\u0003\u0004') ? await openArchive(bytes) : openText(decodeText(bytes));
  if (sheet.rows.length > MOST_ROWS || sheet.rows.some(({ cells }) => cells.length > MOST_COLUMNS))
    throw unreadable('too-many-rows');
  if (sheet.rows.every(({ cells }) => cells.every((cell) => cell.trim() === ''))) throw unreadable('empty');
  return sheet;
}

async function openArchive(bytes: Uint8Array): Promise<Sheet> {
  const entries = unzip(bytes, (name) => /^(word|xl)\/.*\.(xml|rels)$|^mimetype$|^\[Content_Types\]\.xml$/.test(name));
  if (entries.has('word/document.xml')) return { format: 'docx', rows: readDocx(entries) };
  if (entries.has('xl/workbook.xml')) return { format: 'xlsx', rows: await readXlsx(entries) };
  throw unreadable(entries.has('mimetype') ? 'open-document' : entries.size === 0 ? 'broken-archive' : 'other-archive');
}

function openText(text: string): Sheet {
  const delimiter = guessDelimiter(text);
  return delimiter ? { format: 'csv', rows: readCsv(text, delimiter) } : { format: 'text', rows: readText(text) };
}
