import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkExternal, type RunningPostgres, startPostgres } from './index.ts';

let at: RunningPostgres;
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'fangsiang-test-'));

beforeAll(async () => {
  chmodSync(dataDir, 0o711);
  at = await startPostgres({ dataDir, fast: true });
  const owner = new pg.Client({ connectionString: at.ownerUrl });
  await owner.connect();
  await owner.query("create database deaf template template0 locale_provider libc locale 'C'");
  await owner.query("create database bytes template template0 encoding 'SQL_ASCII' locale_provider libc locale 'C'");
  await owner.query('create database bare template template0');
  await owner.query("create role weak login password 'weak-secret'");
  await owner.end();
}, 240_000);

afterAll(async () => {
  await at.stop();
  rmSync(dataDir, { recursive: true });
}, 240_000);

const urlOf = (database: string) => at.ownerUrl.replace('/fangsiang?', `/${database}?`);

it('takes a database that is new enough and reads Thai', async () => {
  expect((await checkExternal(at.ownerUrl)).version).toMatch(/^18\./);
});

it('refuses a database whose trigrams find no Thai letter, and says how to make a better one', async () => {
  await expect(checkExternal(urlOf('deaf'))).rejects.toMatchObject({
    code: 'thai-not-indexed',
    detail: expect.stringContaining('C.UTF-8'),
  });
});

it('refuses a database that is not in UTF-8', async () => {
  await expect(checkExternal(urlOf('bytes'))).rejects.toMatchObject({ code: 'not-utf8' });
});

it('says when the extension may not be made', async () => {
  const weak = urlOf('bare').replace(/\/\/[^@]+@/, '//weak:weak-secret@');
  await expect(checkExternal(weak)).rejects.toMatchObject({ code: 'no-trigrams' });
});

it('says when the extension is in a schema that is not looked into, and how to mend it', async () => {
  const owner = new pg.Client({ connectionString: urlOf('bare') });
  await owner.connect();
  await owner.query('create schema extensions; create extension pg_trgm schema extensions');
  const aside = { code: 'no-trigrams', detail: expect.stringContaining('search_path = public, extensions') };
  await expect(checkExternal(urlOf('bare'))).rejects.toMatchObject(aside);
  await owner.query('alter database bare set search_path = public, extensions');
  await owner.end();
  await checkExternal(urlOf('bare'));
});

it('says when there is no database, without telling the password', async () => {
  const nowhere = 'postgresql://someone:very-secret@127.0.0.1:9/none';
  const error: unknown = await checkExternal(nowhere).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'unreachable' });
  expect(String(error)).not.toContain('very-secret');
  await expect(checkExternal(urlOf('missing'))).rejects.toMatchObject({ code: 'unreachable' });
  await expect(checkExternal('nonsense')).rejects.toMatchObject({ code: 'unreachable' });
});
