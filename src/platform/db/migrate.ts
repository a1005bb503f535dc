import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { Refusal } from '../refusal.ts';

const FOLDER = new URL('../../../migrations/', import.meta.url);
/** The schemas that are ours; the application role may read and write rows in them, never change their shape. */
export const SCHEMAS = ['platform', 'people', 'auth', 'channels', 'voices', 'complaints', 'plans'] as const;
export const APP_ROLE = 'fangsiang_app';
/** Whoever changes the shape holds it alone. */
const SHAPE_LOCK = 7204213;
/** After how long a migration that is under way is told of. */
const SLOW_MS = 3_000;

/** A migration as a database remembers it. */
export type Applied = { readonly name: string; readonly sha256: string };
type Log = (line: string) => void;

/**
 * Brings a database up to date as its owner: the job queue's tables, then each numbered file once, in order, in its own
 * transaction. A file that changed after it was applied is refused: shipped history is not edited.
 * @throws Refusal('database-unsuitable') 'schema-taken' for a database in which another program lives · 'newer-version' for one that a newer
 * version of ours has changed: this one does not know its shape · Refusal('migration-failed') naming the file, and 'edited' or the database's code
 */
export function migrate(ownerUrl: string, log: Log = () => undefined): Promise<readonly string[]> {
  return asOnlyMigrator(ownerUrl, async (client) =>
    applyMigrations(client, ownerUrl, { files: await migrations(), log }),
  );
}

/** Runs `work` as the owner while nobody else changes the shape: servers that start at once, and whoever brings a backup back, take turns. */
export async function asOnlyMigrator<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl });
  // One that breaks while it is used fails its statements; unheard, it would also end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    // A limit that the server sets for short questions would end a migration of a large register.
    await client.query('set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0');
    await client.query('select pg_advisory_lock($1)', [SHAPE_LOCK]);
    await mustBeOurs(client);
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Runs `work` while nobody changes the shape. Who looks at tables while a migration writes one anew sees none of its rows, without an error (PostgreSQL,
 * "Caveats" of concurrency control): its locks on tables come too late for what it has begun to see.
 */
export async function whileShapeStands<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('select pg_advisory_lock_shared($1)', [SHAPE_LOCK]);
  const done = await work();
  await client.query('select pg_advisory_unlock_shared($1)', [SHAPE_LOCK]);
  return done;
}

/** The program's own migrations, in order. */
export async function migrations(): Promise<readonly (Applied & { readonly text: string })[]> {
  const names = (await readdir(FOLDER)).filter((name) => /^\d{4}_.*\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, FOLDER), 'utf8');
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

/** The last of them, by name. */
export const newestMigration = async (): Promise<string> => (await migrations()).at(-1)?.name ?? '';

/** Applies those of the files that are not there yet; says which. @throws as `migrate` */
export async function applyMigrations(
  client: pg.Client,
  ownerUrl: string,
  { files, log }: { files: Awaited<ReturnType<typeof migrations>>; log: Log },
): Promise<readonly string[]> {
  await client.query('create schema if not exists migration');
  await client.query(
    'create table if not exists migration.applied (name text primary key, sha256 text not null, at timestamptz not null default now())',
  );
  const { rows } = await client.query<Applied>('select name, sha256 from migration.applied');
  const applied = new Map(rows.map((row) => [row.name, row.sha256]));
  const newer = rows.find((row) => !files.some(({ name }) => name === row.name));
  if (newer) throw new Refusal('database-unsuitable', { reason: 'newer-version', migration: newer.name });
  const added: string[] = [];
  for (const { name, text, sha256 } of files) {
    const before = applied.get(name);
    if (before === sha256) continue;
    if (before) throw new Refusal('migration-failed', { migration: name, reason: 'edited' });
    if (added.length === 0) await runMigrations({ connectionString: ownerUrl });
    const slow = setTimeout(() => log(`กำลังปรับฐานข้อมูล โปรดรอ · changing the database, please wait: ${name}`), SLOW_MS);
    await apply(client, { name, text, sha256 })
      .catch((error: unknown) => {
        throw new Refusal('migration-failed', { migration: name, ...factsOf(error) });
      })
      .finally(() => clearTimeout(slow));
    added.push(name);
  }
  return added;
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
