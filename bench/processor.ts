import { readdirSync, readFileSync } from 'node:fs';

const TICK_MS = 10; // Linux counts a process's time in hundredths of a second

/** What `/proc/PID/stat` says of a process; null when it is gone. Its second field is a name that may hold spaces. */
function stat(pid: number): { parent: number; own: number; ofEndedChildren: number } | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
    const sum = (a: number, b: number) => (Number(fields[a]) + Number(fields[b])) * TICK_MS;
    return { parent: Number(fields[1]), own: sum(11, 12), ofEndedChildren: sum(13, 14) };
  } catch {
    return null;
  }
}

/** Milliseconds of processor time, user and system, that a process has had. */
export const processorMs = (pid: number): number => stat(pid)?.own ?? Number.NaN;

/** The same of a whole database server, ended connections included; `backend` is the process of any of its connections. */
export function serverProcessorMs(backend: number): number {
  const postmaster = stat(backend)?.parent ?? Number.NaN;
  const children = readdirSync('/proc')
    .map((name) => (/^\d+$/.test(name) ? stat(Number(name)) : null))
    .filter((each) => each?.parent === postmaster);
  const self = stat(postmaster);
  return children.reduce((sum, each) => sum + (each?.own ?? 0), (self?.own ?? 0) + (self?.ofEndedChildren ?? 0));
}

/** Bytes of memory that a process holds. */
export function residentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
  return Number(kilobytes) * 1024;
}
