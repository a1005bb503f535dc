import pg from 'pg';
import { DATABASE, OWNER } from './cluster.ts';
import type { Postmaster } from './postmaster.ts';
import { PostgresTrouble } from './trouble.ts';

/**
 * The connection string of the owner for node-postgres. The socket's folder is what it connects to; `localhost` stands
 * there so that `new URL` accepts it, and the port is named so that PGPORT cannot change it.
 */
export function ownerUrl(at: Postmaster, password: string, database: string = DATABASE): string {
  if (at.socketDir === '') return `postgresql://${OWNER}:${password}@127.0.0.1:${at.port}/${database}`;
  return `postgresql://${OWNER}:${password}@localhost/${database}?host=${encodeURIComponent(at.socketDir)}&port=${at.port}`;
}

/** Opens one connection, does `work`, and closes it. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // Without a listener, a connection cut while idle would end the whole process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The SQLSTATE of an error of the database, or of the network; empty when it has none. */
function sqlState(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/**
 * Proves that trigram indexes find Thai words. Needs pg_trgm.
 * @throws PostgresTrouble `thai-not-indexed`
 */
export async function requireThaiTrigrams(client: pg.Client): Promise<void> {
  const answer = await client.query<{ found: number; type: string }>(
    `select coalesce(array_length(show_trgm('น้ำ'), 1), 0) as found, datctype as type
       from pg_database where datname = current_database()`,
  );
  const row = answer.rows[0];
  if (row && row.found > 0) return;
  const advice = "make the database with lc_ctype 'C.UTF-8' or 'th_TH.UTF-8'";
  throw new PostgresTrouble('thai-not-indexed', `pg_trgm finds no Thai letters under lc_ctype ${row?.type}: ${advice}`);
}

/** Makes the application's database when it is missing, and proves that the connection works. */
export async function ensureDatabase(at: Postmaster, password: string): Promise<void> {
  try {
    await withClient(ownerUrl(at, password), (client) => client.query('select 1'));
  } catch (error) {
    if (sqlState(error) !== '3D000') throw error;
    await withClient(ownerUrl(at, password, 'postgres'), async (client) => {
      await client.query('begin');
      await client.query('create extension pg_trgm');
      await requireThaiTrigrams(client);
      await client.query('rollback');
      await client.query(`create database ${DATABASE} template template0 encoding 'UTF8'`);
    });
  }
}
