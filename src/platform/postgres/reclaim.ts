import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import { program } from './binaries.ts';
import { type Cluster, OWNER, spawnOptions, writeSettings } from './cluster.ts';
import { dropStalePidFile, leftRunning } from './postmaster.ts';
import { stopPostmaster } from './stop-postmaster.ts';
import { PostgresTrouble } from './trouble.ts';

/**
 * A cluster stands where the data folder, which has no record, is about to make one. Inside the data folder it is ours and
 * only its password was lost: it gets the new one. Outside, it belongs to an earlier folder of the same path that was
 * removed: it is set aside, never deleted. Does nothing when there is none.
 */
export async function reclaim(
  cluster: Cluster,
  inPlace: boolean,
  password: string,
  log: (line: string) => void,
): Promise<void> {
  if (!existsSync(path.join(cluster.folder, 'PG_VERSION'))) return;
  const running = leftRunning(cluster);
  if (running) await stopPostmaster(cluster, running);
  dropStalePidFile(cluster);
  if (inPlace) {
    log('postgres.json was lost: giving the database a new password');
    return resetPassword(cluster, password);
  }
  const aside = `${cluster.folder}.${new Date().toISOString().replaceAll(/[^0-9]/g, '')}`;
  renameSync(cluster.folder, aside);
  log(`the database of a removed data folder of the same path was set aside: ${aside}`);
}

async function resetPassword(cluster: Cluster, password: string): Promise<void> {
  writeSettings(cluster);
  const child = spawn(program(cluster.native, 'postgres'), ['--single', '-D', cluster.folder, 'postgres'], {
    ...spawnOptions(cluster, cluster.folder),
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.stdin.end(`alter role ${OWNER} password '${password}'\n`);
  const [code] = await once(child, 'close');
  if (code !== 0) throw new PostgresTrouble('start-failed', 'the password of the database cannot be set');
}
