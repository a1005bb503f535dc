import { sql } from 'kysely';
import type { Tx } from '../../platform/db/db.ts';
import { pageKey, readPageKey } from '../../platform/page-key.ts';
import { dayOf } from '../../thai/index.ts';
import type { Actor } from '../people/index.ts';
import type { ComplaintPage, Counts, ListQuery } from './contract.ts';
import { dueDays, type Today } from './due-days.ts';
import { inView, isByEnd, narrow, type View } from './narrow.ts';
import { presentRows } from './present-row.ts';
import { reach } from './rules.ts';
import { searchComplaints } from './search-complaints.ts';
import { within } from './store.ts';
import type { Complaint } from './tables.ts';

type Sort = {
  readonly by: 'received_at' | 'closed_at' | 'citizen_due_on' | 'citizen_spoke_at';
  readonly newest: boolean;
};
const DUE_VIEWS = new Set(['due-today', 'due-soon', 'overdue']);

function sortOf(query: ListQuery): Sort {
  if (DUE_VIEWS.has(query.view ?? '')) return { by: 'citizen_due_on', newest: false };
  if (query.view === 'citizen-spoke') return { by: 'citizen_spoke_at', newest: false };
  return { by: isByEnd(query) ? 'closed_at' : 'received_at', newest: true };
}

/** One page of the register that the actor may see: newest first, in the due views by due day, where citizens wait by how long, by the end where its days are asked for. */
export async function listComplaints(tx: Tx, actor: Actor, query: ListQuery, now: Date): Promise<ComplaintPage> {
  const days = await dueDays(tx, dayOf(now));
  return query.search ? searchComplaints(tx, actor, query.search, query, days) : listIn(tx, actor, query, days);
}

/** The same without a search, as seen on a day. */
export async function listIn(tx: Tx, actor: Actor, query: ListQuery, days: Today): Promise<ComplaintPage> {
  const { by, newest } = sortOf(query);
  const after = readPageKey(query.after);
  const filtered = narrow(
    tx.selectFrom('complaints.complaint').where(within(reach(actor), actor.id)),
    query,
    actor,
    days,
  );
  const direction = newest ? 'desc' : 'asc';
  const sorted = filtered.orderBy(by, direction).orderBy('id', direction);
  const beyond = sql.raw(newest ? '<' : '>');
  const type = sql.raw(by === 'citizen_due_on' ? 'date' : 'timestamptz');
  const keyed = after
    ? sorted.where(sql<boolean>`(${sql.ref(by)}, id) ${beyond} (${after.at}::${type}, ${after.id}::uuid)`)
    : sorted;
  const rows = await keyed
    .selectAll()
    .limit(query.limit + 1)
    .execute();
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  return {
    items: await presentRows(tx, actor, page, days),
    next: last ? keyAfter(last, by) : null,
    searched: null,
    near: false,
  };
}

function keyAfter(row: Complaint, by: Sort['by']): string {
  const at = row[by];
  return pageKey(at instanceof Date ? at.toISOString() : (at ?? ''), row.id);
}

/** Counts stop here: their cost must not grow with the register. */
export const MOST_COUNTED = 1000;

/** How many the actor would find in each view, in one round trip. */
export async function countViews(tx: Tx, actor: Actor, days: Today): Promise<Counts> {
  const count = (view: View) =>
    sql<number>`(select count(*)::int from (${inView(
      tx.selectFrom('complaints.complaint').where(within(reach(actor), actor.id)),
      view,
      actor,
      days,
    )
      .select(sql`1`.as('one'))
      .limit(MOST_COUNTED)}) found)`;
  return tx
    .selectNoFrom([
      count('unassigned').as('unassigned'),
      count('mine').as('mine'),
      count('my-department').as('myDepartment'),
      count('open').as('open'),
      count('due-today').as('dueToday'),
      count('due-soon').as('dueSoon'),
      count('overdue').as('overdue'),
      count('citizen-spoke').as('citizenSpoke'),
      count('waiting').as('waiting'),
      count('to-close').as('toClose'),
    ])
    .executeTakeFirstOrThrow();
}
