import { appUrl } from '../platform/db/app-role.ts';
import { type Db, openDb } from '../platform/db/db.ts';
import { migrate } from '../platform/db/migrate.ts';
import { checkExternal, startPostgres } from '../platform/postgres/index.ts';

export type OpenDatabase = { db: Db; ownerUrl: string; appUrl: string; close(): Promise<void> };

/**
 * The database, ready: embedded in `dataDir` unless `databaseUrl` names a server; migrated; opened as the role that row-level
 * security binds. A `server` keeps an embedded database alive and stops it at its end; a `guest` only visits.
 * @throws PostgresTrouble | Refusal('database-unsuitable')
 */
export async function openDatabase(given: {
  dataDir: string;
  databaseUrl: string | undefined;
  appDatabaseUrl: string | undefined;
  /** The installation's own secret key. */
  secret: string;
  role: 'server' | 'guest';
  log: (line: string) => void;
  max?: number;
}): Promise<OpenDatabase> {
  const embedded = given.databaseUrl
    ? null
    : await startPostgres({ dataDir: given.dataDir, role: given.role, log: given.log });
  const ownerUrl = given.databaseUrl ?? embedded?.ownerUrl ?? '';
  try {
    if (given.databaseUrl) await checkExternal(given.databaseUrl);
    await migrate(ownerUrl);
    const url = await appUrl(ownerUrl, { given: given.appDatabaseUrl, secret: given.secret });
    const db = openDb(url, { max: given.max ?? 20 });
    return {
      db,
      ownerUrl,
      appUrl: url,
      async close() {
        await db.destroy();
        await embedded?.stop();
      },
    };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}
