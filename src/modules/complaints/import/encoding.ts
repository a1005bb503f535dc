import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import iconv from 'iconv-lite';
import { type Encoding, markedEncoding, thaiInUtf8 } from '../../../platform/table/encoding.ts';

export type Inspected = {
  readonly encoding: Encoding;
  readonly bytes: number;
  readonly sha256: Buffer;
  readonly head: Buffer;
};

const HEAD = 65_536;

/**
 * Reads a file once: its size, its hash, its first bytes, and how its letters are written. A byte-order mark says; without one,
 * what is valid UTF-8 is UTF-8, and anything else Windows-874, which contains TIS-620. No table is kept in memory.
 */
export async function inspectFile(path: string): Promise<Inspected> {
  const hash = createHash('sha256');
  const strict = new TextDecoder('utf-8', { fatal: true });
  const thai = thaiInUtf8();
  let [valid, bytes] = [true, 0];
  const heads: Buffer[] = [];
  for await (const chunk of createReadStream(path)) {
    const part = asBuffer(chunk);
    hash.update(part);
    if (bytes < HEAD) heads.push(part.subarray(0, HEAD - bytes));
    bytes += part.length;
    valid &&= decodes(strict, part);
    thai.hear(part);
  }
  valid &&= decodes(strict, undefined);
  const head = Buffer.concat(heads);
  return {
    encoding: markedEncoding(head) ?? (valid || thai.isMost() ? 'utf-8' : 'windows-874'),
    bytes,
    sha256: hash.digest(),
    head,
  };
}

/** The file's text, in pieces; the byte-order mark is left out. `onBytes` hears how far reading has come. */
export async function* readText(
  path: string,
  encoding: Encoding,
  onBytes: (bytes: number) => void,
): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding);
  let [bytes, first] = [0, true];
  for await (const chunk of createReadStream(path)) {
    const part = asBuffer(chunk);
    bytes += part.length;
    const text = decoder.write(part);
    if (text !== '') yield first ? text.replace(/^\uFEFF/, '') : text;
    first = false;
    onBytes(bytes);
  }
  const rest = decoder.end();
  if (rest) yield rest;
}

/** The first part of a file as text. */
export const decodeHead = ({ head, encoding }: Inspected): string =>
  iconv.decode(head, encoding).replace(/^\uFEFF/, '');

function decodes(decoder: InstanceType<typeof TextDecoder>, part: Buffer | undefined): boolean {
  try {
    decoder.decode(part, { stream: part !== undefined });
    return true;
  } catch {
    return false;
  }
}

const asBuffer = (chunk: unknown): Buffer => (Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));
