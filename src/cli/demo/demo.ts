import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { watchQuotaJob } from '../../modules/channels/index.ts';
import { readConfig } from '../../platform/config.ts';
import { type Db, openPool } from '../../platform/db/db.ts';
import { type FileStore, folderStore } from '../../platform/files/store.ts';
import { runDueJobs } from '../../platform/jobs.ts';
import { openLog } from '../../platform/log.ts';
import { secretKey } from '../../platform/secret-key.ts';
import { openDatabase } from '../../server/start-database.ts';
import { progressLine, say, UsageError, warn } from '../print.ts';
import { closeWhenTold } from '../with-database.ts';
import { CAST, emailOf, PASSWORD } from './cast.ts';
import { letTalk } from './let-talk.ts';
import { makeDemo } from './make-demo.ts';
import { type StandIn, startStandIn } from './stand-in.ts';

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
  const standIn = await startStandIn();
  if ((await stateOf(dataDir)) !== 'ready') await make(dataDir, seed, cases, standIn);
  if (values['only-make']) return 0;
  say('ระบบสาธิต: ข้อมูลทั้งหมดสมมติขึ้น · a demonstration: everybody in it is made up');
  say(`  รหัสผ่านของทุกบัญชี · everybody's password: ${PASSWORD}`);
  for (const member of CAST) say(`  ${emailOf(member).padEnd(26)} ${member.name} (${member.position})`);
  // No demonstration reaches a real server: neither its database nor its mail nor a channel's account.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !REAL.has(name)));
  const { serve } = await import('../../server/serve.ts');
  await serve({ ...env, ...standIn.env, DATA_DIR: dataDir });
  return 0;
}
const REAL: ReadonlySet<string> = new Set([
  'DATABASE_URL',
  'APP_DATABASE_URL',
  'SMTP_URL',
  'S3_URL',
  'IMAP_URL',
  'X_CONSUMER_SECRET',
  'X_BEARER_TOKEN',
  'TRAFFY_WEBHOOK_KEY',
]);

async function make(dataDir: string, seed: number, cases: number, standIn: StandIn): Promise<void> {
  await rm(dataDir, { recursive: true, force: true });
  await mkdir(dataDir, { recursive: true });
  await writeFile(join(dataDir, MARK), JSON.stringify({ state: 'begun', seed, cases }));
  const line = progressLine();
  const key = await secretKey(undefined, dataDir);
  const database = await openDatabase({
    dataDir,
    databaseUrl: undefined,
    appDatabaseUrl: undefined,
    secret: key,
    role: 'server',
    log: warn,
  });
  const forget = closeWhenTold(() => database.close());
  try {
    const onProgress = (share: number) => line.at(share, 'สร้างข้อมูลสาธิต · making a year of cases');
    const files = folderStore(join(dataDir, 'files'));
    const now = new Date();
    await makeDemo(database.db, { seed, cases, now, files, onProgress });
    await forgetJobs(database.ownerUrl);
    await talk(database, { key, files, dataDir, now }, standIn);
  } finally {
    line.end();
    forget();
    await database.close();
  }
  await writeFile(join(dataDir, MARK), JSON.stringify({ state: 'ready', seed, cases }));
}

/** The whole program for a moment, with a clock that is set: what people have written in the last two days, and what was answered. */
async function talk(
  { db, ownerUrl }: { db: Db; ownerUrl: string },
  { key, files, dataDir, now }: { key: string; files: FileStore; dataDir: string; now: Date },
  standIn: StandIn,
): Promise<void> {
  const { assemble } = await import('../../server/assemble.ts');
  const { channelSettings } = await import('../../server/channel-settings.ts');
  let clock = now;
  const log = openLog('silent');
  const program = await assemble({
    db,
    ownerUrl,
    now: () => clock,
    files,
    dataDir,
    key,
    log,
    publicUrl: null,
    smtpUrl: null,
    mailFrom: 'desk@example.org',
    trustProxy: 0,
    channels: channelSettings(readConfig(standIn.env)),
  });
  const queuePool = openPool({ connectionString: ownerUrl, max: 2 });
  const working = { ...program.parts, db, jobs: program.jobs, schedules: program.schedules, queuePool };
  try {
    await letTalk(
      {
        app: program.app,
        at: (moment) => {
          clock = moment;
        },
        runJobs: () => runDueJobs({ ...working, municipalities: async () => [program.municipalityId] }),
      },
      now,
    );
    // What is used of the month is asked for each hour; here at once.
    await queuePool.query('select graphile_worker.add_job($1)', [`every.${watchQuotaJob(program.accounts).id}`]);
    await runDueJobs({ ...working, municipalities: async () => [program.municipalityId] });
  } finally {
    await queuePool.end();
    await program.app.close();
  }
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
