import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** True when a process with this id exists; one of another user counts. */
export function exists(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * True when this id is a living postgres. A pid file may outlive its process, and in a container the same small number is
 * soon another program's. A dead but unreaped process has no command line, so it counts as gone.
 */
export function isPostgres(pid: number): boolean {
  if (!exists(pid)) return false;
  // Windows hides command lines from ordinary accounts: there, that the process exists has to be enough.
  if (process.platform === 'win32') return true;
  return path.basename(programOf(pid)).startsWith('postgres');
}

/**
 * True when this id is a living postgres that works on this cluster's folder. Numbers are given out again: after a power cut the one in a
 * pid file may be that of another cluster, which is neither ours to use nor to stop. Where it cannot be seen, it is taken for ours.
 */
export function isPostgresOf(pid: number, folder: string): boolean {
  return isPostgres(pid) && (isSame(`/proc/${pid}/cwd`, folder) ?? namesFolder(pid, folder) ?? true);
}

/** Whether two paths are one folder, however they are written; null when one of them cannot be looked at. */
function isSame(one: string, other: string): boolean | null {
  try {
    const [a, b] = [statSync(one, { bigint: true }), statSync(other, { bigint: true })];
    return a.dev === b.dev && a.ino === b.ino;
  } catch {
    return null;
  }
}

/** Whether it was started with this folder, as we start it; null when it says none. */
function namesFolder(pid: number, folder: string): boolean | null {
  if (process.platform === 'win32') return null;
  try {
    const line = existsSync('/proc/self/cmdline')
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      : execFileSync('ps', ['-p', String(pid), '-o', 'args='], { encoding: 'utf8' });
    return line.includes(' -D ') ? `${line.trim()} `.includes(` -D ${folder} `) : null;
  } catch {
    return null;
  }
}

function programOf(pid: number): string {
  try {
    if (existsSync('/proc/self/cmdline')) return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] ?? '';
    return execFileSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}
