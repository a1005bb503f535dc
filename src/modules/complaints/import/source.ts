import { Refusal } from '../../../platform/refusal.ts';
import { decodeHead, inspectFile } from './encoding.ts';
import { openCsv } from './read-csv.ts';
import { openJson } from './read-json.ts';
import { openXlsx } from './read-xlsx.ts';
import type { Source } from './table-row.ts';

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
