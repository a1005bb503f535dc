import { appUrl } from '../platform/db/app-role.ts';
import { type Db, openDb } from '../platform/db/db.ts';
import { migrate } from '../platform/db/migrate.ts';
import { checkExternal, startPostgres } from '../platform/postgres/index.ts';

export type OpenDatabase = { db: Db; ownerUrl: string; appUrl: string; close(): Promise<void> };
export type DatabasePlace = {
  dataDir: string;
  databaseUrl: string | undefined;
  role: 'server' | 'guest';
  log: (line: string) => void;
};

/**
 * The database, ready: embedded in `dataDir` unless `databaseUrl` names a server; migrated; opened as the role that row-level
 * security binds. A `server` keeps an embedded database alive and stops it at its end; a `guest` only visits.
 * @throws PostgresTrouble | Refusal('database-unsuitable')
 */
export async function openDatabase(
  given: DatabasePlace & {
    appDatabaseUrl: string | undefined;
    /** The installation's own secret key. */
    secret: string;
    max?: number;
  },
): Promise<OpenDatabase> {
  const server = await openServer(given);
  const { ownerUrl } = server;
  try {
    await migrate(ownerUrl, given.log);
    const url = await appUrl(ownerUrl, { given: given.appDatabaseUrl, secret: given.secret });
    const db = openDb(url, { max: given.max ?? 20 });
    return {
      db,
      ownerUrl,
      appUrl: url,
      async close() {
        await db.destroy();
        await server.close();
      },
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}

/** The server alone, as it is: nothing in the database is changed (but for the extension that `checkExternal` makes). @throws PostgresTrouble */
export async function openServer(given: DatabasePlace): Promise<{ ownerUrl: string; close(): Promise<void> }> {
  if (given.databaseUrl) {
    await checkExternal(given.databaseUrl);
    return { ownerUrl: given.databaseUrl, close: () => Promise.resolve() };
  }
  const embedded = await startPostgres({ dataDir: given.dataDir, role: given.role, log: given.log });
  return { ownerUrl: embedded.ownerUrl, close: () => embedded.stop() };
}
