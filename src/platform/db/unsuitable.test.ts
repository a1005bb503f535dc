import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { appUrl } from './app-role.ts';
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
  await ours.ask(`insert into migration.applied (name, sha256) values ('9999_of_next_year.sql', '')`);
  await expect(migrate(ours.url)).rejects.toMatchObject(
    unsuitable({ reason: 'newer-version', migration: '9999_of_next_year.sql' }),
  );
});
