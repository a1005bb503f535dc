import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { accountForPostgres } from './account.ts';
import { findNative } from './binaries.ts';
import { type Cluster, initCluster } from './cluster.ts';
import { ensureDatabase, ownerUrl } from './connection.ts';
import { withLock } from './lock.ts';
import { giveUpOwnership, isNeededByOthers, takeOwnership } from './owner.ts';
import { chooseLocation, reachableNative, socketFolder } from './place.ts';
import { lives, type Postmaster, runPostmaster } from './postmaster.ts';
import { reclaim } from './reclaim.ts';
import { claimHome, newRecord, readRecord, writeRecord } from './record.ts';
import { stopPostmaster } from './stop-postmaster.ts';
import { PostgresTrouble } from './trouble.ts';
import { watchOver } from './watch.ts';

export type StartOptions = {
  /** The folder that holds everything of this installation; made when missing. */
  readonly dataDir: string;
  readonly log?: (line: string) => void;
  /** For tests only: faster, and a crash of the machine loses data. */
  readonly fast?: boolean;
  /**
   * A `server` (the default) owns the database, also one that it finds running: it keeps it alive, and stops it at its end, unless another
   * server lives on it (one that was started a second time by mistake).
   * A `guest` (a command beside the server) leaves a database that it found, and stops one that it started itself, unless
   * somebody else needs it by then.
   */
  readonly role?: 'server' | 'guest';
};

export type RunningPostgres = {
  /** For node-postgres: the superuser `fangsiang_owner`, the database `fangsiang`. Stays the same over restarts. */
  readonly ownerUrl: string;
  /** Empty on Windows, where the database listens on 127.0.0.1. */
  readonly socketDir: string;
  /** True when the database was found running. */
  readonly attached: boolean;
  /** The process id of the database; null while it is dead. */
  pid(): number | null;
  /** Calls `listener` each time that the database died and is back. All connections are lost by then. */
  onRestart(listener: () => void): void;
  /** Close your connections first; may be called twice. Resolves when the database is stopped, or left to whoever needs it. */
  stop(): Promise<void>;
};

type Installation = {
  readonly dataDir: string;
  readonly cluster: Cluster;
  readonly home: string;
  readonly port: number;
};

/**
 * Starts the database of a data folder, making it the first time, or attaches to the one that already runs on it.
 * @throws PostgresTrouble
 */
export async function startPostgres(options: StartOptions): Promise<RunningPostgres> {
  const dataDir = path.resolve(options.dataDir);
  const log = options.log ?? (() => undefined);
  const role = options.role ?? 'server';
  makeDataFolder(dataDir);
  const lockFile = path.join(dataDir, 'postgres.lock');

  const { at, installation, password, token } = await withLock(lockFile, async () => {
    const prepared = await prepare(dataDir, options.fast ?? false, log);
    const first = await bringUp(prepared.installation, prepared.password, null);
    return { ...prepared, at: first, token: role === 'server' ? takeOwnership(dataDir) : null };
  });

  const attached = at.child === null;
  const url = ownerUrl(at, password);
  const { cluster } = installation;
  if (role === 'guest' && attached) {
    const stay = { onRestart: () => undefined, stop: () => Promise.resolve() };
    return { ownerUrl: url, socketDir: at.socketDir, attached, pid: () => (lives(at) ? at.pid : null), ...stay };
  }

  const restart = () => withLock(lockFile, () => bringUp(installation, password, at.socketDir));
  const watch = watchOver(at, restart, log);
  const leave = async (last: Postmaster | null): Promise<void> => {
    if (token !== null) giveUpOwnership(dataDir, token);
    if (!last || (await isNeededByOthers(dataDir, last, { password, role }))) return;
    await stopPostmaster(cluster, last);
  };
  let stopped: Promise<void> | null = null;
  return {
    ownerUrl: url,
    socketDir: at.socketDir,
    attached,
    pid: () => watch.current()?.pid ?? null,
    onRestart: (listener) => watch.onRestart(listener),
    stop: () => {
      stopped ??= watch
        .end()
        .then((last) => (existsSync(dataDir) ? withLock(lockFile, () => leave(last)) : leave(last)));
      return stopped;
    },
  };
}

function makeDataFolder(dataDir: string): void {
  try {
    // Under root, the account of postgres has to walk through the folder, but nobody has to list it.
    if (!existsSync(dataDir)) mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    accessSync(dataDir, constants.W_OK);
  } catch (cause) {
    throw new PostgresTrouble('no-place', `the data folder ${dataDir} cannot be written`, { cause });
  }
}

/** Finds the build, the account and the place, and makes the cluster the first time. */
async function prepare(
  dataDir: string,
  fast: boolean,
  log: (line: string) => void,
): Promise<{ installation: Installation; password: string }> {
  const account = await accountForPostgres();
  const native = reachableNative(account, await findNative());
  const known = readRecord(dataDir);
  const record = known ?? (await newRecord(native.version, chooseLocation(account, dataDir)));
  const inPlace = record.location === '.';
  const home = path.resolve(dataDir, record.location);
  mkdirSync(home, { recursive: true, mode: 0o711 });
  const cluster: Cluster = { folder: path.join(home, 'postgres'), native, account, fast };
  if (!inPlace) {
    log(`the database is kept in ${home}`);
    claimHome(home, dataDir, record.password);
  }

  if (known?.made && !existsSync(path.join(cluster.folder, 'PG_VERSION'))) {
    const advice = `bring it back, or remove ${path.join(dataDir, 'postgres.json')} to begin with an empty one`;
    throw new PostgresTrouble('data-missing', `the database in ${cluster.folder} is gone: ${advice}`);
  }
  if (!known) {
    await reclaim(cluster, inPlace, record.password, log);
    writeRecord(dataDir, record);
  }
  await initCluster(cluster, record.password);
  if (!record.made || record.version !== native.version) {
    writeRecord(dataDir, { ...record, version: native.version, made: true });
  }
  return { installation: { dataDir, cluster, home, port: record.port ?? 5432 }, password: record.password };
}

async function bringUp(its: Installation, password: string, socketDir: string | null): Promise<Postmaster> {
  const folder =
    process.platform === 'win32' ? '' : (socketDir ?? socketFolder(its.cluster.account, its.home, its.dataDir));
  const logFile = path.join(its.dataDir, 'postgres.log');
  const at = await runPostmaster(its.cluster, { socketDir: folder, port: its.port, logFile });
  await ensureDatabase(at, password);
  return at;
}
