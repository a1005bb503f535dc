import {
  type CompiledQuery,
  type ControlledTransaction,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely';
import type { Db, Tables } from '../../../platform/db/db.ts';

/**
 * A Kysely dialect that lends out connections scoped to one municipality, for a library that brings its own queries. Every
 * connection is a transaction of `db` whose scope was set with `set local`: it ends with the transaction, so nothing is left to
 * clean before the next one uses the connection.
 */
export function scopedDialect(db: Db, municipalityId: string): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => scopedDriver(db, municipalityId),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (other) => new PostgresIntrospector(other),
  };
}

function scopedDriver(db: Db, municipalityId: string): Driver {
  const lent = new WeakMap<DatabaseConnection, ControlledTransaction<Tables>>();
  const transactionOf = (connection: DatabaseConnection) => {
    const transaction = lent.get(connection);
    if (!transaction) throw new TypeError('this connection was not lent here');
    return transaction;
  };
  return {
    init: async () => undefined,
    async acquireConnection() {
      const transaction = await db.startTransaction().execute();
      const connection = over(transaction);
      lent.set(connection, transaction);
      try {
        await sql`set local app.municipality_id = ${sql.lit(municipalityId)}`.execute(transaction);
      } catch (error) {
        await transaction.rollback().execute();
        throw error;
      }
      return connection;
    },
    beginTransaction: async () => undefined,
    commitTransaction: async (connection) => transactionOf(connection).commit().execute(),
    rollbackTransaction: async (connection) => transactionOf(connection).rollback().execute(),
    async releaseConnection(connection) {
      const transaction = transactionOf(connection);
      if (!transaction.isCommitted && !transaction.isRolledBack) await transaction.commit().execute();
    },
    destroy: async () => undefined,
  };
}

const over = (transaction: ControlledTransaction<Tables>): DatabaseConnection => ({
  executeQuery: <R>(query: CompiledQuery) => transaction.executeQuery<R>(query as CompiledQuery<R>),
  streamQuery: () => {
    throw new TypeError('a scoped connection does not stream');
  },
});
