import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { Refusal } from '../refusal.ts';

const FOLDER = new URL('../../../migrations/', import.meta.url);
/** The schemas that are ours; the application role may read and write rows in them, never change their shape. */
export const SCHEMAS = ['platform', 'people', 'auth', 'channels', 'voices', 'complaints', 'plans'] as const;
export const APP_ROLE = 'fangsiang_app';

/**
 * Brings a database up to date as its owner: the job queue's tables, then each numbered file once, in order, in its own
 * transaction. A file that changed after it was applied is refused: shipped history is not edited.
 * @throws Refusal('database-unsuitable') 'schema-taken' for a database in which another program lives · 'newer-version' for one that a newer
 * version of ours has changed: this one does not know its shape · Refusal('migration-failed') naming the file, and 'edited' or the database's code
 */
export async function migrate(ownerUrl: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    // A limit that the server sets for short questions would end a migration of a large register.
    await client.query('set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0');
    await client.query('select pg_advisory_lock(7204213)'); // two servers starting at once take turns
    await mustBeOurs(client);
    await client.query('create schema if not exists migration');
    await client.query(
      'create table if not exists migration.applied (name text primary key, sha256 text not null, at timestamptz not null default now())',
    );
    const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from migration.applied');
    const applied = new Map(rows.map((row) => [row.name, row.sha256]));
    const files = (await readdir(FOLDER)).filter((name) => /^\d{4}_.*\.sql$/.test(name)).sort();
    const newer = rows.map(({ name }) => name).find((name) => !files.includes(name));
    if (newer) throw new Refusal('database-unsuitable', { reason: 'newer-version', migration: newer });
    const added: string[] = [];
    for (const name of files) {
      const text = await readFile(new URL(name, FOLDER), 'utf8');
      const sha256 = createHash('sha256').update(text).digest('hex');
      const before = applied.get(name);
      if (before === sha256) continue;
      if (before) throw new Refusal('migration-failed', { migration: name, reason: 'edited' });
      if (added.length === 0) await runMigrations({ connectionString: ownerUrl });
      await apply(client, { name, text, sha256 }).catch((error: unknown) => {
        throw new Refusal('migration-failed', { migration: name, ...factsOf(error) });
      });
      added.push(name);
    }
    return added;
  } finally {
    await client.end();
  }
}

async function apply(client: pg.Client, its: { name: string; text: string; sha256: string }): Promise<void> {
  await client.query('begin');
  await client.query(its.text);
  await client.query('insert into migration.applied (name, sha256) values ($1, $2)', [its.name, its.sha256]);
  await client.query('commit');
}

/** What may be said of why a statement failed: the database's message can quote a citizen's row. */
function factsOf(error: unknown): { reason: string; table?: string | undefined; constraint?: string | undefined } {
  if (error instanceof pg.DatabaseError)
    return { reason: error.code ?? 'unknown', table: error.table, constraint: error.constraint };
  return { reason: error instanceof Error ? error.message : 'unknown' };
}

/** Nothing is begun beside another program's tables: half of ours would stay. */
async function mustBeOurs(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ schema: string }>(
    `select nspname as schema from pg_namespace where nspname = any ($1) and to_regclass('migration.applied') is null order by 1 limit 1`,
    [SCHEMAS],
  );
  if (rows[0]) throw new Refusal('database-unsuitable', { reason: 'schema-taken', schema: rows[0].schema });
}
