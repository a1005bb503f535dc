import type pg from 'pg';
import { SCHEMAS } from '../db/migrate.ts';

export type Table = {
  readonly name: string;
  /** As SQL writes it. */
  readonly quoted: string;
  readonly columns: readonly string[];
  readonly bytes: number;
};

/** Our tables with the columns that are written. What is unlogged a crash may lose, and so may a loss: attempts that were counted. */
export async function listTables(client: pg.Client): Promise<readonly Table[]> {
  const { rows } = await client.query<Table>(
    `select n.nspname || '.' || c.relname as name, format('%I.%I', n.nspname, c.relname) as quoted, pg_table_size(c.oid)::float8 as bytes,
            array(select a.attname::text from pg_attribute a
                   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any ($1) and c.relkind = 'r' and c.relpersistence = 'p' order by 1`,
    [SCHEMAS],
  );
  return rows;
}

/** A table with these of its columns, as `copy` names them. */
export const namedColumns = (client: pg.Client, { quoted }: Table, columns: readonly string[]): string =>
  `${quoted} (${columns.map((name) => client.escapeIdentifier(name)).join(', ')})`;
