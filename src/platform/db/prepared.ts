import { createHash } from 'node:crypto';
import type { CompiledQuery } from 'kysely';

const names = new Map<string, string>();
/** A connection keeps every prepared statement: only texts that do not vary may be, and this many are far more than we have. */
const MOST = 200;

/** Marks a statement whose text never varies: a connection parses and plans it once. Not for one whose best plan follows its values. */
export function prepared<R>(query: CompiledQuery<R>): CompiledQuery<R> {
  if (!names.has(query.sql) && names.size < MOST) {
    names.set(query.sql, createHash('sha256').update(query.sql).digest('base64url').slice(0, 24));
  }
  return query;
}

/** The name that a marked statement is prepared under. */
export const preparedName = (text: string): string | undefined => names.get(text);
