import { createHash } from 'node:crypto';
import type pg from 'pg';
import { whileShapeStands } from '../db/migrate.ts';
import type { FileStore } from '../files/store.ts';
import { Refusal } from '../refusal.ts';
import { writeArchive } from './archive.ts';
import {
  ABOUT,
  type About,
  CONTENTS,
  type Contents,
  FILES,
  FORMAT,
  KEY,
  keyMarkOf,
  QUEUE,
  SUMS,
  TABLES,
} from './contents.ts';
import { copyOut, readyToCopy } from './copy.ts';
import { listTables, namedColumns } from './list-tables.ts';
import { WAITING_JOBS } from './queue.ts';
import { RowsDigest } from './rows-digest.ts';
import type { Entry } from './tar.ts';

/** About how much of a table is one entry: what is held in memory at a time. */
const PIECE_BYTES = 4 * 1024 * 1024;

export type BackupOptions = {
  readonly path: string;
  readonly passphrase: string | null;
  readonly files: FileStore;
  /** The installation's key; it comes along unless it is to stay. */
  readonly key: string;
  readonly withKey: boolean;
  readonly program: string;
  readonly now: Date;
  /** Whose desk it is, asked in the snapshot. */
  readonly municipalities: (client: pg.Client) => Promise<About['municipalities']>;
  readonly onProgress: (share: number, at: string) => void;
};
export type Made = { readonly bytes: number; readonly about: About; readonly contents: Contents };

/**
 * Writes everything that an installation holds into one archive, as it is at one moment, while it goes on: one repeatable-read transaction
 * sees all tables as of its beginning. Files come after the rows that name them: they are kept before their rows, so all of them are there.
 * @param client of the owner, whom row security lets see all; nothing else uses it meanwhile
 * @throws Refusal 'nothing-to-back-up' · 'storage-full' · StorageFault
 */
export async function makeBackup(client: pg.Client, options: BackupOptions): Promise<Made> {
  await readyToCopy(client);
  const seen: { about?: About; contents?: Contents } = {};
  const entries = withSums(snapshot(client, options, seen));
  const { bytes } = await writeArchive(options.path, entries, { passphrase: options.passphrase, at: options.now });
  if (!seen.about || !seen.contents) throw new Error('the archive ended without its contents');
  return { bytes, about: seen.about, contents: seen.contents };
}

/** All the entries, and then one with the SHA-256 of each, as `sha256sum -c` reads it. */
async function* withSums(entries: AsyncIterable<Entry>): AsyncGenerator<Entry> {
  const sums: string[] = [];
  for await (const entry of entries) {
    sums.push(`${createHash('sha256').update(entry.bytes).digest('hex')}  ${entry.name}\n`);
    yield entry;
  }
  yield { name: SUMS, bytes: Buffer.from(sums.join('')) };
}

async function* snapshot(
  client: pg.Client,
  options: BackupOptions,
  seen: { about?: About; contents?: Contents },
): AsyncGenerator<Entry> {
  const { found, about } = await whileShapeStands(client, () => lookAround(client, options));
  seen.about = about;
  yield json(ABOUT, about);
  const stored = await storedFiles(client);
  const all = found.reduce((sum, { bytes }) => sum + bytes, 0) + stored.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  const tables: Contents['tables'] = {};
  for (const table of found) {
    options.onProgress(done / all, table.name);
    const digest = new RowsDigest();
    yield* pieces(table.name, copyOut(client, namedColumns(client, table, table.columns)), digest);
    tables[table.name] = { rows: digest.rows, digest: digest.toString() };
    done += table.bytes;
  }
  const jobs = new RowsDigest();
  yield* pieces(QUEUE, copyOut(client, WAITING_JOBS), jobs);
  tables[QUEUE] = { rows: jobs.rows, digest: jobs.toString() };
  await client.query('commit');

  const contents: Contents = { tables, files: { count: 0, bytes: 0 }, missing: [], altered: [] };
  for (const { key, bytes } of stored) {
    options.onProgress(done / all, 'files');
    done += bytes;
    const content = await contentOf(options.files, key);
    if (!content) {
      if (await isStillNamed(client, key)) contents.missing.push(key);
      continue;
    }
    if (!isItsOwn(key, content)) contents.altered.push(key);
    contents.files.count += 1;
    contents.files.bytes += content.length;
    yield { name: FILES + key, bytes: content };
  }
  if (options.withKey) yield { name: KEY, bytes: Buffer.from(options.key) };
  seen.contents = contents;
  yield json(CONTENTS, contents);
  options.onProgress(1, 'SHA256SUMS');
}

/** Begins the snapshot, and what the archive says of itself. The tables are held against changes of their shape until it ends. */
async function lookAround(client: pg.Client, { key, withKey, program, municipalities }: BackupOptions) {
  await client.query('begin transaction isolation level repeatable read read only');
  const there = await client.query<{ there: boolean }>(`select to_regclass('migration.applied') is not null as there`);
  if (!there.rows[0]?.there) throw new Refusal('nothing-to-back-up');
  const found = await listTables(client);
  await client.query(`lock table ${found.map(({ quoted }) => quoted).join(', ')} in access share mode`);
  const desks = await municipalities(client);
  if (desks.length === 0) throw new Refusal('nothing-to-back-up');
  const { rows } = await client.query<{ at: Date; version: string }>(
    `select transaction_timestamp() as at, current_setting('server_version') as version`,
  );
  const applied = await client.query<{ name: string; sha256: string }>(
    'select name, sha256 from migration.applied order by name',
  );
  const about: About = {
    format: FORMAT,
    program,
    postgres: rows[0]?.version ?? '',
    snapshotAt: (rows[0]?.at ?? new Date(0)).toISOString(),
    migrations: applied.rows,
    municipalities: [...desks],
    tables: found.map(({ name, columns }) => ({ name, columns: [...columns] })),
    keyMark: keyMarkOf(key),
    withKey,
  };
  return { found, about };
}

/** Rows as entries of whole rows, about as long as a piece; nothing for a table without any. */
async function* pieces(name: string, rows: AsyncIterable<Buffer>, digest: RowsDigest): AsyncGenerator<Entry> {
  let held: Buffer[] = [];
  let length = 0;
  let count = 0;
  const entry = (bytes: Buffer): Entry => {
    count += 1;
    return { name: `${TABLES}${name}/${String(count).padStart(6, '0')}`, bytes };
  };
  for await (const chunk of rows) {
    digest.add(chunk);
    held.push(chunk);
    length += chunk.length;
    const end = length < PIECE_BYTES ? -1 : chunk.lastIndexOf('\n');
    if (end < 0) continue;
    const all = Buffer.concat(held);
    const whole = length - chunk.length + end + 1;
    yield entry(all.subarray(0, whole));
    held = [all.subarray(whole)];
    length -= whole;
  }
  if (length > 0) yield entry(Buffer.concat(held));
}

async function storedFiles(client: pg.Client): Promise<readonly { key: string; bytes: number }[]> {
  const { rows } = await client.query<{ key: string; bytes: number }>(
    'select storage_key as key, max(bytes)::float8 as bytes from platform.file group by 1 order by 1',
  );
  return rows;
}

/** Null: it is not there. */
async function contentOf(files: FileStore, key: string): Promise<Buffer | null> {
  try {
    const parts: Buffer[] = [];
    for await (const part of await files.get(key)) parts.push(Buffer.from(part));
    return Buffer.concat(parts);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not-found') return null;
    throw error;
  }
}

/** One that was removed since the snapshot, by its retention or because its form was never sent, is rightly gone. */
async function isStillNamed(client: pg.Client, key: string): Promise<boolean> {
  const { rowCount } = await client.query('select from platform.file where storage_key = $1 limit 1', [key]);
  return (rowCount ?? 0) > 0;
}

/** Keys are made of the content's digest (`storageKey`). */
function isItsOwn(key: string, content: Buffer): boolean {
  const named = key.replace(/^[^/]*\/(..)\/([^.]*).*$/, '$1$2');
  return !/^[0-9a-f]{64}$/.test(named) || named === createHash('sha256').update(content).digest('hex');
}

const json = (name: string, value: About | Contents): Entry => ({
  name,
  bytes: Buffer.from(`${JSON.stringify(value, null, 1)}\n`),
});
