import { type CompiledQuery, type Insertable, sql } from 'kysely';
import type { Tables, Tx } from './db.ts';
import { prepared } from './prepared.ts';

/**
 * Adds many rows in one statement whose text is the same however many they are: the rows travel as one JSON parameter, and the
 * statement is planned once a connection. Beside `values (…), (…)` this saves the database the parsing of thousands of
 * parameters. Every row has the columns of the first; columns left out get their default. A `json` column is given its value,
 * not its text.
 */
export async function insertRows<T extends keyof Tables>(
  tx: Tx,
  table: T,
  rows: readonly Insertable<Tables[T]>[],
): Promise<void> {
  for (const statement of insertStatements(tx, table, rows)) await tx.executeQuery(statement);
}

/** The statement that does it, to be sent with others; none where no row is. */
export function insertStatements<T extends keyof Tables>(
  tx: Tx,
  table: T,
  rows: readonly Insertable<Tables[T]>[],
): CompiledQuery[] {
  const [first] = rows;
  if (!first) return [];
  const columns = sql.join(Object.keys(first).map((column) => sql.ref(column)));
  const query = sql`insert into ${sql.table(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${rowsAsJson(rows)}::json)`;
  return [prepared(query.compile(tx))];
}

/** What `JSON.stringify` writes of a Buffer and of half a surrogate pair. Where neither is, nothing has to be changed. */
const UNREADABLE = /"type":"Buffer"|\\ud[89a-f]/;

/** Rows as PostgreSQL reads them: bytes in hexadecimal (a Buffer would say its numbers one by one), and no half of a surrogate pair. */
export function rowsAsJson(rows: readonly object[]): string {
  const json = JSON.stringify(rows);
  return UNREADABLE.test(json) ? JSON.stringify(rows, readable) : json;
}

function readable(this: Readonly<Record<string, unknown>>, key: string, value: unknown): unknown {
  const own = this[key];
  if (Buffer.isBuffer(own)) return `\\x${own.toString('hex')}`;
  return typeof value === 'string' ? value.toWellFormed() : value;
}
