import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';
import { Refusal } from '../refusal.ts';
import { preparedName } from './prepared.ts';

/** One transaction on one connection: taken from the pool by its first statement, so that work which asks nothing costs nothing. */
export type ScopedConnection = DatabaseConnection & {
  /**
   * May be asked while statements are under way; nothing may be asked after it.
   * @throws Error when a statement had failed and its error was swallowed: the database then commits nothing, and says so quietly.
   */
  commit: () => Promise<void>;
  /** Of what is committed already, or on its way to be, nothing is taken back: it waits for the outcome. */
  rollback: () => Promise<void>;
};

/**
 * `opening` (begin, and what holds for this transaction only) travels together with the first statement: a transaction of one
 * statement costs two round trips rather than four. Statements that do not wait for each other share a round trip too.
 */
export function scopedConnection(pool: pg.Pool, opening: string): ScopedConnection {
  let started: Promise<{ client: pg.PoolClient; opened: Promise<unknown> }> | null = null;
  let ended: Promise<void> | null = null;
  /** What failed first: it ends the transaction, and is why all statements that were under way behind it fail too. */
  let cause: unknown = null;
  const failed = (error: unknown) => {
    cause ??= error;
  };
  const start = async () => {
    const client = await pool.connect();
    const opened = client.query(opening);
    opened.catch(() => undefined); // each statement waits for it and throws its error
    return { client, opened };
  };
  const finish = async (statement: 'commit' | 'rollback') => {
    if (!started) return;
    const { client, opened } = await started;
    const ended = Promise.all([opened, client.query(statement)]);
    const [, { command }] = await ended.catch((error: unknown) => {
      client.release(true);
      throw asLost(error);
    });
    client.release();
    if (command !== statement.toUpperCase()) throw new Error('a statement of this transaction had failed');
  };
  const end = (statement: 'commit' | 'rollback') => (ended ??= finish(statement));
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      if (ended) throw new TypeError('a transaction that ended is asked nothing more');
      started ??= start();
      const { client, opened } = await started;
      const asked = client.query<R & pg.QueryResultRow>(statement(query));
      asked.catch(failed); // heard in the order of the statements, whoever waits for them
      const [, { command, rowCount, rows }] = await Promise.all([opened, asked]).catch((error: unknown) => {
        throw asLost(isConsequence(error) ? (cause ?? error) : error);
      });
      const changes = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE';
      return changes ? { numAffectedRows: BigInt(rowCount ?? 0), rows } : { rows };
    },
    streamQuery: () => {
      throw new TypeError('a scoped transaction does not stream');
    },
    commit: () => end('commit'),
    // What failed is already on its way to the caller; a connection that cannot roll back is closed, which does.
    rollback: () => end('rollback').catch(() => undefined),
  };
}

/** 25P02, in_failed_sql_transaction. */
const isConsequence = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '25P02';

/** node-postgres says in words only that the connection broke before or while it was asked. */
function asLost(error: unknown): unknown {
  const lost = error instanceof Error && /is not queryable|Connection terminated/.test(error.message);
  return lost ? new Refusal('database-unavailable') : error;
}

function statement(query: CompiledQuery): pg.QueryConfig {
  const name = preparedName(query);
  const asked = { text: query.sql, values: [...query.parameters] };
  return name === undefined ? asked : { ...asked, name };
}

/** Lets the query builder run on one connection that is given, and not on one of its own choice. */
export function on(connection: DatabaseConnection): Dialect {
  const nothing = async () => undefined;
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => ({
      init: nothing,
      acquireConnection: async () => connection,
      beginTransaction: nothing,
      commitTransaction: nothing,
      rollbackTransaction: nothing,
      releaseConnection: nothing,
      destroy: nothing,
    }),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}
