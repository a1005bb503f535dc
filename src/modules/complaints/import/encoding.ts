import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import iconv from 'iconv-lite';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-874';
export type Inspected = {
  readonly encoding: Encoding;
  readonly bytes: number;
  readonly sha256: Buffer;
  readonly head: Buffer;
};

const HEAD = 65_536;
/** Of the bytes beyond ASCII, how many must lie in whole Thai letters for a file with some broken bytes to be UTF-8 all the same. */
const MOSTLY = 0.9;

/**
 * Reads a file once: its size, its hash, its first bytes, and how its letters are written. A byte-order mark says; without one,
 * what is valid UTF-8 is UTF-8, and anything else Windows-874, which contains TIS-620. No table is kept in memory.
 */
export async function inspectFile(path: string): Promise<Inspected> {
  const hash = createHash('sha256');
  const strict = new TextDecoder('utf-8', { fatal: true });
  let [valid, bytes, high, thai] = [true, 0, 0, 0];
  let [older, old] = [0, 0];
  const heads: Buffer[] = [];
  for await (const chunk of createReadStream(path)) {
    const part = asBuffer(chunk);
    hash.update(part);
    if (bytes < HEAD) heads.push(part.subarray(0, HEAD - bytes));
    bytes += part.length;
    valid &&= decodes(strict, part);
    for (const byte of part) {
      if (byte >= 0x80) {
        high += 1;
        if (older === 0xe0 && (old === 0xb8 || old === 0xb9) && byte < 0xc0) thai += 3;
      }
      older = old;
      old = byte;
    }
  }
  valid &&= decodes(strict, undefined);
  const head = Buffer.concat(heads);
  return {
    encoding: marked(head) ?? (valid || (high > 0 && thai / high > MOSTLY) ? 'utf-8' : 'windows-874'),
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

function marked(head: Buffer): Encoding | null {
  const [a, b, c] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : null;
}

function decodes(decoder: InstanceType<typeof TextDecoder>, part: Buffer | undefined): boolean {
  try {
    decoder.decode(part, { stream: part !== undefined });
    return true;
  } catch {
    return false;
  }
}

const asBuffer = (chunk: unknown): Buffer => (Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));
