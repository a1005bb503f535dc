import type pg from 'pg';
import { requireThaiTrigrams, withClient } from './connection.ts';
import { PostgresTrouble } from './trouble.ts';

const OLDEST = 15;

/**
 * Checks a database that the operator brings (DATABASE_URL), before anything is written to it but the extension pg_trgm.
 * @returns the server's version, for the log
 * @throws PostgresTrouble `unreachable`, `too-old` (below 15), `not-utf8`, `no-trigrams` (pg_trgm is not there and may not
 * be made, or is in a schema that `search_path` lacks), `thai-not-indexed`. No message holds the password.
 */
export async function checkExternal(url: string): Promise<{ version: string }> {
  try {
    return await withClient(url, check);
  } catch (cause) {
    if (cause instanceof PostgresTrouble) throw cause;
    throw new PostgresTrouble('unreachable', cause instanceof Error ? cause.message : 'no connection', { cause });
  }
}

async function check(client: pg.Client): Promise<{ version: string }> {
  const answer = await client.query<{ version: string; number: number; encoding: string }>(
    `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
            pg_encoding_to_char(encoding) as encoding
       from pg_database where datname = current_database()`,
  );
  const row = answer.rows[0];
  if (!row) throw new PostgresTrouble('unreachable', 'the server does not know the database of this connection');
  if (row.number < OLDEST * 10_000) {
    throw new PostgresTrouble('too-old', `PostgreSQL ${row.version}; ${OLDEST} or newer is needed`);
  }
  if (row.encoding !== 'UTF8') throw new PostgresTrouble('not-utf8', `the database's encoding is ${row.encoding}`);
  await client.query('create extension if not exists pg_trgm').catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : '';
    throw new PostgresTrouble('no-trigrams', `the extension pg_trgm cannot be made: ${why}`, { cause });
  });
  const aside = await client.query<{ schema: string }>(
    `select extnamespace::regnamespace::text as schema from pg_extension where extname = 'pg_trgm' and to_regproc('show_trgm') is null`,
  );
  const [found] = aside.rows;
  if (found) {
    const advice = `alter database … set search_path = public, ${found.schema}`;
    throw new PostgresTrouble('no-trigrams', `pg_trgm is in a schema that is not looked into: ${advice}`);
  }
  await requireThaiTrigrams(client);
  return { version: row.version };
}
