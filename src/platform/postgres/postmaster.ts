import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { program } from './binaries.ts';
import { type Cluster, spawnOptions, writeSettings } from './cluster.ts';
import { exists, isPostgres, isPostgresOf } from './process-table.ts';
import { PostgresTrouble } from './trouble.ts';

/** A running postgres. `child` is null when another process started it. `socketDir` is empty on Windows. */
export type Postmaster = {
  readonly pid: number;
  readonly port: number;
  readonly socketDir: string;
  readonly child: ChildProcess | null;
};

export type Listening = { readonly socketDir: string; readonly port: number; readonly logFile: string };

const LARGEST_LOG = 10 * 1024 * 1024;
const POLL = 1_000;
const LINGERING_FOR = 20_000;

type PidFile = { readonly pid: number; readonly port: number; readonly socketDir: string; readonly status: string };

/** Gives the postgres that runs on this cluster: the one that already does, or a new one. Call it under the lock. */
export async function runPostmaster(cluster: Cluster, listening: Listening): Promise<Postmaster> {
  const giveUp = Date.now() + LINGERING_FOR;
  for (;;) {
    const running = await waitForRunning(cluster, null);
    if (running) return running;
    dropStalePidFile(cluster);
    writeSettings(cluster);
    const from = rotate(listening.logFile);
    const child = launch(cluster, listening);
    if (child.pid === undefined) {
      const cause: unknown = (await once(child, 'error'))[0];
      throw new PostgresTrouble('start-failed', String(cause), { cause });
    }
    const started = await waitForRunning(cluster, child);
    if (started) return started;
    const said = readFileSync(listening.logFile).subarray(from).toString().trim();
    // Children of a killed postgres hold its shared memory until they notice; then the next try succeeds.
    if (!said.includes('shared memory block') || Date.now() > giveUp) {
      throw new PostgresTrouble('start-failed', said.split('\n').slice(-6).join(' | '));
    }
    await pause(250);
  }
}

/** True while this postgres lives. */
export function lives(at: Postmaster): boolean {
  return at.child ? at.child.exitCode === null && at.child.signalCode === null : isPostgres(at.pid);
}

/** Resolves when this postgres is gone; rejects when `signal` is aborted. Never keeps our own process alive. */
export async function death(at: Postmaster, signal: AbortSignal): Promise<void> {
  if (at.child) {
    if (lives(at)) await once(at.child, 'exit', { signal });
    return;
  }
  while (lives(at)) await pause(POLL, undefined, { signal, ref: false });
}

/** The postgres that another process left running on this cluster, whatever its state. */
export function leftRunning(cluster: Cluster): Postmaster | null {
  const file = readPidFile(cluster);
  return file && isPostgresOf(file.pid, cluster.folder) ? { ...file, child: null } : null;
}

/** Waits until a postgres of this cluster takes connections. Null when there is none, or `child` ended first. */
async function waitForRunning(cluster: Cluster, child: ChildProcess | null): Promise<Postmaster | null> {
  for (;;) {
    if (child && (child.exitCode !== null || child.signalCode !== null)) return null;
    const file = readPidFile(cluster);
    const ours = file !== null && child?.pid === file.pid;
    if (!child && !(file && isPostgresOf(file.pid, cluster.folder))) return null;
    if (file?.status === 'ready' && (ours || !child)) {
      return { pid: file.pid, port: file.port, socketDir: file.socketDir, child };
    }
    await pause(5);
  }
}

function launch(cluster: Cluster, { socketDir, port, logFile }: Listening): ChildProcess {
  const log = openSync(logFile, 'a', 0o600);
  const listen = socketDir === '' ? '127.0.0.1' : '';
  const args = ['-D', cluster.folder, '-p', String(port), '-c', `listen_addresses=${listen}`];
  if (socketDir !== '') args.push('-k', socketDir);
  const child = spawn(program(cluster.native, 'postgres'), args, {
    ...spawnOptions(cluster, cluster.folder),
    // Its own process group: Ctrl-C in the terminal must not stop it before the server has finished.
    detached: true,
    // A file, not pipes: it has to outlive us.
    stdio: ['ignore', log, log],
  });
  child.on('error', () => undefined);
  child.unref();
  closeSync(log);
  return child;
}

/** The lines of postmaster.pid: pid, folder, start, port, socket folder, address, shared memory, status. */
function readPidFile(cluster: Cluster): PidFile | null {
  let lines: string[];
  try {
    lines = readFileSync(path.join(cluster.folder, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  const [pid, , , port, socketDir, , , status] = lines;
  return { pid: Number(pid), port: Number(port), socketDir: socketDir ?? '', status: status?.trim() ?? '' };
}

/** postgres refuses to start while the number in the file is any living process of its account, whatever it is; another cluster's too. */
export function dropStalePidFile(cluster: Cluster): void {
  const file = readPidFile(cluster);
  if (file && exists(file.pid) && !isPostgresOf(file.pid, cluster.folder))
    rmSync(path.join(cluster.folder, 'postmaster.pid'));
}

/** Sets a large log aside (one old log is kept) and gives the length of the present one, in bytes. */
function rotate(logFile: string): number {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= LARGEST_LOG) return size;
  renameSync(logFile, `${logFile}.1`);
  return 0;
}
