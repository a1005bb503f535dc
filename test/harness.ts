import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { seedClockIfNone } from '../src/modules/complaints/index.ts';
import { type Role, seedMunicipality } from '../src/modules/people/index.ts';
import { seedPlansIfNone } from '../src/modules/plans/index.ts';
import { readConfig } from '../src/platform/config.ts';
import { appUrl } from '../src/platform/db/app-role.ts';
import { type Db, inMunicipality, openDb, type Tx } from '../src/platform/db/db.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { folderStore } from '../src/platform/files/store.ts';
import { openLog } from '../src/platform/log.ts';
import { assemble } from '../src/server/assemble.ts';
import { channelSettings } from '../src/server/channel-settings.ts';
import { runAllJobs } from './run-jobs.ts';
import { signIn } from './sign-in.ts';

declare module 'vitest' {
  interface ProvidedContext {
    ownerUrl: string;
    appUrl: string;
  }
}

const TEMPLATE = 'fangsiang_template';
export const NOW = new Date('2026-05-04T03:00:00Z'); // Monday 4 May 2569, 10:00 in Bangkok

const at = (url: string, database: string) => {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
};

async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * A fresh database cloned from the migrated and seeded template, and the real app on top of it. `env` as the program's own: channels
 * are connected for the first municipality by its variables, and providers are reached at the `…_BASE` it names.
 */
export async function world({
  now = NOW,
  smtpUrl,
  publicUrl,
  env = {},
}: {
  now?: Date;
  smtpUrl?: string;
  publicUrl?: string;
  env?: Record<string, string>;
} = {}) {
  const admin = inject('ownerUrl');
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  // Copied as files, a small database is ready five times sooner than page by page through the log. What the template granted it has.
  await asOwner(admin, (client) => client.query(`create database ${name} template ${TEMPLATE} strategy file_copy`));
  const ownerUrl = at(admin, name);
  const url = at(inject('appUrl'), name);
  const dataDir = await mkdtemp(join(tmpdir(), 'fangsiang-test-'));
  let clock = now;
  const db = openDb(url, { max: 8 });
  const assembled = await assemble({
    db,
    ownerUrl,
    now: () => clock,
    files: folderStore(join(dataDir, 'files')),
    dataDir,
    key: 'a key for tests, long enough to be one',
    log: openLog(env['LOG_LEVEL'] ?? 'silent'),
    publicUrl: publicUrl ?? null,
    smtpUrl: smtpUrl ?? null,
    mailFrom: 'desk@example.org',
    trustProxy: 0,
    channels: channelSettings(readConfig(env)),
    internalHosts: readConfig(env).OUTBOUND_INTERNAL_HOSTS,
  });
  const municipalityId = assembled.municipalityId;
  const scoped = <T>(work: (tx: Tx) => Promise<T>) => inMunicipality(db, municipalityId, work);
  return {
    db,
    ownerUrl,
    appUrl: url,
    dataDir,
    municipalityId,
    scoped,
    app: assembled.app,
    routes: assembled.routes,
    parts: assembled.parts,
    desk: assembled.desk,
    at(date: Date) {
      clock = date;
    },
    now: () => clock,
    /** A member of staff with a real session: `cookie` for a browser, `headers` for `inject`. */
    signIn: (role: Role | { roles: Role[]; departmentId?: string | null; name?: string }) =>
      signIn(assembled, municipalityId, role, clock),
    /** Performs every job that is due, in this process, until none is left. */
    runJobs: () => runAllJobs({ ...assembled, municipalities: [municipalityId] }, ownerUrl),
    schedules: assembled.schedules,
    jobs: assembled.jobs,
    waiting: assembled.waiting,
    async [Symbol.asyncDispose]() {
      await assembled.close();
      await asOwner(admin, (client) => client.query(`drop database ${name} with (force)`));
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
export type World = Awaited<ReturnType<typeof world>>;

/** Makes the database that every world is a copy of; returns the address at which the application opens it. */
export async function makeTemplate(admin: string): Promise<string> {
  await asOwner(admin, async (client) => {
    await client.query(`drop database if exists ${TEMPLATE} with (force)`);
    await client.query(`create database ${TEMPLATE} template template0 encoding 'UTF8'`);
  });
  const ownerUrl = at(admin, TEMPLATE);
  await migrate(ownerUrl);
  const url = await appUrl(ownerUrl, { secret: 'of the tests' });
  const db: Db = openDb(url, { max: 2 });
  const id = await seedMunicipality(db, {
    slug: 'main',
    nameTh: 'เทศบาลตำบลทดสอบ',
    nameEn: 'Test Municipality',
    now: NOW,
    named: true,
  });
  await seedClockIfNone(db, id, NOW);
  await seedPlansIfNone(db, id, NOW);
  await db.destroy();
  return url;
}

export const sample = (path: string) => readFile(new URL(`./samples/${path}`, import.meta.url));
