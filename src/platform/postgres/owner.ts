import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ownerUrl, withClient } from './connection.ts';
import type { Postmaster } from './postmaster.ts';
import { exists } from './process-table.ts';

const fileOf = (dataDir: string) => path.join(dataDir, 'postgres.owner');

/** A server says that the running database is its own to stop; the last one to say so is believed. */
export function takeOwnership(dataDir: string): string {
  const token = `${process.pid} ${randomUUID()}`;
  writeFileSync(fileOf(dataDir), token, { mode: 0o600 });
  return token;
}

/** True when nobody has taken the ownership since; gives it up. */
export function giveUpOwnership(dataDir: string, token: string): boolean {
  const last = read(dataDir);
  if (last !== token && last !== '') return false;
  rmSync(fileOf(dataDir), { force: true });
  return true;
}

/** True when a server lives that will stop the database, or another process is connected to it. */
export async function isNeededByOthers(dataDir: string, at: Postmaster, password: string): Promise<boolean> {
  const owner = Number.parseInt(read(dataDir), 10);
  if (owner !== process.pid && exists(owner)) return true;
  return withClient(ownerUrl(at, password), async (client) => {
    const others = await client.query(
      "select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1",
    );
    return others.rows.length > 0;
  }).catch(() => false);
}

function read(dataDir: string): string {
  try {
    return readFileSync(fileOf(dataDir), 'utf8');
  } catch {
    return '';
  }
}
