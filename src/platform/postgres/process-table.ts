import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
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

function programOf(pid: number): string {
  try {
    if (existsSync('/proc/self/cmdline')) return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] ?? '';
    return execFileSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}
