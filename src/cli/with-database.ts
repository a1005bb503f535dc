import { seedClockIfNone } from '../modules/complaints/index.ts';
import { municipalityBySlug, seedMunicipality, UNNAMED } from '../modules/people/index.ts';
import { readConfig } from '../platform/config.ts';
import { type Db, inMunicipality, type Tx } from '../platform/db/db.ts';
import { secretKey } from '../platform/secret-key.ts';
import { openDatabase } from '../server/start-database.ts';
import { UsageError, warn } from './print.ts';

/** The database as a command sees it: a guest beside a running server, or alone. */
export type Desk = {
  readonly db: Db;
  readonly municipalityId: string;
  scoped: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
};

/** A command that is told to stop (Ctrl-C) leaves no database running that it has started. Gives how to take this back, when it is closed. */
export function closeWhenTold(close: () => Promise<unknown>): () => void {
  const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
  const told = Object.entries(codes).map(([signal, code]) => {
    const end = () => void close().finally(() => process.exit(code));
    process.once(signal, end);
    return () => process.off(signal, end);
  });
  return () => {
    for (const forget of told) forget();
  };
}

/** Runs a command on the database that the environment names, in one municipality: the one with the slug, or the first. */
export async function withDatabase<T>(slug: string | undefined, work: (desk: Desk) => Promise<T>): Promise<T> {
  const config = readConfig();
  const database = await openDatabase({
    dataDir: config.DATA_DIR,
    databaseUrl: config.DATABASE_URL,
    appDatabaseUrl: config.APP_DATABASE_URL,
    secret: await secretKey(config.SECRET_KEY, config.DATA_DIR),
    role: 'guest',
    log: warn,
    max: 4,
  });
  const forget = closeWhenTold(() => database.close());
  try {
    const { db } = database;
    const now = new Date();
    const first = await seedMunicipality(db, { ...UNNAMED, now });
    await seedClockIfNone(db, first, now);
    const municipalityId = slug === undefined ? first : await municipalityBySlug(db, slug);
    if (!municipalityId) throw new UsageError(`ไม่มีเทศบาล “${slug}” · there is no municipality "${slug}"`);
    return await work({ db, municipalityId, scoped: (run) => inMunicipality(db, municipalityId, run) });
  } finally {
    forget();
    await database.close();
  }
}
