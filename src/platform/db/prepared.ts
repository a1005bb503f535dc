import { createHash } from 'node:crypto';
import type { CompiledQuery } from 'kysely';

const names = new Map<string, string>();
/** A connection keeps every prepared statement: only texts that do not vary may be, and this many are far more than we have. */
const MOST = 200;

/** Marks a statement whose text never varies: a connection parses and plans it once. Not for one whose best plan follows its values. */
export function prepared<R>(query: CompiledQuery<R>): CompiledQuery<R> {
  keep(query.sql);
  return query;
}

/** Most parameters of a statement that is prepared unasked: more, and its text follows how many rows it carries. */
const MOST_PARAMETERS = 16;

/**
 * The name that a statement is prepared under: when it was marked, or when it adds or changes rows with few parameters. Those have
 * one plan whatever their values; parsing and planning them anew, policies included, costs more than running them.
 */
export function preparedName({ sql, parameters, query }: CompiledQuery): string | undefined {
  const changes = query.kind === 'InsertQueryNode' || query.kind === 'UpdateQueryNode';
  if (changes && parameters.length <= MOST_PARAMETERS) keep(sql);
  return names.get(sql);
}

function keep(text: string): void {
  if (names.has(text) || names.size >= MOST) return;
  names.set(text, createHash('sha256').update(text).digest('base64url').slice(0, 24));
}
