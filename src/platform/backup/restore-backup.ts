import type pg from 'pg';
import { applyMigrations, asOnlyMigrator, migrations } from '../db/migrate.ts';
import type { FileStore } from '../files/store.ts';
import { Refusal } from '../refusal.ts';
import { readArchive } from './archive.ts';
import { type AfterLoss, beginRest } from './begin-rest.ts';
import { type Checked, tableOf } from './check-backup.ts';
import { type About, FILES, KEY, QUEUE, TABLES } from './contents.ts';
import { copyIn, copyOut, readyToCopy } from './copy.ts';
import { damaged } from './damaged.ts';
import { withoutForeignKeys } from './foreign-keys.ts';
import { listTables, namedColumns, type Table } from './list-tables.ts';
import { makeRoomForJobs, queueRestoredJobs, RESTORED_JOBS, WAITING_JOBS } from './queue.ts';
import { RowsDigest } from './rows-digest.ts';

export type RestoreOptions = {
  readonly path: string;
  readonly passphrase: string | null;
  /** What `checkBackup` found in it. */
  readonly checked: Checked;
  readonly files: FileStore;
  readonly afterLoss: AfterLoss;
  /** Keeps the key that the archive holds. */
  readonly keepKey: (key: string) => Promise<void>;
  readonly onProgress: (share: number, at: string) => void;
  readonly log: (line: string) => void;
};

/**
 * Puts what an archive holds into an installation that holds nothing: its own migrations, then all rows in one transaction, which are read
 * again before it ends and must be what the archive says. Broken off anywhere, there is nothing but empty tables, and files that the next try puts
 * again. A program that starts meanwhile waits. Needs an owner, no superuser: foreign keys are taken off and put back, which also proves them.
 * @throws Refusal 'not-empty' · 'backup-newer' · 'migration-failed' · 'backup-damaged' · 'storage-full' · StorageFault
 */
export async function restoreBackup(ownerUrl: string, options: RestoreOptions): Promise<void> {
  const { about } = options.checked;
  const files = await migrationsOf(about);
  await asOnlyMigrator(ownerUrl, async (client) => {
    await mustBeEmpty(client, about);
    await applyMigrations(client, ownerUrl, { files, log: options.log });
    await readyToCopy(client);
    await client.query('begin');
    const key = await load(client, options);
    await beginRest(client, about, options.afterLoss);
    if (key !== null) await options.keepKey(key);
    await client.query('commit');
    await client.query('analyze');
  });
}

/** Ours that the archive's database had. @throws Refusal 'backup-newer' when it had one that we do not know · 'migration-failed' 'edited' */
export async function migrationsOf(about: About) {
  const ours = await migrations();
  const known = new Map(ours.map(({ name, sha256 }) => [name, sha256]));
  for (const { name, sha256 } of about.migrations) {
    if (!known.has(name)) throw new Refusal('backup-newer', { migration: name, program: about.program });
    if (known.get(name) !== sha256) throw new Refusal('migration-failed', { migration: name, reason: 'edited' });
  }
  const had = new Set(about.migrations.map(({ name }) => name));
  return ours.filter(({ name }) => had.has(name));
}

/** @throws Refusal 'not-empty' when there is a row of ours, or a change of shape that the archive's rows do not have */
async function mustBeEmpty(client: pg.Client, about: About): Promise<void> {
  for (const { name, quoted } of await listTables(client)) {
    const { rowCount } = await client.query(`select from ${quoted} limit 1`);
    if (rowCount) throw new Refusal('not-empty', { table: name });
  }
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('migration.applied') is not null as there`,
  );
  if (!rows[0]?.there) return;
  const applied = await client.query<{ name: string }>('select name from migration.applied');
  const further = applied.rows.find((row) => !about.migrations.some(({ name }) => name === row.name));
  if (further) throw new Refusal('not-empty', { migration: further.name });
}

/** Brings the rows and files back; gives the key that came with them. */
async function load(
  client: pg.Client,
  { path, passphrase, checked, files, onProgress }: RestoreOptions,
): Promise<string | null> {
  const { about, contents } = checked;
  const targets = await targetsOf(client, about);
  const total = Object.values(contents.tables).length + contents.files.count;
  let [key, done, before]: [string | null, number, string] = [null, 0, ''];
  await makeRoomForJobs(client);
  await withoutForeignKeys(client, async () => {
    for await (const { name, bytes } of readArchive(path, passphrase)) {
      const thing = name.startsWith(TABLES) ? tableOf(name) : name;
      if (thing !== before) done += 1;
      before = thing;
      onProgress(Math.min(1, done / total), name.startsWith(FILES) ? 'files' : thing);
      if (name.startsWith(TABLES)) await copyIn(client, mustKnow(targets, thing).into, bytes);
      else if (name.startsWith(FILES)) await files.put(name.slice(FILES.length), bytes);
      else if (name === KEY) key = bytes.toString();
    }
    await queueRestoredJobs(client);
    for (const [name, said] of Object.entries(contents.tables)) {
      onProgress(1, name);
      const digest = new RowsDigest();
      for await (const rows of copyOut(client, mustKnow(targets, name).from)) digest.add(rows);
      if (digest.rows !== said.rows || digest.toString() !== said.digest) throw damaged('altered');
    }
  });
  return key;
}

type Target = { readonly into: string; readonly from: string };

/** Where the rows of each table of the archive go; its words never become SQL. @throws Refusal('backup-damaged') for a table or column that is not ours */
async function targetsOf(client: pg.Client, about: About): Promise<ReadonlyMap<string, Target>> {
  const ours = new Map((await listTables(client)).map((table): [string, Table] => [table.name, table]));
  const targets = new Map<string, Target>([[QUEUE, { into: RESTORED_JOBS, from: WAITING_JOBS }]]);
  for (const { name, columns } of about.tables) {
    const table = ours.get(name);
    if (!table || columns.some((column) => !table.columns.includes(column))) throw damaged('altered');
    const named = namedColumns(client, table, columns);
    targets.set(name, { into: named, from: named });
  }
  return targets;
}

function mustKnow(targets: ReadonlyMap<string, Target>, name: string): Target {
  const target = targets.get(name);
  if (!target) throw damaged('altered');
  return target;
}
