import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { folderStore } from '../../platform/files/store.ts';
import { secretKey } from '../../platform/secret-key.ts';
import { openDatabase } from '../../server/start-database.ts';
import { progressLine, say, UsageError, warn } from '../print.ts';
import { CAST, emailOf, PASSWORD } from './cast.ts';
import { makeDemo } from './make-demo.ts';

const MARK = 'demo.json';

/** Starts the program on a folder of its own, filled with made-up data the first time; never on another folder's data. */
export async function demoCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string', default: '2569' },
      cases: { type: 'string', default: '1200' },
      'only-make': { type: 'boolean', default: false },
    },
  });
  const [seed, cases] = [whole(values.seed, '--seed'), whole(values.cases, '--cases')];
  const dataDir = resolve(process.env['DEMO_DATA_DIR'] ?? './data-demo');
  if ((await stateOf(dataDir)) !== 'ready') await make(dataDir, seed, cases);
  if (values['only-make']) return 0;
  say('ระบบสาธิต: ข้อมูลทั้งหมดสมมติขึ้น · a demonstration: everybody in it is made up');
  say(`  รหัสผ่านของทุกบัญชี · everybody's password: ${PASSWORD}`);
  for (const member of CAST) say(`  ${emailOf(member).padEnd(26)} ${member.name} (${member.position})`);
  // No demonstration writes to a real server: neither its database nor its mail.
  const { DATABASE_URL: _database, APP_DATABASE_URL: _app, SMTP_URL: _mail, S3_URL: _s3, ...env } = process.env;
  const { serve } = await import('../../server/serve.ts');
  await serve({ ...env, DATA_DIR: dataDir });
  return 0;
}

async function make(dataDir: string, seed: number, cases: number): Promise<void> {
  await rm(dataDir, { recursive: true, force: true });
  await mkdir(dataDir, { recursive: true });
  await writeFile(join(dataDir, MARK), JSON.stringify({ state: 'begun', seed, cases }));
  const line = progressLine();
  const database = await openDatabase({
    dataDir,
    databaseUrl: undefined,
    appDatabaseUrl: undefined,
    secret: await secretKey(undefined, dataDir),
    role: 'server',
    log: warn,
  });
  try {
    const onProgress = (share: number) => line.at(share, 'สร้างข้อมูลสาธิต · making a year of cases');
    await makeDemo(database.db, {
      seed,
      cases,
      now: new Date(),
      files: folderStore(join(dataDir, 'files')),
      onProgress,
    });
    await forgetJobs(database.ownerUrl);
  } finally {
    line.end();
    await database.close();
  }
  await writeFile(join(dataDir, MARK), JSON.stringify({ state: 'ready', seed, cases }));
}

/** Nobody is told today of what happened last year. */
async function forgetJobs(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(
      'select count(*) from graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))',
    );
  } finally {
    await client.end();
  }
}

/** @throws UsageError for a folder that holds something else: it is never emptied */
async function stateOf(dataDir: string): Promise<'none' | 'begun' | 'ready'> {
  const names = await readdir(dataDir).catch(() => []);
  if (names.length === 0) return 'none';
  const mark = await readFile(join(dataDir, MARK), 'utf8').catch(() => '');
  if (mark === '')
    throw new UsageError(`โฟลเดอร์ ${dataDir} มีข้อมูลอื่นอยู่ จึงไม่ใช้เป็นระบบสาธิต · this folder holds other data`);
  return mark.includes('"ready"') ? 'ready' : 'begun';
}

function whole(text: string, option: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new UsageError(`${option} ต้องเป็นจำนวนเต็ม · a whole number`);
  return Number(text);
}
