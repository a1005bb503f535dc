import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { exists } from './process-table.ts';

const HEARTBEAT = 2_000;
const SILENT_FOR = 20_000;

const held = new Set<string>();

/**
 * Runs `work` while no other process does the same with this lock file. The holder touches the file every two seconds;
 * a lock whose process is gone, or that was not touched for 20 s (its pid may have been reused), is taken over.
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const token = `${process.pid} ${randomUUID()}`;
  while (!take(file, token)) {
    removeStale(file);
    await pause(25);
  }
  held.add(token);
  const beat = setInterval(() => touch(file), HEARTBEAT);
  beat.unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    held.delete(token);
    if (read(file) === token) rmSync(file, { force: true });
  }
}

/** A link appears with its content at once, so nobody ever reads a half-written lock. */
function take(file: string, token: string): boolean {
  const draft = `${file}.${token.slice(-12)}`;
  writeFileSync(draft, token, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function removeStale(file: string): void {
  const token = read(file);
  if (token === null || !isStale(file, token)) return;
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
    // Another process may have replaced the stale lock between our look and our rename: give that one back.
    if (read(aside) !== token) linkSync(aside, file);
  } catch {
    // Someone else removed it first.
  }
  rmSync(aside, { force: true });
}

function isStale(file: string, token: string): boolean {
  const pid = Number.parseInt(token, 10);
  if (pid === process.pid) return !held.has(token);
  if (!exists(pid)) return true;
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs > SILENT_FOR;
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function touch(file: string): void {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // The folder was removed under us: there is nothing left to guard.
  }
}
