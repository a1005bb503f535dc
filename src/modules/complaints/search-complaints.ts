import { sql } from 'kysely';
import type { Tx } from '../../platform/db/db.ts';
import { pageKey, readPageKey } from '../../platform/page-key.ts';
import { fold, skeleton, toArabicDigits } from '../../thai/index.ts';
import type { Actor } from '../people/index.ts';
import type { ComplaintPage, ListQuery } from './contract.ts';
import { foundAsShown } from './deidentified/found-as-shown.ts';
import type { Today } from './due-days.ts';
import { narrow } from './narrow.ts';
import { isClassed, readNumber } from './number.ts';
import { presentRows } from './present-row.ts';
import { mayBeHidden, maySee, reach, seesContact } from './rules.ts';
import { localPhone } from './search-text.ts';

/** Trigrams need three letters; a shorter word is looked for in this many of the newest cases. */
const NEWEST = 5000;
/** Digits and addresses of mail are few people's, and many cases hold none of them. */
const NAMES_ONE = /[\d๐-๙@]/;
/** Of so many newest cases the words are read before their index is asked. */
const FIRST_LOOK = 2000;

/**
 * Finds any part of any word, newest first. Exactly as typed at first; when that finds nothing, without regard to tone marks
 * (`near`). Contact data is searched only for those who may see it, and of words that are masked only what is shown.
 */
export async function searchComplaints(
  tx: Tx,
  actor: Actor,
  typed: string,
  query: ListQuery,
  days: Today,
): Promise<ComplaintPage> {
  const number = readNumber(typed);
  const words = number !== null && isClassed(typed) ? number : typed;
  // "99/12" may be a number of the register without its letter, and may be a house: the numbered case comes first, once.
  const numbered =
    number !== null && words !== number
      ? (await find(tx, actor, number, { ...query, after: undefined }, true, days)).ids
      : [];
  const exact = await find(tx, actor, words, query, true, days); // the pages of a near search have no exact hit either
  const isNear = exact.ids.length === 0 && numbered.length === 0;
  const { ids: found, gaveUp } = isNear ? await find(tx, actor, words, query, false, days) : exact;
  const page = found.slice(0, query.limit).filter((id) => !numbered.includes(id));
  const ids = query.after ? page : [...numbered, ...page];
  const rows =
    ids.length === 0 ? [] : await tx.selectFrom('complaints.complaint').selectAll().where('id', 'in', ids).execute();
  const inOrder = ids.flatMap((id) => rows.filter((row) => row.id === id && maySee(row, actor)));
  // The numbered case stands outside of the order that pages follow.
  const last = found.length > query.limit ? inOrder.findLast(({ id }) => !numbered.includes(id)) : undefined;
  return {
    items: await presentRows(tx, actor, inOrder, days),
    next: last ? pageKey(last.received_at.toISOString(), last.id) : null,
    searched: isShort(words) || gaveUp ? 'newest' : 'all',
    near: isNear && found.length > 0,
  };
}

const isShort = (words: string) => Array.from(skeleton(words)).length < 3;
const like = (text: string) => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;

/** A filter beside a search is applied to what the words found, this many at a time. */
const A_ROUND = 400;
const MOST_ROUNDS = 10;

/**
 * Ids of one page and one more. Beside a filter, and where words may be masked, what the words find is narrowed round by round until
 * the page is full. `gaveUp`: of what was hidden there was too much to go through all of it.
 */
async function find(
  tx: Tx,
  actor: Actor,
  typed: string,
  query: ListQuery,
  exactly: boolean,
  days: Today,
): Promise<{ ids: string[]; gaveUp: boolean }> {
  const wanted = query.limit + 1;
  const [filtered, hidden] = [isFiltered(query), mayBeHidden(actor)];
  let after = readPageKey(query.after);
  if (!filtered && !hidden) {
    const all = await hits(tx, actor, typed, exactly, after, wanted);
    return { ids: all.map(({ id }) => id), gaveUp: false };
  }
  const found: string[] = [];
  for (let round = 0; found.length < wanted; round += 1) {
    if (round === MOST_ROUNDS) return { ids: found, gaveUp: hidden };
    const next = await hits(tx, actor, typed, exactly, after, A_ROUND);
    const ids = next.map(({ id }) => id);
    const left = filtered ? await narrowed(tx, actor, ids, query, days) : ids;
    found.push(
      ...(hidden ? await foundAsShown(tx, actor, left, { typed, exactly, most: wanted - found.length }) : left),
    );
    const last = next.at(-1);
    if (!last || next.length < A_ROUND) break;
    after = { at: last.at, id: last.id };
  }
  return { ids: found.slice(0, wanted), gaveUp: false };
}

async function narrowed(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
  query: ListQuery,
  days: Today,
): Promise<string[]> {
  if (ids.length === 0) return [];
  const kept = await narrow(tx.selectFrom('complaints.complaint'), query, actor, days)
    .select('id')
    .where('id', 'in', ids)
    .execute();
  const left = new Set(kept.map(({ id }) => id));
  return ids.filter((id) => left.has(id));
}

function isFiltered({ view, search: _search, after: _after, limit: _limit, ...filter }: ListQuery): boolean {
  return (view !== undefined && view !== 'all') || Object.values(filter).some((value) => value !== undefined);
}

type Hit = { id: string; at: string };
type After = { at: string; id: string } | null;

/**
 * The newest hits of a search. Words that many cases hold are found among the newest of all: the index of the words would gather every
 * case that holds them, and whether the database knows that beforehand is a matter of luck.
 */
async function hits(tx: Tx, actor: Actor, typed: string, exactly: boolean, after: After, most: number): Promise<Hit[]> {
  if (isShort(typed)) return hitsAmong(tx, actor, { typed, exactly, after, most, newest: NEWEST });
  if (after === null && exactly && !NAMES_ONE.test(typed)) {
    const found = await hitsAmong(tx, actor, { typed, exactly, after, most, newest: FIRST_LOOK });
    if (found.length >= most) return found;
  }
  return hitsAmong(tx, actor, { typed, exactly, after, most, newest: null });
}

type Sought = { typed: string; exactly: boolean; after: After; most: number; newest: number | null };

async function hitsAmong(tx: Tx, actor: Actor, { typed, exactly, after, most, newest }: Sought): Promise<Hit[]> {
  const { everywhere, ownDepartment, own } = reach(actor);
  const digits = toArabicDigits(typed).replaceAll(/[\s().-]/g, '');
  const contact = seesContact(actor) ? like(skeleton(/^\+?\d{3,}$/.test(digits) ? localPhone(digits) : typed)) : null;
  const { rows } = await sql<{
    id: string;
    at: Date;
  }>`select complaint_id as id, received_at as at from complaints.search_ids(
    ${like(skeleton(typed))}, ${exactly ? like(fold(typed)) : null}, ${contact},
    ${everywhere}::text[], ${ownDepartment}::uuid, ${own}::text[], ${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid,
    ${newest}::int, ${most}::int,
    ${actor.id}::uuid)`.execute(tx);
  return rows.map(({ id, at }) => ({ id, at: at.toISOString() }));
}
