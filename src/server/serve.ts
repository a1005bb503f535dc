import { firstAdministrator } from '../modules/people/index.ts';
import { type Config, readConfig } from '../platform/config.ts';
import { openPool } from '../platform/db/db.ts';
import { openFiles } from '../platform/files/open-files.ts';
import type { App } from '../platform/http.ts';
import { openLog } from '../platform/log.ts';
import { misspeltSettings } from '../platform/misspelt-settings.ts';
import { secretKey } from '../platform/secret-key.ts';
import { assemble } from './assemble.ts';
import { buildConsole } from './build-console.ts';
import { channelSettings } from './channel-settings.ts';
import { openDatabase } from './start-database.ts';
import { startWork } from './start-work.ts';
import { troubleWords } from './trouble-words.ts';

/** Longest that requests under way may take to end when the program is told to stop. */
const PATIENCE_MS = 15_000;
/** A desk that came back from a backup. */
const RESTS =
  '  กู้คืนจากข้อมูลสำรอง: ยังไม่ส่งและยังไม่ดึงข้อความ จนกว่าจะกดเริ่มที่ ตั้งค่า → ระบบและการสำรอง หรือสั่ง npm run cli -- resume · restored: nothing is sent or fetched until it is woken';
/** How often it is looked whether somebody waits for an answer in a chat. */
const LOOK_MS = 1_000;

/**
 * Starts everything, says where it is, and stops cleanly when told to, also while it starts: a database that was begun is not left running.
 * What stops it from starting is said in a line, and left tidy.
 */
export async function serve(env: NodeJS.ProcessEnv): Promise<void> {
  const opened: (() => Promise<unknown>)[] = [];
  const told = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => told.abort());
  for (const line of misspeltSettings(env)) process.stderr.write(`${line}\n`);
  try {
    const stop = await start(readConfig(env), opened, told.signal);
    told.signal.addEventListener('abort', () => void stop());
    if (told.signal.aborted) await stop();
  } catch (error) {
    if (!told.signal.aborted) process.stderr.write(`${troubleWords(error)}\n`);
    for (const close of opened.reverse()) await close().catch(() => undefined);
    process.exit(told.signal.aborted ? 0 : 1);
  }
}

/** Gives how to stop. `told`: it is given up at the next step. */
async function start(
  config: Config,
  opened: (() => Promise<unknown>)[],
  told: AbortSignal,
): Promise<() => Promise<never>> {
  const log = openLog(config.LOG_LEVEL);
  await buildConsole((line) => say(line), told);
  const key = await secretKey(config.SECRET_KEY, config.DATA_DIR);
  told.throwIfAborted();
  const database = await openDatabase({
    dataDir: config.DATA_DIR,
    databaseUrl: config.DATABASE_URL,
    appDatabaseUrl: config.APP_DATABASE_URL,
    secret: key,
    role: 'server',
    log: (line) => log.warn({ event: 'database', line }),
  });
  opened.push(() => database.close());
  told.throwIfAborted();
  const assembled = await assemble({
    db: database.db,
    ownerUrl: database.ownerUrl,
    now: () => new Date(),
    files: openFiles(config),
    dataDir: config.DATA_DIR,
    key,
    log,
    publicUrl: config.PUBLIC_URL ?? null,
    smtpUrl: config.SMTP_URL ?? null,
    mailFrom: config.MAIL_FROM ?? config.ADMIN_EMAIL ?? 'fangsiang@localhost',
    trustProxy: config.TRUST_PROXY,
    internalHosts: config.OUTBOUND_INTERNAL_HOSTS,
    channels: channelSettings(config),
  });
  opened.push(() => assembled.close());
  const queuePool = openPool({ connectionString: database.ownerUrl, max: 6 });
  opened.push(() => queuePool.end());
  told.throwIfAborted();
  // First the door: who starts a second time by mistake learns it before this process has taken anybody's job.
  await assembled.app.listen({ port: config.PORT, host: config.HOST });
  const work = await startWork(queuePool, async () => {
    const worker = config.ROLE === 'web' ? null : await assembled.work(queuePool);
    const eyes = setInterval(() => void assembled.waiting.look(), LOOK_MS);
    return async () => {
      clearInterval(eyes);
      await worker?.stop().catch(() => undefined);
    };
  });
  await announce(config, portOf(assembled.app) ?? config.PORT, assembled);
  if (!work.began) say(RESTS);

  return async () => {
    const hurry = setTimeout(() => process.exit(1), PATIENCE_MS);
    hurry.unref();
    await assembled.app.close();
    await work.stop();
    await queuePool.end();
    await assembled.close();
    await database.close();
    process.exit(0);
  };
}

async function announce(
  config: Config,
  port: number,
  { parts, municipalityId }: Awaited<ReturnType<typeof assemble>>,
): Promise<void> {
  const origin = config.PUBLIC_URL ?? `http://localhost:${port}`;
  const first = await firstAdministrator(parts.db, municipalityId, {
    email: config.ADMIN_EMAIL,
    password: config.ADMIN_PASSWORD,
    now: parts.now(),
  });
  say(`ฟังเสียงพร้อมใช้งาน · Fangsiang is ready`);
  say(`  หน้าประชาชน · portal   ${origin}/`);
  say(`  เจ้าหน้าที่ · console   ${origin}/console`);
  if (first.state === 'link') {
    say(
      `  ตั้งรหัสผ่านผู้ดูแลระบบคนแรก (ใช้ได้ครั้งเดียว ภายใน 24 ชั่วโมง) · set the first administrator's password (once, within 24 hours):`,
    );
    say(`  ${origin}${first.path}`);
  }
}

function portOf(app: App): number | undefined {
  const address = app.server.address();
  return typeof address === 'object' ? address?.port : undefined;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
