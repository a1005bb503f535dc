import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { municipalityIds } from '../modules/people/index.ts';
import { firstBrokenAudit } from '../platform/audit.ts';
import { type Checked, checkBackup } from '../platform/backup/check-backup.ts';
import { keyMarkOf } from '../platform/backup/contents.ts';
import { migrationsOf, restoreBackup } from '../platform/backup/restore-backup.ts';
import { type Config, readConfig } from '../platform/config.ts';
import { inMunicipality } from '../platform/db/db.ts';
import { openFiles } from '../platform/files/open-files.ts';
import { Refusal } from '../platform/refusal.ts';
import { keepSecretKey, secretKey, secretKeyIfThere } from '../platform/secret-key.ts';
import { openDatabase, openServer } from '../server/start-database.ts';
import { dayOf, fiscalYearOf } from '../thai/index.ts';
import { backupLines } from './backup-words.ts';
import { readPassphrase } from './passphrase.ts';
import { progressLine, say, UsageError, warn } from './print.ts';
import { closeWhenTold } from './with-database.ts';

const OPTIONS = {
  check: { type: 'boolean', default: false },
  'passphrase-file': { type: 'string' },
  'without-key': { type: 'boolean', default: false },
  'leave-numbers': { type: 'string', default: '0' },
} as const;

/** Brings back what a backup holds, into an installation that holds nothing; or only checks the file. */
export async function restoreCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  const [given, ...others] = positionals;
  if (!given || others.length > 0) throw new UsageError('ต้องระบุไฟล์สำรองหนึ่งไฟล์ · exactly one FILE is needed');
  const path = resolve(given);
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw new UsageError(`ไม่พบไฟล์ ${path} · no such file`);
  const leaveNumbers = readCount(values['leave-numbers']);
  const passphrase = await readPassphrase(values['passphrase-file']);
  const line = progressLine();
  const checked = await checkBackup(path, passphrase, (share) => line.at(share, 'ตรวจไฟล์ · checking the file')).finally(
    () => line.end(),
  );
  await migrationsOf(checked.about);
  say(`ไฟล์สำรองครบถ้วน · the backup is whole: ${path}`);
  for (const each of backupLines({ ...checked, bytes: found.size })) say(each);
  if (values.check) return 0;
  return bringBack(readConfig(), { path, passphrase, checked, leaveNumbers, withoutKey: values['without-key'] });
}

type Given = { path: string; passphrase: string | null; checked: Checked; leaveNumbers: number; withoutKey: boolean };

async function bringBack(
  config: Config,
  { path, passphrase, checked, leaveNumbers, withoutKey }: Given,
): Promise<number> {
  await mustFitKey(config, checked, withoutKey);
  const now = new Date();
  const server = await openServer({
    dataDir: config.DATA_DIR,
    databaseUrl: config.DATABASE_URL,
    role: 'guest',
    log: warn,
  });
  const line = progressLine();
  const forget = closeWhenTold(() => server.close());
  try {
    await restoreBackup(server.ownerUrl, {
      path,
      passphrase,
      checked,
      files: openFiles(config),
      afterLoss: { now, leaveNumbers, years: [...new Set([checked.about.snapshotAt, now].map(yearOf))] },
      keepKey: async (key) => {
        if (!withoutKey && !config.SECRET_KEY) await keepSecretKey(config.DATA_DIR, key);
      },
      onProgress: (share, at) => line.at(share, `กู้คืน · restoring ${at}`),
      log: warn,
    });
  } finally {
    line.end();
    forget();
    await server.close();
  }
  say('กู้คืนแล้ว ทุกแถวตรงกับไฟล์สำรอง · restored; every row is as in the backup');
  const code = await checkAudit(config);
  say(
    'เริ่มโปรแกรมได้ ยังไม่ส่งและยังไม่ดึงข้อความ จนกว่าจะกดเริ่มที่ ตั้งค่า → ระบบและการสำรอง · start it: it sends and fetches nothing until it is woken',
  );
  return code;
}

function readCount(given: string): number {
  if (!/^\d{1,5}$/.test(given)) throw new UsageError('--leave-numbers ต้องเป็นจำนวนเต็ม · a whole number');
  return Number(given);
}

const yearOf = (at: string | Date): number => fiscalYearOf(dayOf(new Date(at)));

/** What was sealed opens with the former key alone. @throws Refusal('key-differs') */
async function mustFitKey(config: Config, { about }: Checked, withoutKey: boolean): Promise<void> {
  if (withoutKey) return;
  const there = await secretKeyIfThere(config.SECRET_KEY, config.DATA_DIR);
  if (there === null ? !about.withKey : keyMarkOf(there) !== about.keyMark) throw new Refusal('key-differs');
}

/** Brings what came back up to this program's version, as the first start would, and walks every audit chain. */
async function checkAudit(config: Config): Promise<number> {
  const database = await openDatabase({
    dataDir: config.DATA_DIR,
    databaseUrl: config.DATABASE_URL,
    appDatabaseUrl: config.APP_DATABASE_URL,
    secret: await secretKey(config.SECRET_KEY, config.DATA_DIR),
    role: 'guest',
    log: warn,
    max: 2,
  });
  try {
    let broken = 0;
    for (const id of await municipalityIds(database.db)) {
      const at = await inMunicipality(database.db, id, firstBrokenAudit);
      if (at === null) continue;
      broken += 1;
      warn(
        `บันทึกการตรวจสอบถูกแก้ไขหรือขาดหายมาก่อนสำรอง ตั้งแต่รายการที่ ${at} · the audit chain was broken before the backup, from entry ${at} on`,
      );
    }
    if (broken === 0) say('บันทึกการตรวจสอบครบถ้วน · the audit chain is whole');
    return broken === 0 ? 0 : 1;
  } finally {
    await database.close();
  }
}
