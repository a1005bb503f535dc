import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { type RunningPostgres, type StartOptions, startPostgres } from './index.ts';
import { isPostgres } from './process-table.ts';
import { readRecord } from './record.ts';

const IS_ROOT = process.getuid?.() === 0;
const running: RunningPostgres[] = [];
const folders: string[] = [];

/** A temporary folder that every account may walk through. */
function folder(mode = 0o711): string {
  const made = mkdtempSync(path.join(os.tmpdir(), 'fangsiang-test-'));
  chmodSync(made, mode);
  folders.push(made);
  return made;
}

let template: Promise<string> | null = null;

/** A data folder whose database was made before; a copy of one, which is quicker than making each. */
async function madeFolder(): Promise<string> {
  template ??= (async () => {
    const first = mkdtempSync(path.join(os.tmpdir(), 'fangsiang-test-'));
    chmodSync(first, 0o711);
    await (await startPostgres({ dataDir: first, fast: true })).stop();
    return first;
  })();
  const made = folder();
  execFileSync('cp', ['-a', `${await template}/.`, made]);
  return made;
}

afterAll(async () => {
  if (template) rmSync(await template, { recursive: true });
});

async function start(dataDir: string, more: Partial<StartOptions> = {}): Promise<RunningPostgres> {
  const started = await startPostgres({ dataDir, fast: true, ...more });
  running.push(started);
  return started;
}

async function ask(at: RunningPostgres, sql: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: at.ownerUrl });
  await client.connect();
  try {
    const answer = await client.query<string[]>({ text: sql, rowMode: 'array' });
    return answer.rows.map((row) => String(row[0]));
  } finally {
    await client.end();
  }
}

function pidOf(at: RunningPostgres): number {
  const pid = at.pid();
  if (pid === null) throw new Error('the database is dead');
  return pid;
}

/** Another process of this program, leader of its own process group, that starts the database and then only waits. */
async function anotherProcess(
  dataDir: string,
  role: 'server' | 'guest',
): Promise<{ child: ChildProcess; pid: number }> {
  const door = JSON.stringify(path.join(import.meta.dirname, 'index.ts'));
  const script = `import { startPostgres } from ${door};
    const at = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, fast: true, role: '${role}' });
    console.log(at.pid());
    process.stdin.once('data', async () => { await at.stop(); process.exit(0); });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  const [line] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  return { child, pid: Number(String(line)) };
}

afterEach(async () => {
  for (const each of running.splice(0).reverse()) await each.stop();
  for (const each of folders.splice(0)) {
    for (const dataDir of [each, path.join(each, 'data')]) {
      const location = existsSync(dataDir) ? readRecord(dataDir)?.location : undefined;
      if (location && path.isAbsolute(location)) rmSync(location, { recursive: true });
    }
    rmSync(each, { recursive: true, force: true });
  }
}, 240_000);

describe('the database of a data folder', { timeout: 240_000 }, () => {
  it('is made the first time and found again the second time, and leaves no process', async () => {
    const dataDir = folder();
    const first = await start(dataDir);
    expect(first.attached).toBe(false);
    await ask(first, "create table kept as select 'เก็บไว้' as word");
    const pid = pidOf(first);
    await first.stop();
    expect(isPostgres(pid)).toBe(false);
    expect(existsSync(path.join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);

    const second = await start(dataDir);
    expect(second.ownerUrl).toBe(first.ownerUrl);
    expect(new URL(second.ownerUrl).pathname).toBe('/fangsiang');
    expect(await ask(second, 'select word from kept')).toEqual(['เก็บไว้']);
  });

  it('finds Thai words by their letters, and sorts them the same on every machine', async () => {
    const at = await start(await madeFolder());
    await ask(at, 'create extension pg_trgm');
    expect(await ask(at, "select array_length(show_trgm('น้ำ'), 1)")).toEqual(['4']);
    expect(await ask(at, "select similarity('น้ำท่วมถนน', 'น้ำท่วม') > 0.3")).toEqual(['true']);
    expect(await ask(at, 'select datlocprovider from pg_database where datname = current_database()')).toEqual(['b']);
    expect(await ask(at, 'show timezone')).toEqual(['UTC']);
  });

  it('writes what it promises to the disk, unless told that it is a test', async () => {
    const dataDir = await madeFolder();
    const durable = await start(dataDir, { fast: false });
    expect(await ask(durable, 'show fsync')).toEqual(['on']);
    expect(await ask(durable, 'show synchronous_commit')).toEqual(['on']);
    expect(await ask(durable, 'show full_page_writes')).toEqual(['on']);
    await durable.stop();
    expect(await ask(await start(dataDir), 'show fsync')).toEqual(['off']);
  });

  it('keeps its password to its owner, asks for it, listens on no network, and logs nobody', async () => {
    const dataDir = await madeFolder();
    const at = await start(dataDir);
    expect(statSync(path.join(dataDir, 'postgres.json')).mode & 0o777).toBe(0o600);
    expect(await ask(at, 'show listen_addresses')).toEqual(['']);
    const wrong = new pg.Client({ connectionString: at.ownerUrl.replace(/:[^:@]+@/, ':wrong@') });
    await expect(wrong.connect()).rejects.toMatchObject({ code: '28P01' });

    await ask(at, 'create table phones (phone text primary key)');
    await ask(at, "insert into phones values ('0812345678')");
    await expect(ask(at, "insert into phones values ('0812345678')")).rejects.toMatchObject({ code: '23505' });
    await expect(ask(at, "select '0812345678'::int / 0")).rejects.toMatchObject({ code: '22012' });
    const log = readFileSync(path.join(dataDir, 'postgres.log'), 'utf8');
    expect(log).toContain('division by zero');
    expect(log).not.toContain('0812345678');
  });

  it('comes back with its data when it is killed, and says so', async () => {
    const lines: string[] = [];
    const at = await start(await madeFolder(), { fast: false, log: (line) => lines.push(line) });
    const restarted = vi.fn<() => void>();
    at.onRestart(restarted);
    await ask(at, 'create table kept as select 7 as number');
    const killed = pidOf(at);
    process.kill(killed, 'SIGKILL');
    await vi.waitFor(() => expect(restarted).toHaveBeenCalledOnce(), { timeout: 120_000 });
    expect(pidOf(at)).not.toBe(killed);
    expect(await ask(at, 'select number from kept')).toEqual(['7']);
    expect(lines.join('\n')).toContain(`pid ${killed}`);
  });

  it('works under a path that is too long for a socket', async () => {
    const dataDir = path.join(folder(), 'ก'.repeat(40), 'data');
    const at = await start(dataDir);
    expect(at.socketDir.startsWith(dataDir)).toBe(false);
    expect(Buffer.byteLength(`${at.socketDir}/.s.PGSQL.5432`)).toBeLessThanOrEqual(103);
    expect(await ask(at, 'select 1')).toEqual(['1']);
    await at.stop();
    rmSync(at.socketDir, { recursive: true });
  });

  it('moves with its folder', async () => {
    const home = folder();
    renameSync(await madeFolder(), path.join(home, 'data'));
    const at = await start(path.join(home, 'data'));
    await ask(at, 'create table kept as select 7 as number');
    await at.stop();
    renameSync(path.join(home, 'data'), path.join(home, 'elsewhere'));
    expect(await ask(await start(path.join(home, 'elsewhere')), 'select number from kept')).toEqual(['7']);
  });

  it('survives the loss of its record, and never takes lost data for a fresh start', async () => {
    const dataDir = await madeFolder();
    const first = await start(dataDir);
    await ask(first, 'create table kept as select 7 as number');
    await first.stop();
    rmSync(path.join(dataDir, 'postgres.json'));
    const second = await start(dataDir);
    expect(second.ownerUrl).not.toBe(first.ownerUrl);
    expect(await ask(second, 'select number from kept')).toEqual(['7']);
    await second.stop();
    rmSync(path.join(dataDir, 'postgres'), { recursive: true });
    await expect(start(dataDir)).rejects.toMatchObject({ code: 'data-missing' });
  });

  it('sets aside a folder of its name that holds the files of somebody else', async () => {
    const dataDir = folder();
    mkdirSync(path.join(dataDir, 'postgres'));
    writeFileSync(path.join(dataDir, 'postgres', 'theirs.txt'), 'kept');
    await start(dataDir);
    const aside = readdirSync(dataDir).find((name) => /^postgres\.\d{17}$/.test(name)) ?? '';
    expect(readFileSync(path.join(dataDir, aside, 'theirs.txt'), 'utf8')).toBe('kept');
  });

  it('is stopped even when its folder was removed under it', async () => {
    const home = folder();
    renameSync(await madeFolder(), path.join(home, 'data'));
    const at = await start(path.join(home, 'data'));
    const pid = pidOf(at);
    rmSync(path.join(home, 'data'), { recursive: true, force: true });
    await at.stop();
    expect(isPostgres(pid)).toBe(false);
  });

  it('does not believe a pid file that names another program', async () => {
    const dataDir = await madeFolder();
    const first = await start(dataDir);
    const pidFile = path.join(dataDir, 'postgres', 'postmaster.pid');
    const text = readFileSync(pidFile, 'utf8');
    await first.stop();
    writeFileSync(pidFile, text.replace(/^\d+/, String(process.pid)), { mode: 0o600 });
    const second = await start(dataDir);
    expect(second.attached).toBe(false);
  });

  it('neither uses nor stops the database of another folder, whose number its pid file has', async () => {
    const [dataDir, elsewhere] = [await madeFolder(), await madeFolder()];
    const first = await start(dataDir);
    const pidFile = path.join(dataDir, 'postgres', 'postmaster.pid');
    const text = readFileSync(pidFile, 'utf8');
    await first.stop();
    const other = await start(elsewhere);
    const stale = () => writeFileSync(pidFile, text.replace(/^\d+/, String(pidOf(other))), { mode: 0o600 });

    stale();
    const second = await start(dataDir);
    expect(second.attached).toBe(false);
    expect(await ask(second, 'select 1')).toEqual(['1']);
    await second.stop();
    stale();
    rmSync(path.join(dataDir, 'postgres.json'));
    await (await start(dataDir)).stop();
    expect(await ask(other, 'select 2')).toEqual(['2']);
  });
});

describe('several processes on one data folder', { timeout: 240_000 }, () => {
  it('share one database when they start at once', async () => {
    const dataDir = folder();
    const [one, two, there] = await Promise.all([start(dataDir), start(dataDir), anotherProcess(dataDir, 'guest')]);
    expect(two.pid()).toBe(one.pid());
    expect(there.pid).toBe(one.pid());
    there.child.kill('SIGKILL');
  });

  it('leave it to the server: a guest comes and goes', async () => {
    const dataDir = await madeFolder();
    const server = await start(dataDir);
    const guest = await start(dataDir, { role: 'guest' });
    expect(guest.attached).toBe(true);
    expect(await ask(guest, 'select 1')).toEqual(['1']);
    await guest.stop();
    expect(isPostgres(pidOf(server))).toBe(true);
  });

  it('leave it to the server that was there first, when a second one comes and goes', async () => {
    const dataDir = await madeFolder();
    const first = await anotherProcess(dataDir, 'server');
    const second = await start(dataDir);
    expect(second.pid()).toBe(first.pid);
    const used = new pg.Client({ connectionString: second.ownerUrl }); // as the first one's
    await used.connect();
    await second.stop();
    await used.query('select 1');
    await used.end();
    first.child.stdin?.write('stop\n');
    await once(first.child, 'exit');
    expect(isPostgres(first.pid)).toBe(false);
  });

  it('stop it when a guest had to start it, and leave it when a server has come since', async () => {
    const dataDir = await madeFolder();
    const alone = await start(dataDir, { role: 'guest' });
    const pid = pidOf(alone);
    await alone.stop();
    expect(isPostgres(pid)).toBe(false);

    const guest = await anotherProcess(dataDir, 'guest');
    const server = await start(dataDir);
    expect(server.attached).toBe(true);
    guest.child.stdin?.write('stop\n');
    await once(guest.child, 'exit');
    expect(isPostgres(guest.pid)).toBe(true);
    expect(await ask(server, 'select 1')).toEqual(['1']);
    await server.stop();
    expect(isPostgres(guest.pid)).toBe(false);
  });

  it('find it alive after the server was killed, own it, and revive it', async () => {
    const dataDir = await madeFolder();
    const killed = await anotherProcess(dataDir, 'server');
    killed.child.kill('SIGKILL');
    await once(killed.child, 'exit');
    expect(isPostgres(killed.pid)).toBe(true);

    const server = await start(dataDir);
    expect(server).toMatchObject({ attached: true });
    expect(server.pid()).toBe(killed.pid);
    const restarted = vi.fn<() => void>();
    server.onRestart(restarted);
    process.kill(killed.pid, 'SIGKILL');
    await vi.waitFor(() => expect(restarted).toHaveBeenCalledOnce(), { timeout: 120_000 });
    const revived = pidOf(server);
    expect(await ask(server, 'select 1')).toEqual(['1']);
    await server.stop();
    expect(isPostgres(revived)).toBe(false);
  });

  it.skipIf(process.platform === 'win32')('do not lose it to Ctrl-C in the terminal', async () => {
    const dataDir = await madeFolder();
    const { child, pid } = await anotherProcess(dataDir, 'server');
    process.kill(-(child.pid ?? Number.NaN), 'SIGINT');
    await once(child, 'exit');
    await pause(300);
    expect(isPostgres(pid)).toBe(true);
    expect((await start(dataDir)).pid()).toBe(pid);
  });
});

describe.runIf(IS_ROOT)('under root', { timeout: 240_000 }, () => {
  it('runs as another account, in the data folder when that account can walk to it', async () => {
    const dataDir = folder();
    const at = await start(dataDir);
    expect(statSync(`/proc/${pidOf(at)}`).uid).toBeGreaterThan(0);
    expect(readRecord(dataDir)?.location).toBe('.');
  });

  it('keeps the database elsewhere when the folder is closed, says where, and sets the old one aside', async () => {
    const closed = folder(0o700);
    const dataDir = path.join(closed, 'data');
    const lines: string[] = [];
    const log = (line: string) => lines.push(line);
    const at = await start(dataDir, { log });
    const location = readRecord(dataDir)?.location ?? '';
    expect(path.isAbsolute(location)).toBe(true);
    expect(lines.join('\n')).toContain(location);
    await ask(at, 'create table kept as select 7 as number');
    await at.stop();

    const copy = path.join(closed, 'copy');
    execFileSync('cp', ['-a', dataDir, copy]);
    await expect(start(copy)).rejects.toMatchObject({
      code: 'copied-folder',
      detail: expect.stringContaining(location),
    });
    rmSync(copy, { recursive: true });

    const moved = path.join(closed, 'moved');
    renameSync(dataDir, moved);
    const again = await start(moved);
    expect(await ask(again, 'select number from kept')).toEqual(['7']);
    await again.stop();
    renameSync(moved, dataDir);

    rmSync(dataDir, { recursive: true });
    const fresh = await start(dataDir, { log });
    expect(await ask(fresh, "select to_regclass('kept') is null")).toEqual(['true']);
    expect(lines.join('\n')).toContain('set aside');
  });
});
