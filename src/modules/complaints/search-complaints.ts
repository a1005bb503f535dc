import { sql } from 'kysely';
import type { Tx } from '../../platform/db/db.ts';
import { dayOf, fold, skeleton } from '../../thai/index.ts';
import type { Actor } from '../people/index.ts';
import type { ComplaintPage, ListQuery } from './contract.ts';
import { readNumber } from './number.ts';
import { pageKey, readPageKey } from './page-key.ts';
import { presentRow } from './present-row.ts';
import { maySee, reach, seesContact } from './rules.ts';

/** Trigrams need three letters; a shorter word is looked for in this many of the newest cases. */
const NEWEST = 5000;

/**
 * Finds any part of any word, newest first. Exactly as typed at first; when that finds nothing, without regard to tone marks
 * (`near`). Contact data is searched only for those who may see it.
 */
export async function searchComplaints(
  tx: Tx,
  actor: Actor,
  typed: string,
  query: ListQuery,
  now: Date,
): Promise<ComplaintPage> {
  const words = readNumber(typed) ?? typed;
  const exact = await find(tx, actor, words, query, true);
  const found = exact.length > 0 || query.after ? exact : await find(tx, actor, words, query, false);
  const ids = found.slice(0, query.limit);
  const rows =
    ids.length === 0 ? [] : await tx.selectFrom('complaints.complaint').selectAll().where('id', 'in', ids).execute();
  const inOrder = ids.flatMap((id) => rows.filter((row) => row.id === id && maySee(row, actor)));
  const last = found.length > query.limit ? inOrder.at(-1) : undefined;
  return {
    items: inOrder.map((row) => presentRow(row, dayOf(now))),
    next: last ? pageKey(last.received_at.toISOString(), last.id) : null,
    searched: isShort(words) ? 'newest' : 'all',
    near: exact.length === 0 && found.length > 0,
  };
}

const isShort = (words: string) => Array.from(skeleton(words)).length < 3;
const like = (text: string) => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;

async function find(tx: Tx, actor: Actor, typed: string, query: ListQuery, exactly: boolean): Promise<string[]> {
  const after = readPageKey(query.after);
  const { everywhere, ownDepartment, own } = reach(actor);
  const digits = typed.replaceAll(/[\s().-]/g, '');
  const contact = seesContact(actor)
    ? like(skeleton(/^\+?\d{3,}$/.test(digits) ? digits.replace(/^\+66/, '0') : typed))
    : null;
  const { rows } = await sql<{ complaint_id: string }>`select complaint_id from complaints.search_ids(
    ${like(skeleton(typed))}, ${exactly ? like(fold(typed)) : null}, ${contact},
    ${everywhere}::text[], ${ownDepartment}::uuid, ${own}::text[], ${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid,
    ${isShort(typed) ? NEWEST : null}::int, ${query.limit + 1}::int)`.execute(tx);
  return rows.map((row) => row.complaint_id);
}
