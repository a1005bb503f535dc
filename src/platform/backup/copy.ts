import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from, to } from 'pg-copy-streams';

/** How rows are written must not hang on how a server, a database or a role is set; nor may it end what takes long. */
const SESSION = `set datestyle = 'ISO, YMD'; set timezone = 'UTC'; set intervalstyle = 'postgres'; set bytea_output = 'hex';
  set extra_float_digits = 1; set client_encoding = 'UTF8'; set standard_conforming_strings = on; set row_security = off;
  select set_config(name, '0', false) from pg_settings
   where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout')`;

export async function readyToCopy(client: pg.Client): Promise<void> {
  await client.query(SESSION);
}

/** What a table or a question holds, as PostgreSQL's text format. `what`: a table with its columns, or a select in brackets. */
export async function* copyOut(client: pg.Client, what: string): AsyncGenerator<Buffer> {
  yield* client.query(to(`copy ${what} to stdout`));
}

/** Puts rows as `copyOut` gave them into a table. */
export async function copyIn(client: pg.Client, what: string, rows: Buffer): Promise<void> {
  await pipeline(Readable.from([rows]), client.query(from(`copy ${what} from stdin`)));
}
