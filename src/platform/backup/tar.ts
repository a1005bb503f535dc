import { damaged } from './damaged.ts';

/** One thing in an archive, whole: a piece of a table, a photo, what the archive says of itself. */
export type Entry = { readonly name: string; readonly bytes: Buffer };

const BLOCK = 512;
/** More than a piece can have: PostgreSQL's largest row is 1 GB. */
const MOST = 2 ** 30;
const NAME_BYTES = 100;
const PREFIX_BYTES = 155;

/**
 * Entries as the bytes of a tar file in the `ustar` format (POSIX.1-2017, pax, "ustar Interchange Format"), which every system opens. Only what the
 * format calls regular files, readable by their owner alone.
 */
export async function* tarBytes(entries: AsyncIterable<Entry>, at: Date): AsyncGenerator<Buffer> {
  for await (const { name, bytes } of entries) {
    yield headOf(name, bytes.length, at);
    yield bytes;
    yield Buffer.alloc(paddingOf(bytes.length));
  }
  yield Buffer.alloc(2 * BLOCK);
}

/** The entries of a tar file that `tarBytes` made. @throws Refusal('backup-damaged') for anything else, and for what follows its end */
export async function* tarEntries(source: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  const take = taker(source);
  for (;;) {
    const head = await take(BLOCK);
    if (head.every((byte) => byte === 0)) break;
    if (octal(head, 148, 8) !== checksum(head)) throw damaged('altered');
    const size = octal(head, 124, 12);
    if (size > MOST) throw damaged('altered');
    const [prefix, name] = [text(head, 345, PREFIX_BYTES), text(head, 0, NAME_BYTES)];
    const bytes = await take(size);
    await take(paddingOf(size));
    yield { name: prefix === '' ? name : `${prefix}/${name}`, bytes };
  }
  await take(BLOCK);
  if ((await take(1, 'or-nothing')).length > 0) throw damaged('altered');
}

function headOf(name: string, size: number, at: Date): Buffer {
  const cut = name.length <= NAME_BYTES ? -1 : name.indexOf('/', name.length - NAME_BYTES - 1);
  const prefix = cut < 0 ? '' : name.slice(0, cut);
  const rest = name.slice(cut + 1);
  if (rest.length > NAME_BYTES || prefix.length > PREFIX_BYTES || /[^\x20-\x7e]/.test(name) || size > MOST)
    throw new RangeError('no name or size for an archive');
  const head = Buffer.alloc(BLOCK);
  const digits = (value: number, from: number, length: number) =>
    head.write(value.toString(8).padStart(length - 1, '0'), from, 'latin1');
  head.write(rest, 0, 'latin1');
  digits(0o600, 100, 8);
  digits(0, 108, 8);
  digits(0, 116, 8);
  digits(size, 124, 12);
  digits(Math.floor(at.getTime() / 1000), 136, 12);
  head.write('0', 156, 'latin1');
  head.write('ustar\u000000', 257, 'latin1');
  head.write(prefix, 345, 'latin1');
  head.write(`${checksum(head).toString(8).padStart(6, '0')}\u0000 `, 148, 'latin1');
  return head;
}

/** The sum of the header's bytes, its own eight counted as spaces. */
const checksum = (head: Buffer): number => head.reduce((sum, byte, i) => sum + (i >= 148 && i < 156 ? 0x20 : byte), 0);

const paddingOf = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

const text = (head: Buffer, from: number, length: number): string =>
  head.toString('latin1', from, from + length).replace(/\0.*$/s, '');

function octal(head: Buffer, from: number, length: number): number {
  const digits = text(head, from, length).trim();
  if (!/^[0-7]+$/.test(digits)) throw damaged('altered');
  return Number.parseInt(digits, 8);
}

/** Takes so many bytes from a stream; fewer only where nothing at all may be left. @throws Refusal('backup-damaged') when it ends before */
function taker(source: AsyncIterable<Buffer>) {
  const chunks = source[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  return async (size: number, end: 'or-nothing' | 'all' = 'all'): Promise<Buffer> => {
    const parts = [rest];
    let length = rest.length;
    while (length < size) {
      const next = await chunks.next();
      if (next.done) {
        if (end === 'or-nothing') return Buffer.concat(parts);
        throw damaged('truncated');
      }
      parts.push(next.value);
      length += next.value.length;
    }
    const all = Buffer.concat(parts);
    rest = all.subarray(size);
    return all.subarray(0, size);
  };
}
