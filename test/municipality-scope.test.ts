import pg from 'pg';
import { expect, test } from 'vitest';
import { createMunicipality } from '../src/modules/people/index.ts';
import { APP_ROLE } from '../src/platform/db/migrate.ts';
import { world } from './harness.ts';

type Table = { name: string; columns: { name: string; generated: boolean }[] };

/** Tables that belong to no municipality, each with its reason. */
const NATIONAL = new Set(['migration.applied']);
const NOT_OURS = ['pg_catalog', 'information_schema', 'graphile_worker', 'pg_toast'];

async function tables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; columns: Table['columns'] }>(
    `select format('%I.%I', n.nspname, c.relname) as name,
            json_agg(json_build_object('name', a.attname, 'generated', a.attgenerated <> '') order by a.attnum) as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind in ('r', 'p') and n.nspname <> all ($1) group by 1 order by 1`,
    [NOT_OURS],
  );
  return rows.filter((table) => !NATIONAL.has(table.name));
}

const scope = (client: pg.Client, id: string) => client.query(`set local app.municipality_id = '${id}'`);

/** Runs in a transaction that is always rolled back; a refusal by the database is its SQLSTATE. */
async function tried(
  client: pg.Client,
  id: string | null,
  text: string,
  values: unknown[] = [],
): Promise<number | string> {
  await client.query('begin');
  try {
    if (id) await scope(client, id);
    return (await client.query(text, values)).rowCount ?? 0;
  } catch (error) {
    return error instanceof pg.DatabaseError ? (error.code ?? 'unknown') : String(error);
  } finally {
    await client.query('rollback');
  }
}

test('through no table can one municipality read or write another', async () => {
  await using w = await world();
  const mine = w.municipalityId;
  const theirs = await createMunicipality(w.db, { slug: 'other', nameTh: 'อื่น', nameEn: 'Other', now: w.now() });
  const owner = new pg.Client({ connectionString: w.ownerUrl });
  const app = new pg.Client({ connectionString: w.appUrl });
  await owner.connect();
  await app.connect();
  try {
    const found = await tables(owner);
    expect(found.length).toBeGreaterThan(35);
    await owner.query("set session_replication_role = 'replica'"); // rows without their neighbours: only the policy is tried
    for (const { name, columns } of found) {
      expect(columns[0]?.name, `${name} begins with municipality_id`).toBe('municipality_id');
      await seedRow(owner, name, theirs);
      const { rows } = await owner.query<{ n: string }>(
        `select count(*) as n from ${name} where municipality_id = $1`,
        [theirs],
      );
      expect(Number(rows[0]?.n), `${name} has a row to steal`).toBeGreaterThan(0);

      expect(await tried(app, mine, `select 1 from ${name} where municipality_id = $1`, [theirs]), `read ${name}`).toBe(
        0,
      );
      expect(await tried(app, null, `select 1 from ${name}`), `read ${name} without a scope`).toBe(0);
      const changed = await tried(
        app,
        mine,
        `update ${name} set municipality_id = municipality_id where municipality_id = $1`,
        [theirs],
      );
      expect([0, '42501'], `update ${name}`).toContain(changed);
      const given = await tried(app, mine, `update ${name} set municipality_id = $1`, [theirs]);
      expect([0, '42501'], `give away ${name}`).toContain(given);
      expect([0, '42501'], `delete ${name}`).toContain(
        await tried(app, mine, `delete from ${name} where municipality_id = $1`, [theirs]),
      );
      const names = columns
        .filter((column) => !column.generated)
        .map((column) => `"${column.name}"`)
        .join(', ');
      const planted = await tried(
        app,
        mine,
        `insert into ${name} (${names}) select ${names} from jsonb_populate_record(null::${name}, $1::jsonb)`,
        [await sample(owner, name, theirs)],
      );
      expect(planted, `insert into ${name}`).toBe('42501');
    }
  } finally {
    await app.end();
    await owner.end();
  }
});

/** Any row of the table for a municipality: what is there, or one made of nothing but defaults and plain values. */
async function seedRow(owner: pg.Client, name: string, id: string): Promise<void> {
  const { rows } = await owner.query<{ column: string; type: string; bare: boolean }>(
    `select a.attname as column, format_type(a.atttypid, null) as type, not (a.attnotnull and not a.atthasdef) as bare
       from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''`,
    [name],
  );
  const there = await owner.query(`select 1 from ${name} where municipality_id = $1 limit 1`, [id]);
  if (there.rowCount) return;
  const checks = await owner.query<{ conname: string }>(
    `select conname from pg_constraint where conrelid = $1::regclass and contype = 'c'`,
    [name],
  );
  for (const { conname } of checks.rows) await owner.query(`alter table ${name} drop constraint "${conname}"`);
  const needed = rows.filter((row) => !row.bare && row.column !== 'municipality_id');
  const list = ['municipality_id', ...needed.map((row) => `"${row.column}"`)].join(', ');
  const values = needed.map(
    (row) => VALUE[row.type] ?? (row.type.endsWith('[]') ? `'{}'::${row.type}` : `'x'::${row.type}`),
  );
  await owner.query(`insert into ${name} (${list}) values (${[`'${id}'`, ...values].join(', ')})`);
}

const VALUE: Readonly<Record<string, string>> = {
  uuid: 'gen_random_uuid()',
  integer: '1',
  bigint: '1',
  numeric: '1',
  'double precision': '1',
  boolean: 'true',
  date: "'2026-01-01'",
  'timestamp with time zone': 'now()',
  jsonb: "'{}'",
  bytea: "'\\x00'",
  'text[]': "'{}'",
  text: "'x'",
};

async function sample(owner: pg.Client, name: string, id: string): Promise<string> {
  const { rows } = await owner.query<{ row: object }>(
    `select to_jsonb(t) as row from ${name} t where municipality_id = $1 limit 1`,
    [id],
  );
  return JSON.stringify(rows[0]?.row);
}

test('the application connects as a role that row-level security binds', async () => {
  await using w = await world();
  const app = new pg.Client({ connectionString: w.appUrl });
  await app.connect();
  try {
    const { rows } = await app.query(
      `select current_user as role, rolsuper as super, rolbypassrls as bypass,
              (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relowner = r.oid and n.nspname not like 'pg_temp%') as owns
         from pg_roles r where rolname = current_user`,
    );
    expect(rows).toEqual([{ role: APP_ROLE, super: false, bypass: false, owns: 0 }]);
    await expect(app.query('create table people.mine (a int)')).rejects.toMatchObject({ code: '42501' });
    await expect(app.query('alter table complaints.complaint disable row level security')).rejects.toMatchObject({
      code: '42501',
    });
    await expect(app.query('set role fangsiang_owner')).rejects.toMatchObject({ code: '42501' });
    await expect(app.query('select * from graphile_worker._private_jobs')).rejects.toMatchObject({ code: '42501' });
  } finally {
    await app.end();
  }
});

test('history is only added to: the application can neither edit nor remove it', async () => {
  await using w = await world();
  const app = new pg.Client({ connectionString: w.appUrl });
  await app.connect();
  try {
    for (const name of [
      'platform.audit_entry',
      'complaints.complaint_event',
      'complaints.deadline',
      'channels.delivery',
      'voices.voice',
      'complaints.import_run',
    ]) {
      expect(await tried(app, w.municipalityId, `update ${name} set municipality_id = municipality_id`), name).toBe(
        '42501',
      );
      expect(await tried(app, w.municipalityId, `delete from ${name}`), name).toBe('42501');
    }
    for (const name of ['complaints.complaint', 'voices.attachment'])
      expect(await tried(app, w.municipalityId, `delete from ${name}`), name).toBe('42501');
  } finally {
    await app.end();
  }
});

test('a job cannot be added for another municipality', async () => {
  await using w = await world();
  const app = new pg.Client({ connectionString: w.appUrl });
  await app.connect();
  try {
    const add = `select platform.enqueue('x', json_build_object('municipalityId', gen_random_uuid()), null, null, null, 1)`;
    expect(await tried(app, w.municipalityId, add)).toBe('42501');
    expect(await tried(app, null, add)).toBe('42501');
  } finally {
    await app.end();
  }
});
