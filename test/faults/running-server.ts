import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createApiKey, municipalityIds, SYSTEM } from '../../src/modules/people/index.ts';
import { type Db, inMunicipality, type Tx } from '../../src/platform/db/db.ts';
import { openDatabase } from '../../src/server/start-database.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LONGEST_START_MS = 180_000;

/** The program in a process of its own, as `npm start` starts it. */
export type RunningServer = {
  readonly origin: string;
  readonly pid: number;
  /** Milliseconds from the start of the process until `/health/ready` answered. */
  readonly readyAfter: number;
  /** SIGTERM, or another signal; resolves with the exit code, null when the signal itself ended it. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
};

/** Starts the program on a data folder, and waits for nothing; `PORT` is any that is free, unless `env` names one. */
export function begin(dataDir: string, env: Record<string, string> = {}) {
  const said: Buffer[] = [];
  const child = spawn(process.execPath, [join(ROOT, 'bin/start.mjs')], {
    cwd: ROOT,
    env: { ...process.env, LOG_LEVEL: 'error', DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (line: Buffer) => said.push(line));
  return { child, said, ended: new Promise<number | null>((resolve) => child.once('exit', resolve)) };
}

/** Starts the program on a data folder and waits until it is ready. */
export async function startServer(dataDir: string, env: Record<string, string> = {}): Promise<RunningServer> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const { child, said, ended } = begin(dataDir, { PORT: String(port), ...env });
  while (!(await isReady(origin))) {
    if (child.exitCode !== null || child.signalCode !== null || performance.now() - began > LONGEST_START_MS) {
      child.kill('SIGKILL');
      throw new Error(`the server did not start: ${Buffer.concat(said).toString().slice(-2000)}`);
    }
    await pause(10);
  }
  return {
    origin,
    pid: pidOf(child),
    readyAfter: performance.now() - began,
    end(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}

const isReady = (origin: string): Promise<boolean> =>
  fetch(`${origin}/health/ready`).then(
    async (answer) => {
      await answer.body?.cancel();
      return answer.ok;
    },
    () => false,
  );

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('the process did not start');
  return pid;
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** A data folder of its own, that every account may walk through. */
export function dataFolder(): { path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'fangsiang-faults-'));
  chmodSync(path, 0o711);
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** A visit to the database of a running server: its first municipality, and the owner's address. */
export type Visit = AsyncDisposable & {
  readonly db: Db;
  readonly ownerUrl: string;
  readonly municipalityId: string;
  scoped: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** A new API key's secret. */
  apiKey(): Promise<string>;
};

export async function visit(dataDir: string): Promise<Visit> {
  const database = await openDatabase({
    dataDir,
    databaseUrl: undefined,
    appDatabaseUrl: undefined,
    secret: '',
    role: 'guest',
    log: () => undefined,
    max: 2,
  });
  const municipalityId = (await municipalityIds(database.db))[0];
  if (!municipalityId) throw new Error('the server has no municipality');
  const scoped = <T>(work: (tx: Tx) => Promise<T>) => inMunicipality(database.db, municipalityId, work);
  return {
    db: database.db,
    ownerUrl: database.ownerUrl,
    municipalityId,
    scoped,
    apiKey: async () =>
      (await scoped((tx) => createApiKey(tx, SYSTEM, { name: 'test', withoutLimit: true }, new Date()))).secret,
    [Symbol.asyncDispose]: () => database.close(),
  };
}

/** A new API key of a running server. */
export async function newApiKey(dataDir: string): Promise<string> {
  await using desk = await visit(dataDir);
  return await desk.apiKey();
}
