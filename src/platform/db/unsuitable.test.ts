import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { appUrl } from './app-role.ts';
import { inMunicipality, openDb } from './db.ts';
import { migrate } from './migrate.ts';

/** A database of its own on the tests' server, by the owner; ends with it. */
async function database(template: string) {
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(inject('ownerUrl'));
  const ask = async (connectionString: string, text: string) => {
    const client = new pg.Client({ connectionString });
    await client.connect();
    await client.query(text);
    await client.end();
  };
  await ask(url.href, `create database ${name} template ${template} strategy file_copy`);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    ask: (text: string) => ask(url.href, text),
    [Symbol.asyncDispose]: () => ask(inject('ownerUrl'), `drop database ${name} with (force)`),
  };
}
const unsuitable = (detail: object) => ({ code: 'database-unsuitable', detail: expect.objectContaining(detail) });

test('a database in which another program lives is left as it was', async () => {
  await using theirs = await database('template0');
  await theirs.ask('create schema auth; create table auth.users (id int)');
  await expect(migrate(theirs.url)).rejects.toMatchObject(unsuitable({ reason: 'schema-taken', schema: 'auth' }));
  await theirs.ask('create schema platform; create schema migration'); // neither was begun
});

test('a database that a newer version has changed, or a role that cannot connect, is said by name', async () => {
  await using ours = await database('fangsiang_template');
  expect(await migrate(ours.url)).toEqual([]);
  const app = new URL(ours.url);
  app.password = 'wrong';
  await expect(appUrl(ours.url, { given: app.href, secret: '' })).rejects.toMatchObject(
    unsuitable({ reason: 'role-cannot-connect', role: app.username }),
  );
  app.password = new URL(ours.url).password;
  app.pathname = '/postgres';
  await expect(appUrl(ours.url, { given: app.href, secret: '' })).rejects.toMatchObject(
    unsuitable({ reason: 'another-database', role: app.username }),
  );
  await ours.ask(`insert into migration.applied (name, sha256) values ('9999_of_next_year.sql', '')`);
  await expect(migrate(ours.url)).rejects.toMatchObject(
    unsuitable({ reason: 'newer-version', migration: '9999_of_next_year.sql' }),
  );
});

test('a migration that fails, or was edited, is said by its name, without what the database quotes', async () => {
  await using ours = await database('fangsiang_template');
  await ours.ask(`delete from migration.applied where name = '0125_holiday_in_english.sql'`);
  const failed = { migration: '0125_holiday_in_english.sql', reason: '42701' };
  await expect(migrate(ours.url)).rejects.toMatchObject({ code: 'migration-failed', detail: failed });
  await ours.ask(`update migration.applied set sha256 = 'other' where name = '0001_platform.sql'`);
  const edited = { migration: '0001_platform.sql', reason: 'edited' };
  await expect(migrate(ours.url)).rejects.toMatchObject({ code: 'migration-failed', detail: edited });
});

test('what a server is set to otherwise changes neither what is read nor whether it is kept', async () => {
  await using ours = await database('fangsiang_template');
  const name = new URL(ours.url).pathname.slice(1);
  for (const other of [
    `datestyle = 'SQL, DMY'`,
    `timezone = 'Asia/Bangkok'`,
    `bytea_output = 'escape'`,
    `default_transaction_isolation = 'serializable'`,
  ])
    await ours.ask(`alter database ${name} set ${other}`);
  const db = openDb(ours.url, { max: 1 });
  const read = await inMunicipality(db, randomUUID(), (tx) =>
    sql`select '2026-11-23T20:59:37Z'::timestamptz as at, date '2026-11-23' as day, to_json('2026-11-23T20:59:37Z'::timestamptz) as told,
      '\\xff00'::bytea as bytes, current_setting('transaction_isolation') as isolation`.execute(tx),
  );
  await db.destroy();
  expect(read.rows).toEqual([
    {
      at: new Date('2026-11-23T20:59:37Z'),
      day: '2026-11-23',
      told: '2026-11-23T20:59:37+00:00',
      bytes: Buffer.from([255, 0]),
      isolation: 'read committed',
    },
  ]);
});
