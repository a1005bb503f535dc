import { type CompiledQuery, type Generated, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { on, type ScopedConnection, scopedConnection } from './scoped-connection.ts';

/** Every module declares its own tables here, in its own `tables.ts`. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the modules
export interface Tables {}

/** The column that every table of ours starts with; the database fills it from the transaction's scope. */
export type Scoped = { municipality_id: Generated<string> };

/** The pool. Nothing is read through it but by way of `inMunicipality`: outside of a scope every table is empty. */
export type Db = Kysely<Tables>;

declare const scoped: unique symbol;
/** A transaction scoped to one municipality. Use cases and stores take it first; only `inMunicipality` makes one. */
export type Tx = Kysely<Tables> & { readonly [scoped]: string };

// A calendar date stays the text 'YYYY-MM-DD': a Date would carry a time zone that it does not have.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
// Counters and byte counts are far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** What a database or a role may be set to otherwise and we rely on: how times and bytes are written, and that filings at one moment do not fail. */
const SESSION = `set datestyle = 'ISO'; set timezone = 'UTC'; set intervalstyle = 'postgres'; set bytea_output = 'hex';
  set default_transaction_isolation = 'read committed'`;

/** Waited for before anybody is given the connection, which its type does not say. */
function begin(client: pg.ClientBase): unknown {
  return client.query(SESSION);
}

/** A pool of connections that are the same whatever the server is set to. Those that break are dropped, and new ones opened. */
export function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ ...config, onConnect: begin });
  pool.on('error', () => undefined);
  // One that breaks while it is used fails its statements; unheard, it would also end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Which pool a `Db` opens its transactions on. */
const pools = new WeakMap<Db, pg.Pool>();

/** Opens a pool on a connection string. */
export function openDb(connectionString: string, { max = 20 }: { max?: number } = {}): Db {
  const pool = openPool({
    connectionString,
    max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    pipeline: true,
  });
  const db: Db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  pools.set(db, pool);
  return db;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whose transaction it is: what sends statements together asks it, not the query builder, which may let others go before. */
const connections = new WeakMap<Tx, ScopedConnection>();

/**
 * Runs `work` in a transaction that sees and writes one municipality's rows only.
 * `set local` rather than `set_config()`: the latter does not reach Citus workers.
 */
export async function inMunicipality<T>(db: Db, municipalityId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const connection = connectionFor(db, municipalityId);
  let result: T;
  try {
    // The only place where the brand is given: nothing else can make a `Tx`, so nothing else can ask outside of a scope.
    const tx = new Kysely<Tables>({ dialect: on(connection) }) as unknown as Tx;
    connections.set(tx, connection);
    result = await work(tx);
  } catch (error) {
    await connection.rollback();
    throw error;
  }
  await connection.commit();
  return result;
}

/** Sends statements that do not depend on each other's results, in their order and in one round trip; gives the rows of the last. */
export type Send = <R>(tx: Tx, before: readonly CompiledQuery[], last: CompiledQuery<R>) => Promise<readonly R[]>;

/** The transaction goes on. @throws the first statement's error */
export const send: Send = (tx, before, last) => sendOn(connectionOf(tx), before, last);

/**
 * The commit leaves right behind the last statement: what it locks is free one round trip earlier. Resolves once it is committed; nothing
 * can be asked in the transaction after it. @throws the first statement's error; nothing was kept then
 */
export const sendAndCommit: Send = async (tx, before, last) => {
  const connection = connectionOf(tx);
  const sent = sendOn(connection, before, last);
  const committed = connection.commit();
  committed.catch(() => undefined); // of a statement that failed it says only that one did
  const rows = await sent;
  await committed;
  return rows;
};

async function sendOn<R>(
  connection: ScopedConnection,
  before: readonly CompiledQuery[],
  last: CompiledQuery<R>,
): Promise<readonly R[]> {
  const asked = before.map((statement) => connection.executeQuery(statement));
  const [{ rows }] = await Promise.all([connection.executeQuery<R>(last), ...asked]);
  return rows;
}

/** The same of statements that give nothing, in a transaction of their own. */
export async function inOneTrip(db: Db, municipalityId: string, statements: readonly CompiledQuery[]): Promise<void> {
  const connection = connectionFor(db, municipalityId);
  const asked = statements.map((statement) => connection.executeQuery(statement));
  const ended = connection.commit(); // a transaction in which a statement failed is rolled back by it
  const outcomes = await Promise.allSettled([...asked, ended]);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}

function connectionOf(tx: Tx): ScopedConnection {
  const connection = connections.get(tx);
  if (!connection) throw new TypeError('a transaction is opened by inMunicipality');
  return connection;
}

function connectionFor(db: Db, municipalityId: string): ScopedConnection {
  if (!UUID.test(municipalityId)) throw new TypeError('a municipality id is a UUID');
  const pool = pools.get(db);
  if (!pool) throw new TypeError('a database is opened by openDb');
  return scopedConnection(pool, `begin; set local app.municipality_id = '${municipalityId}'`);
}
