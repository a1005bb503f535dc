import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { accountForPostgres } from './account.ts';
import { findNative } from './binaries.ts';
import { type Cluster, initCluster } from './cluster.ts';
import { ensureDatabase, ownerUrl } from './connection.ts';
import { withLock } from './lock.ts';
import { chooseLocation, reachableNative, socketFolder } from './place.ts';
import { type Postmaster, runPostmaster } from './postmaster.ts';
import { newRecord, readRecord, writeRecord } from './record.ts';
import { stopPostmaster } from './stop-postmaster.ts';

export type StartOptions = {
  /** The folder that holds everything of this installation; made when missing. */
  readonly dataDir: string;
  readonly log?: (line: string) => void;
  /** For tests only: faster, and a crash of the machine loses data. */
  readonly fast?: boolean;
};

export type RunningPostgres = {
  /** For node-postgres: the superuser `fangsiang_owner`, the database `fangsiang`. */
  readonly ownerUrl: string;
  /** Empty on Windows, where the database listens on 127.0.0.1. */
  readonly socketDir: string;
  readonly attached: boolean;
  pid(): number | null;
  stop(): Promise<void>;
};

/**
 * Starts the database of a data folder, or attaches to the one that already runs on it.
 * @throws PostgresTrouble
 */
export async function startPostgres(options: StartOptions): Promise<RunningPostgres> {
  const dataDir = path.resolve(options.dataDir);
  const log = options.log ?? (() => undefined);
  const account = await accountForPostgres();
  // Under root the account has to walk through the folder, but nobody has to list it.
  if (!existsSync(dataDir)) mkdirSync(dataDir, { recursive: true, mode: account ? 0o711 : 0o700 });
  const lockFile = path.join(dataDir, 'postgres.lock');

  return withLock(lockFile, async () => {
    const native = reachableNative(account, await findNative());
    const known = readRecord(dataDir);
    const record = known ?? (await newRecord(native.version, chooseLocation(account, dataDir)));
    const home = path.resolve(dataDir, record.location);
    mkdirSync(home, { recursive: true, mode: 0o711 });
    const cluster: Cluster = { folder: path.join(home, 'postgres'), native, account, fast: options.fast ?? false };
    if (!known) writeRecord(dataDir, record);
    if (home !== dataDir) log(`the database is kept in ${home}`);
    await initCluster(cluster, record.password);
    const at: Postmaster = await runPostmaster(cluster, {
      socketDir: process.platform === 'win32' ? '' : socketFolder(account, home, dataDir),
      port: record.port ?? 5432,
      logFile: path.join(dataDir, 'postgres.log'),
    });
    await ensureDatabase(at, record.password);
    return {
      ownerUrl: ownerUrl(at, record.password),
      socketDir: at.socketDir,
      attached: at.child === null,
      pid: () => at.pid,
      stop: () => stopPostmaster(cluster, at),
    };
  });
}
