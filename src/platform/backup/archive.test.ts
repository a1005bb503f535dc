import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refusal } from '../refusal.ts';
import { readArchive, writeArchive } from './archive.ts';
import { RowsDigest } from './rows-digest.ts';
import { SEALED_MAGIC, seal, unseal } from './sealed.ts';
import type { Entry } from './tar.ts';

const AT = new Date('2026-05-04T03:00:00Z');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'archive-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const ENTRIES: readonly Entry[] = [
  { name: 'about.json', bytes: Buffer.from('{"of":"เทศบาล"}') },
  { name: 'tables/people.staff/000001', bytes: Buffer.alloc(1024, 'ก') },
  { name: 'tables/nothing', bytes: Buffer.alloc(0) },
  { name: `files/${'0'.repeat(36)}/ab/${'c'.repeat(62)}.jpg`, bytes: randomBytes(700) },
];
const listed = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};
async function* each<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}
async function write(name: string, passphrase: string | null = null): Promise<string> {
  const path = join(folder, name);
  await writeArchive(path, each(ENTRIES), { passphrase, at: AT });
  return path;
}
const read = (path: string, passphrase: string | null = null) => listed(readArchive(path, passphrase));
/** The code of the refusal; 'read' when there was none. */
async function outcome(path: string, passphrase: string | null = null): Promise<string> {
  try {
    await read(path, passphrase);
    return 'read';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

describe('an archive', () => {
  it('gives back what it was given, for its owner alone, and other programs can open it', async () => {
    const path = await write('plain.tar.gz');
    expect(await read(path)).toEqual(ENTRIES);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(execFileSync('tar', ['xzOf', path, ENTRIES[3]?.name ?? ''])).toEqual(ENTRIES[3]?.bytes);
    expect(execFileSync('tar', ['tzf', path], { encoding: 'utf8' }).trim().split('\n')).toEqual(
      ENTRIES.map(({ name }) => name),
    );
  });

  it('leaves nothing when what it is made of fails', async () => {
    async function* breaking(): AsyncGenerator<Entry> {
      yield* ENTRIES;
      throw new Error('the database went away');
    }
    const writing = writeArchive(join(folder, 'broken.tar.gz'), breaking(), { passphrase: null, at: AT });
    await expect(writing).rejects.toThrow('the database went away');
    expect((await readdir(folder)).filter((name) => name.startsWith('broken'))).toEqual([]);
  });

  it('notices each single byte that is changed, wherever it stands', async () => {
    const whole = await readFile(await write('flipped.tar.gz'));
    const path = join(folder, 'flip');
    for (let i = 0; i < whole.length; i += 1) {
      const changed = Buffer.from(whole);
      changed[i] = (changed[i] ?? 0) ^ (1 << (i % 8));
      await writeFile(path, changed);
      expect([i, await outcome(path)]).not.toEqual([i, 'read']);
    }
  });

  it('notices what is cut off at any place, and what is added', async () => {
    const whole = await readFile(await write('cut.tar.gz'));
    const path = join(folder, 'cut');
    for (let length = 0; length < whole.length; length += 7) {
      await writeFile(path, whole.subarray(0, length));
      expect(['not-a-backup', 'backup-damaged']).toContain(await outcome(path));
    }
    await writeFile(path, Buffer.concat([whole, Buffer.of(0)]));
    expect(await outcome(path)).toBe('backup-damaged');
  });

  it('is told from what is none: a gzip, a tar, a text, nothing', async () => {
    const path = join(folder, 'other');
    await writeFile(join(folder, 'a'), 'x'.repeat(1000));
    execFileSync('tar', ['czf', path, '-C', folder, 'a']);
    expect(await outcome(path)).toBe('backup-damaged');
    for (const content of ['', 'nothing of ours', 'PK'.repeat(500)]) {
      await writeFile(path, content);
      expect(await outcome(path)).toBe('not-a-backup');
    }
  });
});

describe('a sealed archive', () => {
  const WORDS = 'ช้างเดินช้า เจ็ดตัว';

  it('opens with its passphrase alone, shows nothing of what is in it, and is never twice the same', async () => {
    const path = await write('one.sealed', WORDS);
    expect(await read(path, WORDS)).toEqual(ENTRIES);
    expect(await outcome(path, `${WORDS}.`)).toBe('backup-passphrase');
    expect(await outcome(path)).toBe('backup-passphrase');
    const other = await write('two.sealed', WORDS);
    expect((await readFile(path)).equals(await readFile(other))).toBe(false);
    expect((await readFile(path)).includes('about.json')).toBe(false);
  });

  const chunks = async (bytes: AsyncIterable<Buffer>) => Buffer.concat(await listed(bytes));
  const sealed = (content: Buffer) => chunks(seal(each([content]), WORDS, 4));
  const opens = (bytes: Buffer) =>
    chunks(unseal(each([bytes]), WORDS)).then(
      () => true,
      () => false,
    );

  it('notices each byte that is changed, also in its head', async () => {
    const whole = await sealed(randomBytes(100));
    for (let i = SEALED_MAGIC.length; i < whole.length; i += 1) {
      const changed = Buffer.from(whole);
      changed[i] = (changed[i] ?? 0) ^ (1 << (i % 3));
      expect([i, await opens(changed)]).toEqual([i, false]);
    }
  });

  it('notices chunks that are left out, moved, repeated, cut off or put behind', async () => {
    const CHUNK = 64 * 1024 + 16;
    const whole = await sealed(randomBytes(64 * 1024 * 3 + 5));
    const head = whole.subarray(0, SEALED_MAGIC.length + 18);
    const parts = [0, 1, 2, 3].map((i) => whole.subarray(head.length + i * CHUNK, head.length + (i + 1) * CHUNK));
    const made = (order: readonly number[]) => Buffer.concat([head, ...order.map((i) => parts[i] ?? Buffer.alloc(0))]);
    expect(made([0, 1, 2, 3]).equals(whole)).toBe(true);
    expect(await opens(whole)).toBe(true);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(3), { maxLength: 6 }), async (order) => {
        fc.pre(order.join() !== '0,1,2,3');
        expect(await opens(made(order))).toBe(false);
      }),
      { numRuns: 60 },
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async (length) => {
        expect(await opens(whole.subarray(0, length))).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});

it('the digest of rows is that of the rows, in whatever order and pieces they come', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme' }).map((s) => s.replaceAll('\n', ''))),
      fc.nat(9),
      (rows, cut) => {
        const digestOf = (lines: readonly string[], size: number) => {
          const digest = new RowsDigest();
          const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
          for (let i = 0; i < bytes.length; i += size) digest.add(bytes.subarray(i, i + size));
          return `${digest.rows} ${digest.toString()}`;
        };
        const all = digestOf(rows, 1_000_000);
        expect(digestOf(rows.toReversed(), cut + 1)).toBe(all);
        expect(digestOf([...rows, 'one more'], cut + 1)).not.toBe(all);
      },
    ),
  );
});
