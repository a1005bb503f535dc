import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { fileAll, fileUntilAll } from './filing-client.ts';
import { expectWholeRegister } from './register.ts';
import { begin, dataFolder, newApiKey, startServer, visit } from './running-server.ts';

const KEYS = Array.from({ length: 500 }, (_, i) => `filing-${i + 1}`);
const THAI = /[\u0E00-\u0E7F]/;
const UNAVAILABLE = { code: 'database-unavailable', message: expect.stringMatching(THAI) };

/** The process id that PostgreSQL wrote down for itself. */
function postmasterPid(dataDir: string): number {
  const location: string = JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8')).location;
  const folder = location === '.' ? dataDir : location;
  return Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

async function until(what: () => boolean | Promise<boolean>, longestMs = 60_000): Promise<void> {
  for (const giveUp = Date.now() + longestMs; !(await what()); await pause(50)) {
    if (Date.now() > giveUp) throw new Error('waited too long');
  }
}

/** Calls `act` once, when so many receipts have been answered. */
function onceAt(count: number, act: () => void): (received: number) => void {
  let done = false;
  return (received) => {
    if (done || received < count) return;
    done = true;
    act();
  };
}

describe('in the middle of 500 concurrent filings', () => {
  it('kill -9 of the server loses no answered receipt, repeats none and leaves no gap', async () => {
    using folder = dataFolder();
    const first = await startServer(folder.path);
    const key = await newApiKey(folder.path);
    const ended: Promise<number | null>[] = [];
    const before = await fileAll(
      first.origin,
      key,
      KEYS,
      onceAt(150, () => ended.push(first.end('SIGKILL'))),
    );
    expect(await ended[0]).toBeNull();
    expect(before.receipts.size).toBeLessThan(KEYS.length);
    expect(before.others.every(({ status }) => status === 0)).toBe(true);

    const second = await startServer(folder.path);
    try {
      await using desk = await visit(folder.path);
      await expectWholeRegister(desk, before.receipts);
      const all = await fileUntilAll(second.origin, key, KEYS);
      for (const [each, receipt] of before.receipts) expect(all.get(each)).toEqual(receipt);
      expect(new Set([...all.values()].map(({ number }) => number)).size).toBe(KEYS.length);
      await expectWholeRegister(desk, all);
    } finally {
      await second.end();
    }
  });

  it('kill -9 of PostgreSQL is answered as unavailable in Thai, and mends itself', async () => {
    using folder = dataFolder();
    const server = await startServer(folder.path);
    try {
      const key = await newApiKey(folder.path);
      const killed = postmasterPid(folder.path);
      const before = await fileAll(
        server.origin,
        key,
        KEYS,
        onceAt(150, () => process.kill(killed, 'SIGKILL')),
      );
      expect(before.receipts.size).toBeLessThan(KEYS.length);
      for (const { status, body } of before.others) {
        expect(status).toBe(503);
        expect(body).toMatchObject(UNAVAILABLE);
      }
      const all = await fileUntilAll(server.origin, key, KEYS);
      for (const [each, receipt] of before.receipts) expect(all.get(each)).toEqual(receipt);
      expect(postmasterPid(folder.path)).not.toBe(killed);
      await using desk = await visit(folder.path);
      await expectWholeRegister(desk, all);
    } finally {
      await server.end();
    }
  });

  it('connections cut by the database are answered as unavailable, and new ones are opened', async () => {
    using folder = dataFolder();
    const server = await startServer(folder.path);
    try {
      await using desk = await visit(folder.path);
      const key = await desk.apiKey();
      const owner = new pg.Client({ connectionString: desk.ownerUrl });
      await owner.connect();
      const cut: Promise<pg.QueryResult>[] = [];
      const before = await fileAll(
        server.origin,
        key,
        KEYS,
        onceAt(150, () => {
          cut.push(
            owner.query(
              'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = $1',
              ['client backend'],
            ),
          );
        }),
      );
      expect((await cut[0])?.rowCount).toBeGreaterThan(1);
      await owner.end();
      for (const { status, body } of before.others) {
        expect(status).toBe(503);
        expect(body).toMatchObject(UNAVAILABLE);
      }
      const all = await fileUntilAll(server.origin, key, KEYS);
      for (const [each, receipt] of before.receipts) expect(all.get(each)).toEqual(receipt);
      await expectWholeRegister(desk, all);
    } finally {
      await server.end();
    }
  });

  it('SIGTERM answers what it has taken, ends with 0 and leaves no database running', async () => {
    using folder = dataFolder();
    const first = await startServer(folder.path);
    const key = await newApiKey(folder.path);
    const postmaster = postmasterPid(folder.path);
    const ended: Promise<number | null>[] = [];
    const before = await fileAll(
      first.origin,
      key,
      KEYS,
      onceAt(150, () => ended.push(first.end('SIGTERM'))),
    );
    expect(await ended[0]).toBe(0);
    await until(() => !isAlive(postmaster));
    expect(before.receipts.size).toBeGreaterThanOrEqual(150);

    const second = await startServer(folder.path);
    try {
      await using desk = await visit(folder.path);
      await expectWholeRegister(desk, before.receipts);
    } finally {
      await second.end();
    }
  });
});

it('SIGTERM while it starts ends with 0 and leaves no database running', async () => {
  using folder = dataFolder();
  const begun = begin(folder.path);
  const written = () => {
    try {
      return postmasterPid(folder.path);
    } catch {
      return 0; // not yet, or only in part
    }
  };
  await until(() => written() > 0);
  const postmaster = written();
  begun.child.kill('SIGTERM');
  expect(await begun.ended).toBe(0);
  await until(() => !isAlive(postmaster));
});

it('two processes that file to one municipality at once leave no gap and no double', async () => {
  using folder = dataFolder();
  const first = await startServer(folder.path);
  try {
    await using desk = await visit(folder.path);
    const key = await desk.apiKey();
    // Started once more by mistake, on the same port: it is told why it may not, and has taken nobody's job by then.
    const again = startServer(folder.path, { PORT: new URL(first.origin).port, DATABASE_URL: desk.ownerUrl });
    await expect(again).rejects.toThrow(/^the server did not start: พอร์ตนี้มีโปรแกรมอื่นใช้อยู่[^\n]*\n?$/);
    const second = await startServer(folder.path, { ROLE: 'web', DATABASE_URL: desk.ownerUrl });
    try {
      const keys = KEYS.slice(0, 300);
      const [one, two] = await Promise.all([
        fileUntilAll(first.origin, key, keys.slice(0, 200)),
        fileUntilAll(second.origin, key, keys.slice(100)),
      ]);
      for (const both of keys.slice(100, 200)) expect(one.get(both)).toEqual(two.get(both));
      const all = new Map([...one, ...two]);
      expect(new Set([...all.values()].map(({ number }) => number)).size).toBe(keys.length);
      await expectWholeRegister(desk, all);
    } finally {
      await second.end();
    }
  } finally {
    await first.end();
  }
});
