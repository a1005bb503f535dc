import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { troubleWords } from '../server/trouble-words.ts';
import { secretKey } from './secret-key.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fangsiang-key-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a key is made once, whole, for its owner alone, however many start at the same time', async () => {
  const data = join(folder, 'data');
  const keys = await Promise.all(Array.from({ length: 8 }, () => secretKey(undefined, data)));
  expect(new Set(keys).size).toBe(1);
  expect(keys[0]).toHaveLength(64);
  expect(await secretKey(undefined, data)).toBe(keys[0]);
  expect(await readdir(data)).toEqual(['secret.key']);
  expect((await stat(join(data, 'secret.key'))).mode & 0o777).toBe(0o600);
  expect(await secretKey('given by the operator', data)).toBe('given by the operator');
});

test.each(['', '\n', 'aB3'])(
  'a key file that was left as %j signs nothing: the program says so, and leaves it',
  async (left) => {
    const file = join(folder, 'secret.key');
    await writeFile(file, left);
    const refused = await secretKey(undefined, folder).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'secret-key-unusable', detail: { file, reason: 'too-short' } });
    expect(troubleWords(refused)).toContain('secret.key');
    expect(await readFile(file, 'utf8')).toBe(left);
  },
);

test('a data folder that is none is told in words', async () => {
  const file = join(folder, 'a-file');
  await writeFile(file, 'x');
  const refused = await secretKey(undefined, file).catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 'secret-key-unusable', detail: { reason: 'EEXIST' } });
  expect(troubleWords(refused)).not.toContain('    at ');
});
