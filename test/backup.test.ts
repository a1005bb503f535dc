import { createHmac } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { generate } from 'otplib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PASSWORD } from '../src/cli/demo/cast.ts';
import { makeDemo } from '../src/cli/demo/make-demo.ts';
import { Installation } from '../src/server/installation/contract.ts';
import { allRows, ask, emptyDatabase } from './empty-database.ts';
import { Receipt } from './faults/filing-client.ts';
import { startServer } from './faults/running-server.ts';
import { type World, world } from './harness.ts';
import { mailServer } from './mail-server.ts';
import { cookieOf } from './office.ts';
import { runCli } from './run-cli.ts';
import { hurryJobs } from './run-jobs.ts';

const KEY = 'a key for tests, long enough to be one';
const LINE_SECRET = 'f'.repeat(32);
const ADMIN = 'admin@example.org';

let w: World;
let folder = '';
let totp = '';
let archive = '';
let receipt = { number: '', trackingCode: '' };
const headers = { origin: 'http://localhost', 'x-requested-with': 'fangsiang' };

/** A desk in which something of everything was done, and something of everything waits. */
beforeAll(async () => {
  // No mail server answers there: mail waits.
  w = await world({ now: new Date(), smtpUrl: 'smtp://127.0.0.1:9', publicUrl: 'http://localhost' });
  folder = await mkdtemp(join(tmpdir(), 'backup-'));
  await makeDemo(w.db, { seed: 7, cases: 80, now: new Date(), files: w.parts.files });
  const post = async (url: string, payload: object, cookie = '') => {
    const answer = await w.app.inject({ method: 'POST', url, headers: { ...headers, cookie }, payload });
    expect([url, answer.statusCode, answer.body.slice(0, 300)]).toEqual([
      url,
      expect.toBeOneOf([200, 201]),
      expect.anything(),
    ]);
    return answer;
  };
  const cookie = cookieOf(await post('/api/auth/sign-in/email', { email: ADMIN, password: PASSWORD }));
  const begun = (await post('/api/auth/two-factor/enable', { password: PASSWORD }, cookie)).json<{ totpURI: string }>();
  totp = new URL(begun.totpURI).searchParams.get('secret') ?? '';
  await post('/api/auth/two-factor/verify-totp', { code: await generate({ secret: totp }) }, cookie);
  const admin = await w.signIn('administrator');
  const connected = await w.app.inject({
    method: 'PUT',
    url: '/api/v1/channels/line',
    headers: { ...headers, cookie: admin.cookie },
    payload: { active: true, fields: { channelSecret: LINE_SECRET, channelAccessToken: 'a-token-of-the-tests' } },
  });
  expect([connected.statusCode, connected.body]).toEqual([200, expect.anything()]);
  await w.runJobs();
  const clerk = await w.signIn('intake');
  const filed = await w.app.inject({
    method: 'POST',
    url: '/api/v1/complaints',
    headers: { ...headers, cookie: clerk.cookie, 'idempotency-key': 'before the loss' },
    payload: { text: 'ไฟทางดับ \\ "หน้า"\tตลาด\nซอย 3', contact: { name: 'สมชาย', email: 'somchai@example.org' } },
  });
  receipt = Receipt.parse(filed.json());
  archive = join(folder, 'desk.tar.gz');
  const made = await runCli(['backup', archive], { DATABASE_URL: w.ownerUrl, DATA_DIR: w.dataDir, SECRET_KEY: KEY });
  expect([made.code, made.err.includes('MB')]).toEqual([0, false]);
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await w[Symbol.asyncDispose]();
});

it('holds something of everything, and mail and jobs that wait', async () => {
  const tables = await allRows(w.ownerUrl);
  const empty = [...tables].filter(([, digest]) => digest.startsWith('0 ')).map(([name]) => name);
  expect(tables.size - empty.length).toBeGreaterThan(45);
  for (const name of [
    'auth."twoFactor"',
    'channels.account',
    'channels.message',
    'platform.file',
    'plans.meeting',
    'queue',
  ])
    expect(empty).not.toContain(name);
  expect(await ask(w.ownerUrl, `select 1 from channels.message where status = 'queued' limit 1`)).toHaveLength(1);
});

it('no table of ours counts by a sequence: a backup brings none', async () => {
  const found = await ask(
    w.ownerUrl,
    `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'S' and n.nspname in ('platform', 'people', 'auth', 'channels', 'voices', 'complaints', 'plans')`,
  );
  expect(found).toEqual([]);
});

it('comes back row for row, and the desk goes on: sign-in with a second factor, tracking, channels, numbers', async () => {
  await using target = await emptyDatabase();
  const dataDir = join(folder, 'restored');
  const env = { DATABASE_URL: target.url, DATA_DIR: dataDir };
  const restored = await runCli(['restore', archive], env);
  expect([restored.code, restored.out]).toEqual([0, expect.stringContaining('every row is as in the backup')]);
  expect(await allRows(target.url)).toEqual(await allRows(w.ownerUrl));
  expect(await readFile(join(dataDir, 'secret.key'), 'utf8')).toBe(KEY);
  expect(await filesUnder(join(dataDir, 'files'))).toEqual(await filesUnder(join(w.dataDir, 'files')));

  const server = await startServer(dataDir, { ...env, ROLE: 'web' });
  try {
    await enter(server.origin);
    const form = new URLSearchParams({ number: receipt.number, code: receipt.trackingCode });
    const tracked = await fetch(`${server.origin}/track`, { method: 'POST', body: form });
    expect([tracked.status, await tracked.text()]).toEqual([200, expect.stringContaining(receipt.number)]);

    const body = JSON.stringify({ destination: `U${'0'.repeat(32)}`, events: [] });
    const signature = createHmac('sha256', LINE_SECRET).update(body).digest('base64');
    const heard = await fetch(`${server.origin}/webhooks/line/main`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-line-signature': signature },
      body,
    });
    expect(heard.status).toBe(200);

    const made = await runCli(['create-api-key', '--name', 'after'], env);
    const authorization = `Bearer ${made.out.trim().split('\n').at(-1)}`;
    const again = { text: 'ไฟทางดับ \\ "หน้า"\tตลาด\nซอย 3', contact: { name: 'สมชาย', email: 'somchai@example.org' } };
    const more = { authorization, 'idempotency-key': 'after the loss' };
    const next = await post(server.origin, '/api/v1/complaints', again, more);
    expect(sequence(Receipt.parse(await next.json()).number)).toBe(sequence(receipt.number) + 1);
  } finally {
    await server.end();
  }
});

it.each(['send', 'keep-back'] as const)(
  'rests after a restore until it is woken; what waited then: %s',
  async (waiting) => {
    await using target = await emptyDatabase();
    await using mail = await mailServer();
    const env = { DATABASE_URL: target.url, DATA_DIR: join(folder, `rests-${waiting}`) };
    const restored = await runCli(['restore', archive, '--leave-numbers', '50'], env);
    expect(restored.code).toBe(0);
    const queue = (await allRows(target.url)).get('queue');
    await hurryJobs(target.url);
    const server = await startServer(env.DATA_DIR, { ...env, SMTP_URL: mail.url, PUBLIC_URL: 'http://localhost' });
    try {
      const cookie = await enter(server.origin);
      const look = async () => {
        const answer = await fetch(`${server.origin}/api/v1/installation`, { headers: { cookie } });
        return Installation.parse(await answer.json());
      };
      const before = await look();
      expect(before).toMatchObject({ backup: null, backupIsLate: true, rest: { waiting: expect.any(Number) } });
      expect(before.rest?.waiting).toBeGreaterThan(0);
      await pause(5_000);
      expect([mail.sent, (await allRows(target.url)).get('queue')?.split(' ')[0]]).toEqual([[], queue?.split(' ')[0]]);
      const statuses = () =>
        ask(
          target.url,
          `select status, count(*)::int as n from channels.message where created_at <= '${before.rest?.since}' group by 1`,
        );
      const waited = await statuses();
      const woken = await post(server.origin, '/api/v1/installation/resume', { waiting }, { cookie });
      const keptBack = waiting === 'send' ? 0 : (before.rest?.waiting ?? 0);
      expect([woken.status, await woken.json()]).toEqual([200, { keptBack, othersRest: false }]);
      expect((await post(server.origin, '/api/v1/installation/resume', { waiting }, { cookie })).status).toBe(409);
      expect((await look()).rest).toBeNull();
      // What was filed and not yet told of is told in either way.
      await expect.poll(() => mail.sent.filter(({ text }) => text?.includes(receipt.number))).not.toEqual([]);
      if (waiting === 'send') await expect.poll(() => mail.sent.length).toBeGreaterThan(before.rest?.waiting ?? 0);
      else expect(await statuses()).toEqual(expect.arrayContaining([{ status: 'uncertain', n: keptBack }]));
      expect(waited).toEqual(expect.arrayContaining([{ status: 'queued', n: before.rest?.waiting }]));

      const made = await runCli(['create-api-key', '--name', 'after'], env);
      const authorization = `Bearer ${made.out.trim().split('\n').at(-1)}`;
      const next = await post(server.origin, '/api/v1/complaints', { text: 'ท่อแตก' }, { authorization });
      expect(sequence(Receipt.parse(await next.json()).number)).toBe(sequence(receipt.number) + 51);
      expect((await runCli(['check-audit'], env)).code).toBe(0);
      expect((await runCli(['resume'], env)).out).toContain('at work already');
    } finally {
      await server.end();
    }
  },
);

it('a sealed one comes back with its passphrase, into a data folder with a database of its own', async () => {
  const passphrase = join(folder, 'passphrase');
  await writeFile(passphrase, 'ช้างเดินช้า เจ็ดตัว\n');
  const from = { DATABASE_URL: w.ownerUrl, DATA_DIR: w.dataDir, SECRET_KEY: KEY };
  const kept = join(folder, 'kept');
  await mkdir(kept);
  await writeFile(join(kept, 'not-ours.tar.gz'), 'x');
  for (let i = 0; i < 3; i += 1) {
    const made = await runCli(['backup', kept, '--keep', '2', '--passphrase-file', passphrase, '--without-key'], from);
    expect([made.code, made.err.includes('disk')]).toEqual([0, true]);
  }
  const [first = '', ...others] = (await readdir(kept)).sort();
  expect([first, others]).toEqual([
    expect.stringMatching(/^fangsiang-25\d\d-\d\d-\d\d-\d{6}\.tar\.gz\.sealed$/),
    [expect.stringMatching(/\.sealed$/), 'not-ours.tar.gz'],
  ]);
  const sealed = join(kept, first);
  expect((await stat(sealed)).mode & 0o777).toBe(0o600);
  const dataDir = join(folder, 'own');
  await mkdir(dataDir, { mode: 0o711 });
  const unlocked = ['restore', sealed, '--passphrase-file', passphrase];
  expect(await refusal(['restore', sealed], { DATA_DIR: dataDir })).toBe('backup-passphrase');
  await writeFile(join(folder, 'wrong'), 'another passphrase');
  expect(await refusal(['restore', sealed, '--passphrase-file', join(folder, 'wrong')], { DATA_DIR: dataDir })).toBe(
    'backup-passphrase',
  );
  expect(await refusal(unlocked, { DATA_DIR: dataDir })).toBe('key-differs');
  expect(await readdir(dataDir)).toEqual([]);
  expect((await runCli([...unlocked, '--check'], { DATA_DIR: dataDir })).code).toBe(0);
  expect(await readdir(dataDir)).toEqual([]);
  await writeFile(join(dataDir, 'secret.key'), KEY);
  expect((await runCli(unlocked, { DATA_DIR: dataDir })).code).toBe(0);
  expect(await refusal(unlocked, { DATA_DIR: dataDir })).toBe('not-empty');
});

it('refuses, in Thai and with a code, what it cannot or may not do, and writes nothing', async () => {
  await using target = await emptyDatabase();
  const dataDir = join(folder, 'refused');
  const env = { DATABASE_URL: target.url, DATA_DIR: dataDir };
  expect(await refusal(['restore', archive], { ...env, DATABASE_URL: w.ownerUrl })).toBe('not-empty');
  expect(await refusal(['restore', archive], { ...env, SECRET_KEY: 'k'.repeat(40) })).toBe('key-differs');
  const whole = await readFile(archive);
  const other = join(folder, 'other');
  await writeFile(other, whole.subarray(0, whole.length / 2));
  expect(await refusal(['restore', other], env)).toBe('backup-damaged');
  whole[whole.length >> 1] = (whole[whole.length >> 1] ?? 0) ^ 1;
  await writeFile(other, whole);
  expect(await refusal(['restore', other], env)).toBe('backup-damaged');
  expect(await refusal(['restore', '--check', new URL(import.meta.url).pathname], env)).toBe('not-a-backup');
  expect(await ask(target.url, `select 1 from pg_namespace where nspname = 'platform'`)).toEqual([]);
  expect(await readdir(folder)).not.toContain('refused');
  // A folder with nothing in it is no desk, and none is made there.
  expect(await refusal(['backup', join(folder, 'nothing')], { DATA_DIR: dataDir })).toBe('nothing-to-back-up');
  expect(await refusal(['backup', join(folder, 'nothing')], { ...env, SECRET_KEY: KEY })).toBe('nothing-to-back-up');
  expect(await readdir(folder)).not.toContain('nothing');
  for (const wrong of [
    ['backup'],
    ['backup', archive],
    ['backup', join(folder, 'no', 'such')],
    ['backup', join(folder, 'file'), '--keep', '3'],
    ['backup', folder, '--keep', '0'],
    ['backup', folder, '--passphrase-file', join(folder, 'none')],
    ['restore', folder],
    ['restore', archive, '--over'],
  ])
    expect([wrong, (await runCli(wrong, env)).code]).toEqual([wrong, 2]);
});

it('needs no master of the server; one of a newer program, or of one whose migrations were edited, is refused', async () => {
  await using source = await emptyDatabase('plain');
  await using target = await emptyDatabase();
  const own = { DATABASE_URL: source.url, APP_DATABASE_URL: source.appUrl };
  const from = { ...own, DATA_DIR: join(folder, 'newer'), SECRET_KEY: KEY };
  const restored = await runCli(['restore', archive], from);
  expect([restored.code, restored.err]).toEqual([0, expect.anything()]);
  expect(await allRows(source.url)).toEqual(await allRows(w.ownerUrl));
  const into = { DATABASE_URL: target.url, DATA_DIR: join(folder, 'older') };
  await ask(source.url, `insert into migration.applied (name, sha256) values ('9999_later.sql', 'x')`);
  expect((await runCli(['backup', join(folder, 'newer.tar.gz')], from)).code).toBe(0);
  expect(await refusal(['restore', join(folder, 'newer.tar.gz')], into)).toBe('backup-newer');
  await ask(source.url, `delete from migration.applied where name = '9999_later.sql'`);
  await ask(source.url, `update migration.applied set sha256 = 'x' where name like '0002%'`);
  expect((await runCli(['backup', join(folder, 'edited.tar.gz')], from)).code).toBe(0);
  expect(await refusal(['restore', join(folder, 'edited.tar.gz')], into)).toBe('migration-failed');
});

const sequence = (number: string) => Number(/\.(\d+)\//.exec(number)?.[1]);

const post = (origin: string, path: string, body: object, more: Record<string, string> = {}) =>
  fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { origin, 'x-requested-with': 'fangsiang', 'content-type': 'application/json', ...more },
    body: JSON.stringify(body),
  });

const cookiesOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');

/** The administrator signs in with password and second factor, as the desk knew both before. */
async function enter(origin: string): Promise<string> {
  const half = await post(origin, '/api/auth/sign-in/email', { email: ADMIN, password: PASSWORD });
  expect(await half.json()).toMatchObject({ twoFactorRedirect: true });
  const code = await generate({ secret: totp, epoch: Math.floor(Date.now() / 1000) + 30 });
  const whole = await post(origin, '/api/auth/two-factor/verify-totp', { code }, { cookie: cookiesOf(half) });
  expect(whole.status).toBe(200);
  return cookiesOf(whole);
}

/** The code of a command that was refused, said in Thai. */
async function refusal(args: readonly string[], env: Record<string, string>): Promise<string> {
  const { code, err } = await runCli(args, env);
  expect([code, err]).toEqual([1, expect.stringMatching(/[\u0E00-\u0E7F]/)]);
  return /\(([a-z-]+)\)\s*$/.exec(err)?.[1] ?? err;
}

async function filesUnder(root: string): Promise<Record<string, string>> {
  const names = (await readdir(root, { recursive: true, withFileTypes: true })).filter((each) => each.isFile());
  const all = names.map(async ({ parentPath, name }): Promise<[string, string]> => {
    const path = join(parentPath, name);
    return [path.slice(root.length), (await readFile(path)).toString('base64')];
  });
  return Object.fromEntries(await Promise.all(all));
}
