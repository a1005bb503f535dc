import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { world } from '../../test/harness.ts';
import { runCli as run } from '../../test/run-cli.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

it('says how it is used: help is a success, an unknown command or option is not', async () => {
  const help = await run(['--help']);
  expect([help.code, help.out]).toEqual([0, expect.stringContaining('import complaints FILE')]);
  for (const args of [
    ['constructor'],
    ['import', 'complaints'],
    ['create-api-key'],
    ['check-audit', '--wrong'],
    ['import', 'complaints', '/no/such/file.csv'],
    ['import', 'complaints', tmpdir()],
  ]) {
    const refused = await run(args);
    expect([args, refused.code, refused.out]).toEqual([args, 2, '']);
    expect(refused.err).toContain('npm run cli');
  }
});

it('works beside the program: a file goes in, with a report of what did not, and a key opens the API', async () => {
  await using w = await world();
  const folder = await mkdtemp(join(tmpdir(), 'cli-'));
  const env = { DATABASE_URL: w.ownerUrl, DATA_DIR: folder };
  try {
    const report = join(folder, 'report.csv');
    const sample = path('../../test/samples/register-tis620.csv');
    const looked = await run(['import', 'complaints', sample, '--dry-run', '--report', report], env);
    expect([looked.code, looked.err]).toEqual([0, expect.stringContaining('100%')]);
    const written = await readFile(report, 'utf8');
    expect(written.startsWith('\uFEFF')).toBe(true);
    expect(written.split('\r\n').filter((line) => line.includes('ไม่รับ'))).toHaveLength(4);
    const search = async (headers: Record<string, string>) =>
      (await w.app.inject({ url: `/api/v1/complaints?search=${encodeURIComponent('ไฟทางดับ')}`, headers })).json<{
        items: unknown[];
      }>();
    const key = (await run(['create-api-key', '--name', 'โปรแกรมอื่น'], env)).out.trim().split('\n').at(-1);
    const headers = { authorization: `Bearer ${key}` };
    expect((await search(headers)).items).toHaveLength(0);
    const imported = await run(['import', 'complaints', sample], env);
    expect([imported.code, imported.out]).toEqual([0, expect.stringMatching(/added: 4 .*มีอยู่แล้ว 0 .*ไม่รับ 4/)]);
    expect((await search(headers)).items).toHaveLength(1);
    expect((await run(['check-audit'], env)).code).toBe(0);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

it('makes a municipality that answers at its host, and a link for its administrator', async () => {
  await using w = await world();
  const env = { DATABASE_URL: w.ownerUrl, PUBLIC_URL: 'https://desk.example.org' };
  const made = await run(
    [
      'create-municipality',
      '--slug',
      'second',
      '--name-th',
      'เทศบาลที่สอง',
      '--name-en',
      'Second',
      '--host',
      'second.example.org',
    ],
    env,
  );
  expect(made.code).toBe(0);
  expect((await run(['create-municipality', '--slug', 'second', '--name-th', 'ก', '--name-en', 'B'], env)).code).toBe(
    1,
  );
  // What goes wrong at a door that nobody has come through yet bears nobody else's name.
  const [, title = ''] = /<title>[^<]*?([^<–]+)<\/title>/.exec((await w.app.inject({ url: '/' })).body) ?? [];
  const none = await w.app.inject({ url: '/no-such-page', headers: { host: 'second.example.org' } });
  expect([none.statusCode, none.body.includes(title.trim())]).toEqual([404, false]);
  const page = await w.app.inject({ url: '/', headers: { host: 'second.example.org' } });
  expect(page.body).toContain('เทศบาลที่สอง');
  const link = await run(['create-admin', '--email', 'Boss@example.org', '--municipality', 'second'], env);
  expect(link.out.trim().split('\n').at(-1)).toMatch(
    /^https:\/\/second\.example\.org\/console\/welcome\?token=[\w-]{40,}$/,
  );
  const hosts = ['--host', 'Two.example.org', '--host', 'second.example.org'];
  expect((await run(['set-hosts', '--municipality', 'second', ...hosts], env)).code).toBe(0);
  for (const host of ['two.example.org', 'second.example.org'])
    expect((await w.app.inject({ url: '/', headers: { host } })).body).toContain('เทศบาลที่สอง');
  expect((await run(['set-hosts', '--host', 'two.example.org'], env)).code).toBe(1);
  expect((await run(['create-admin', '--email', 'boss@example.org', '--municipality', 'third'], env)).code).toBe(2);
});
