import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeDemo } from '../../src/cli/demo/make-demo.ts';
import { allRows, ask, emptyDatabase } from '../empty-database.ts';
import { type World, world } from '../harness.ts';
import { runCli } from '../run-cli.ts';
import { dataFolder } from './running-server.ts';
import { fill, smallDisk } from './small-disk.ts';

const KEY = 'a key for tests, long enough to be one';
let w: World;
let source: Record<string, string>;
const folder = dataFolder();
const archive = join(folder.path, 'desk.tar.gz');
beforeAll(async () => {
  w = await world({ now: new Date() });
  await makeDemo(w.db, { seed: 3, cases: 60, now: new Date(), files: w.parts.files });
  source = { DATABASE_URL: w.ownerUrl, DATA_DIR: w.dataDir, SECRET_KEY: KEY };
  expect((await runCli(['backup', archive], source)).code).toBe(0);
});
afterAll(async () => {
  folder[Symbol.dispose]();
  await w[Symbol.asyncDispose]();
});

it('kill -9 of a backup leaves nothing that could be taken for one, and the next is made', async () => {
  const to = join(folder.path, 'killed');
  mkdirSync(to);
  let killed = false;
  const done = await runCli(['backup', to], source, (child) => {
    const watch = setInterval(() => {
      if (readdirSync(to).length === 0) return;
      clearInterval(watch);
      killed = child.kill('SIGKILL');
    }, 1);
    child.once('exit', () => clearInterval(watch));
  });
  expect([killed, done.code]).toEqual([true, -1]);
  const [left = '', ...others] = readdirSync(to);
  expect([left, others]).toEqual([expect.stringMatching(/\.partial$/), []]);
  expect((await runCli(['restore', '--check', join(to, left)])).code).toBe(1);
  expect((await runCli(['backup', to, '--keep', '1'], source)).code).toBe(0);
  const whole = readdirSync(to).find((name) => name.endsWith('.tar.gz')) ?? '';
  expect((await runCli(['restore', '--check', join(to, whole)])).code).toBe(0);
});

it.each([0, 20, 50, 80])(
  'kill -9 of a restore at %i per cent leaves a desk without a row, and the same restore is done again',
  async (at) => {
    await using target = await emptyDatabase();
    const env = { DATABASE_URL: target.url, DATA_DIR: join(folder.path, `killed-at-${at}`) };
    let killed = false;
    const done = await runCli(['restore', archive], env, (child) => {
      let said = '';
      child.stderr?.on('data', (words: Buffer) => {
        said += words.toString();
        const [, share = '0'] = [...said.matchAll(/(\d+)% กู้คืน/g)].at(-1) ?? [];
        if (!killed && Number(share) >= at && said.includes('กู้คืน')) killed = child.kill('SIGKILL');
      });
    });
    expect([killed, done.code]).toEqual([true, -1]);
    // The server notices that nobody is there any more.
    for (let tries = 0; tries < 200 && (await sessions(target.url)) > 1; tries += 1) await pause(50);
    const rows = [...(await allRows(target.url))].filter(([, digest]) => !digest.startsWith('0 '));
    expect(rows).toEqual([]);
    expect((await runCli(['restore', archive], env)).code).toBe(0);
    expect(await allRows(target.url)).toEqual(await allRows(w.ownerUrl));
  },
);
const sessions = async (url: string): Promise<number> =>
  (await ask(url, 'select pid from pg_stat_activity where datname = current_database()')).length;

it('a full disk is said, a backup leaves nothing on it, and a restore no row', async (context) => {
  const small = join(folder.path, 'small');
  mkdirSync(small);
  const disk = smallDisk(small, '2m');
  if (disk.problem !== null) return context.skip(disk.problem);
  using _mounted = disk;
  const filler = join(small, 'filler');
  fill(filler);
  const backup = await runCli(['backup', small], source);
  expect([backup.code, backup.err]).toEqual([1, expect.stringContaining('(storage-full)')]);
  expect(readdirSync(small)).toEqual(['filler']);

  await using target = await emptyDatabase();
  const env = { DATABASE_URL: target.url, DATA_DIR: small };
  const restored = await runCli(['restore', archive], env);
  expect([restored.code, restored.err]).toEqual([1, expect.stringContaining('(storage-full)')]);
  expect([...(await allRows(target.url))].filter(([, digest]) => !digest.startsWith('0 '))).toEqual([]);
  rmSync(filler);
  expect((await runCli(['restore', archive], env)).code).toBe(0);
  expect(await allRows(target.url)).toEqual(await allRows(w.ownerUrl));
});
