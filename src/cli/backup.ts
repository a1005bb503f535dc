import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { municipalityNames } from '../modules/people/index.ts';
import { noteBackup } from '../platform/backup/last-backup.ts';
import { type Made, makeBackup } from '../platform/backup/make-backup.ts';
import { type Config, readConfig } from '../platform/config.ts';
import { openFiles } from '../platform/files/open-files.ts';
import { hasCluster } from '../platform/postgres/index.ts';
import { programVersion } from '../platform/program-version.ts';
import { Refusal } from '../platform/refusal.ts';
import { secretKeyIfThere } from '../platform/secret-key.ts';
import { openServer } from '../server/start-database.ts';
import { dropDrafts, keepNewest, nameOfBackup } from './backup-files.ts';
import { backupLines } from './backup-words.ts';
import { readPassphrase } from './passphrase.ts';
import { progressLine, say, UsageError, warn } from './print.ts';
import { closeWhenTold } from './with-database.ts';

const OPTIONS = {
  keep: { type: 'string' },
  'passphrase-file': { type: 'string' },
  'without-key': { type: 'boolean', default: false },
} as const;

/** Everything that the installation holds, in one file, while the program goes on; also before an upgrade: nothing in the database is changed. */
export async function backupCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  const [given, ...others] = positionals;
  if (!given || others.length > 0) throw new UsageError('ต้องระบุไฟล์หรือโฟลเดอร์หนึ่งแห่ง · exactly one FILE or FOLDER');
  const now = new Date();
  const passphrase = await readPassphrase(values['passphrase-file']);
  const { path, folder } = await placeOf(given, nameOfBackup(now, { sealed: passphrase !== null }));
  const keep = readKeep(values.keep, folder);
  const config = readConfig();
  await dropDrafts(dirname(path), folder ? null : basename(path), now);
  const made = await make(config, { path, passphrase, withKey: !values['without-key'], now });
  const { snapshotAt } = made.about;
  await noteBackup(config.DATA_DIR, {
    snapshotAt,
    file: path,
    bytes: made.bytes,
    sealed: passphrase !== null,
    withKey: made.about.withKey,
  });
  say(`สำรองแล้ว · backed up: ${path}`);
  for (const line of backupLines({ ...made, bytes: made.bytes })) say(line);
  for (const line of worries(made)) warn(line);
  if (await isSameDisk(dirname(path), config.DATA_DIR))
    warn('ไฟล์อยู่ในดิสก์เดียวกับข้อมูล คัดลอกไปเครื่องอื่นด้วย · it is on the same disk as the data: copy it to another machine');
  if (folder && keep !== null)
    for (const gone of await keepNewest(folder, keep)) say(`ลบไฟล์สำรองเก่า · removed the old ${gone}`);
  return 0;
}

async function make(
  config: Config,
  given: { path: string; passphrase: string | null; withKey: boolean; now: Date },
): Promise<Made> {
  // A start would make an empty database where there is none, and a wrong DATA_DIR would be backed up night after night.
  if (!config.DATABASE_URL && !hasCluster(config.DATA_DIR)) throw new Refusal('nothing-to-back-up');
  const key = await secretKeyIfThere(config.SECRET_KEY, config.DATA_DIR);
  if (key === null) throw new Refusal('nothing-to-back-up', { reason: 'no-key' });
  const server = await openServer({
    dataDir: config.DATA_DIR,
    databaseUrl: config.DATABASE_URL,
    role: 'guest',
    log: warn,
  });
  const client = new pg.Client({ connectionString: server.ownerUrl });
  client.on('error', () => undefined);
  const line = progressLine();
  const close = async () => {
    await client.end();
    await server.close();
  };
  const forget = closeWhenTold(close);
  try {
    await client.connect();
    return await makeBackup(client, {
      ...given,
      key,
      files: openFiles(config),
      program: await programVersion(),
      municipalities: municipalityNames,
      onProgress: (share, at) => line.at(share, `สำรอง · backing up ${at}`),
    });
  } finally {
    line.end();
    forget();
    await close();
  }
}

/** A name of its own in a folder that is there, or a file that is not. A folder is not made: a disk that is not mounted has none. */
async function placeOf(given: string, name: string): Promise<{ path: string; folder: string | null }> {
  const path = resolve(given);
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) return { path: join(path, name), folder: path };
  if (found) throw new UsageError(`มีไฟล์ ${path} อยู่แล้ว ไม่เขียนทับ · the file is there already and is not written over`);
  const above = await stat(dirname(path)).catch(() => null);
  if (!above?.isDirectory() || /[/\\]$/.test(given))
    throw new UsageError(`ไม่พบโฟลเดอร์ ${dirname(join(path, 'x'))} · no such folder`);
  return { path, folder: null };
}

function readKeep(given: string | undefined, folder: string | null): number | null {
  if (given === undefined) return null;
  if (!/^[1-9]\d{0,3}$/.test(given)) throw new UsageError('--keep ต้องเป็นจำนวนเต็มตั้งแต่ 1 · a whole number from 1');
  if (!folder) throw new UsageError('--keep ใช้กับโฟลเดอร์เท่านั้น · only with a folder');
  return Number(given);
}

function worries({ contents: { missing, altered } }: Made): string[] {
  const list = (keys: readonly string[]) => keys.slice(0, 10).join('\n  ');
  return [
    ...(missing.length > 0
      ? [`ไฟล์แนบหายไปจากที่เก็บ ${missing.length} ไฟล์ · files that are not in the store:\n  ${list(missing)}`]
      : []),
    ...(altered.length > 0
      ? [`ไฟล์แนบไม่ตรงกับเมื่อรับไว้ ${altered.length} ไฟล์ · files that are not as they were kept:\n  ${list(altered)}`]
      : []),
  ];
}

const isSameDisk = async (one: string, other: string): Promise<boolean> => {
  const [a, b] = await Promise.all([stat(one).catch(() => null), stat(other).catch(() => null)]);
  return a !== null && b !== null && a.dev === b.dev;
};
