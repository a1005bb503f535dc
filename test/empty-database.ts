import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

/** A database with nothing in it, on the server of the tests; of the server's master, or of an `owner` who may do what one has to. */
export async function emptyDatabase(
  owner: 'master' | 'plain' = 'master',
): Promise<{ url: string; appUrl: string } & AsyncDisposable> {
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(inject('ownerUrl'));
  url.pathname = `/${name}`;
  const asAdmin = (sql: string) => ask(inject('ownerUrl'), sql);
  const appUrl = new URL(inject('appUrl'));
  appUrl.pathname = url.pathname;
  if (owner === 'plain') {
    await asAdmin(`create role ${name} login password '${name}'`);
    [url.username, url.password] = [name, name];
  }
  await asAdmin(`create database ${name} owner ${url.username} template template0 encoding 'UTF8'`);
  return {
    url: url.href,
    appUrl: appUrl.href,
    [Symbol.asyncDispose]: async () => {
      await asAdmin(`drop database ${name} with (force)`);
      if (owner === 'plain') await asAdmin(`drop role ${name}`);
    },
  };
}

/** One statement's rows, asked as the owner. */
export async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/**
 * What each table of a database holds, one digest a table, and what waits in its queue; asked of PostgreSQL itself. What a restore adds of its
 * own is left out: that the desk rests, and the entry of the audit trail that says so.
 */
export async function allRows(url: string): Promise<ReadonlyMap<string, string>> {
  const tables = await ask(
    url,
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and c.relpersistence = 'p' and n.nspname !~ '^pg_|^information_schema$|^graphile_worker$|^migration$' order by 1`,
  );
  const found = new Map<string, string>();
  const digest = (from: string) =>
    ask(
      url,
      `select count(*) || ' ' || coalesce(md5(string_agg(row, E'\\n' order by row collate "C")), '') as digest from (${from}) r`,
    );
  for (const { name } of tables) {
    if (['platform.rest', 'platform.audit_head'].includes(String(name))) continue;
    const own = name === 'platform.audit_entry' ? `where t.action <> 'installation.restore'` : '';
    const [row] = await digest(`select t::text as row from ${String(name)} t ${own}`);
    found.set(String(name), String(row?.['digest']));
  }
  const [jobs] = await digest(
    `select concat_ws('|', t.identifier, j.payload::text, q.queue_name, j.run_at, j.attempts, j.max_attempts, j.key, j.created_at) as row
       from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       left join graphile_worker._private_job_queues q on q.id = j.job_queue_id`,
  );
  return found.set('queue', String(jobs?.['digest']));
}
