import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ownerUrl, withClient } from './connection.ts';
import type { Postmaster } from './postmaster.ts';
import { exists } from './process-table.ts';

const fileOf = (dataDir: string) => path.join(dataDir, 'postgres.owner');

/** A server says that the database is its own to keep alive and to stop: a line for each, those of processes that are gone left out. */
export function takeOwnership(dataDir: string): string {
  const token = `${process.pid} ${randomUUID()}`;
  write(dataDir, [...owners(dataDir), token]);
  return token;
}

/** The server ends: the database is for whoever else has said so. */
export function giveUpOwnership(dataDir: string, token: string): void {
  write(
    dataDir,
    owners(dataDir).filter((each) => each !== token),
  );
}

/**
 * Whether the database has to go on without us. To a guest that started it: when a server lives that will stop it, or another process is
 * connected. To a server: when another one lives and is connected; after a power cut the number of one may be any program's.
 */
export async function isNeededByOthers(
  dataDir: string,
  at: Postmaster,
  { password, role }: { password: string; role: 'server' | 'guest' },
): Promise<boolean> {
  const others = owners(dataDir).length > 0;
  if (others === (role === 'guest')) return others;
  return withClient(ownerUrl(at, password), async (client) => {
    const connected = await client.query(
      "select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1",
    );
    return connected.rows.length > 0;
  }).catch(() => false);
}

function owners(dataDir: string): string[] {
  try {
    return readFileSync(fileOf(dataDir), 'utf8')
      .split('\n')
      .filter((token) => exists(Number.parseInt(token, 10)));
  } catch {
    return [];
  }
}

function write(dataDir: string, tokens: readonly string[]): void {
  if (tokens.length > 0) writeFileSync(fileOf(dataDir), tokens.join('\n'), { mode: 0o600 });
  else rmSync(fileOf(dataDir), { force: true });
}
