import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, it } from 'vitest';
import { createApiKey, municipalityNames, SYSTEM } from '../src/modules/people/index.ts';
import { type Made, makeBackup } from '../src/platform/backup/make-backup.ts';
import { inMunicipality, openDb } from '../src/platform/db/db.ts';
import { asOnlyMigrator } from '../src/platform/db/migrate.ts';
import { ask, emptyDatabase } from './empty-database.ts';
import { fileAll } from './faults/filing-client.ts';
import { expectWholeRegister } from './faults/register.ts';
import { world } from './harness.ts';
import { runCli } from './run-cli.ts';

const KEYS = Array.from({ length: 200 }, (_, i) => `filing-${i + 1}`);
const WHEN = [20, 60, 120];

it('a backup made in the middle of 200 filings is the register of one moment: a prefix, whole', async () => {
  await using w = await world({ now: new Date() });
  const folder = await mkdtemp(join(tmpdir(), 'living-'));
  try {
    const { secret } = await w.scoped((tx) =>
      createApiKey(tx, SYSTEM, { name: 'test', withoutLimit: true }, new Date()),
    );
    const origin = await w.app.listen({ port: 0, host: '127.0.0.1' });
    const path = (n: number) => join(folder, `${n}.tar.gz`);
    const backups: Promise<Made>[] = [];
    const filed = await fileAll(origin, secret, KEYS, (received) => {
      if (received === WHEN[backups.length]) backups.push(backUp(w, path(backups.length)));
    });
    expect(filed.receipts.size).toBe(KEYS.length);
    expect(await Promise.all(backups)).toHaveLength(WHEN.length);
    const codes = new Map([...filed.receipts.values()].map(({ number, trackingCode }) => [number, trackingCode]));
    for (const n of WHEN.keys()) {
      await using target = await emptyDatabase();
      const env = { DATABASE_URL: target.url, DATA_DIR: join(folder, `restored-${n}`) };
      expect((await runCli(['restore', path(n)], env)).code).toBe(0);
      const db = openDb(target.appUrl, { max: 2 });
      try {
        const scoped: typeof w.scoped = (work) => inMunicipality(db, w.municipalityId, work);
        await expectWholeRegister({ scoped }, new Map());
        const cases = await scoped((tx) =>
          tx.selectFrom('complaints.complaint').select(['number', 'tracking_code']).execute(),
        );
        expect(cases.length).toBeGreaterThanOrEqual(WHEN[n] ?? 0);
        if (n === 0) expect(cases.length).toBeLessThan(KEYS.length);
        for (const each of cases) expect(codes.get(each.number)).toBe(each.tracking_code);
      } finally {
        await db.destroy();
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

it('a backup that is begun while a migration writes a table anew waits for it, and holds that table’s rows', async () => {
  await using w = await world({ now: new Date() });
  const folder = await mkdtemp(join(tmpdir(), 'living-'));
  const migration = new AbortController();
  await w.signIn('administrator');
  try {
    // A table that is written anew looks empty to whoever began to look before (PostgreSQL, "MVCC Caveats").
    const begun = Promise.withResolvers<void>();
    const migrated = asOnlyMigrator(w.ownerUrl, async (client) => {
      await client.query('begin');
      await client.query('alter table platform.audit_entry add column anew uuid default gen_random_uuid()');
      begun.resolve();
      await once(migration.signal, 'abort');
      await client.query('commit');
    });
    await begun.promise;
    const backup = backUp(w, join(folder, 'one.tar.gz'));
    // The owner's own, which the program's role is not shown.
    const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    await expect.poll(() => ask(w.ownerUrl, waiting)).toHaveLength(1);
    migration.abort();
    await migrated;
    const { about, contents } = await backup;
    expect(contents.tables['platform.audit_entry']?.rows).toBeGreaterThan(0);
    expect(about.tables.find(({ name }) => name === 'platform.audit_entry')?.columns).toContain('anew');
  } finally {
    migration.abort();
    await rm(folder, { recursive: true, force: true });
  }
});

async function backUp(w: Awaited<ReturnType<typeof world>>, path: string): Promise<Made> {
  const client = new pg.Client({ connectionString: w.ownerUrl });
  await client.connect();
  try {
    return await makeBackup(client, {
      path,
      passphrase: null,
      files: w.parts.files,
      key: w.parts.key,
      withKey: true,
      program: 'test',
      now: new Date(),
      municipalities: municipalityNames,
      onProgress: () => undefined,
    });
  } finally {
    await client.end();
  }
}
