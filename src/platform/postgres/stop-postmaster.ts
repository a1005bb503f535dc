import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { program } from './binaries.ts';
import type { Cluster } from './cluster.ts';
import { lives, type Postmaster } from './postmaster.ts';

/** Fast shutdown first (sessions are cut, everything is written), then harder when it does not end. Milliseconds. */
const STEPS = [
  { signal: 'SIGINT', wait: 20_000 },
  { signal: 'SIGQUIT', wait: 5_000 },
  { signal: 'SIGKILL', wait: 5_000 },
] as const;

/** Stops a postgres and waits until its process is gone. */
export async function stopPostmaster(cluster: Cluster, at: Postmaster): Promise<void> {
  if (process.platform === 'win32') {
    // Windows has no signals: only pg_ctl can ask for a clean end.
    const args = ['stop', '-D', cluster.folder, '-m', 'fast', '-w', '-t', '20'];
    await promisify(execFile)(program(cluster.native, 'pg_ctl'), args).catch(() => undefined);
  }
  for (const { signal, wait } of STEPS) {
    if (!lives(at)) return;
    try {
      process.kill(at.pid, signal);
    } catch {
      // Gone between the look and the signal.
    }
    const until = Date.now() + wait;
    while (lives(at) && Date.now() < until) await pause(5);
  }
}
