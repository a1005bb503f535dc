import { sql } from 'kysely';
import type { Tx } from '../../platform/db/db.ts';
import { pageKey, readPageKey } from '../../platform/page-key.ts';
import { type Day, dayOf } from '../../thai/index.ts';
import type { Actor } from '../people/index.ts';
import type { ComplaintPage, Counts, ListQuery } from './contract.ts';
import { inView, narrow, type View } from './narrow.ts';
import { presentRow } from './present-row.ts';
import { reach } from './rules.ts';
import { searchComplaints } from './search-complaints.ts';
import { within } from './store.ts';
import type { Complaint } from './tables.ts';

const DUE_VIEWS = new Set(['due-today', 'due-soon', 'overdue']);

/** One page of the register that the actor may see: newest first, in the due views by due day. */
export async function listComplaints(tx: Tx, actor: Actor, query: ListQuery, now: Date): Promise<ComplaintPage> {
  const today = dayOf(now);
  if (query.search) return searchComplaints(tx, actor, query.search, query, now);
  const byDue = DUE_VIEWS.has(query.view ?? '');
  const after = readPageKey(query.after);
  const filtered = narrow(
    tx.selectFrom('complaints.complaint').where(within(reach(actor), actor.id)),
    query,
    actor,
    today,
  );
  const sorted = byDue
    ? filtered.orderBy('citizen_due_on').orderBy('id')
    : filtered.orderBy('received_at', 'desc').orderBy('id', 'desc');
  const keyed = after
    ? byDue
      ? sorted.where(sql<boolean>`(citizen_due_on, id) > (${after.at}::date, ${after.id}::uuid)`)
      : sorted.where(sql<boolean>`(received_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`)
    : sorted;
  const rows = await keyed
    .selectAll()
    .limit(query.limit + 1)
    .execute();
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  return {
    items: page.map((row) => presentRow(row, today)),
    next: last ? keyAfter(last, byDue) : null,
    searched: null,
    near: false,
  };
}

const keyAfter = (row: Complaint, byDue: boolean) =>
  pageKey(byDue ? (row.citizen_due_on ?? '') : row.received_at.toISOString(), row.id);

/** Counts stop here: their cost must not grow with the register. */
export const MOST_COUNTED = 1000;

/** How many the actor would find in each view, in one round trip. */
export async function countViews(tx: Tx, actor: Actor, today: Day): Promise<Counts> {
  const count = (view: View) =>
    sql<number>`(select count(*)::int from (${inView(
      tx.selectFrom('complaints.complaint').where(within(reach(actor), actor.id)),
      view,
      actor,
      today,
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
      count('waiting').as('waiting'),
      count('to-close').as('toClose'),
    ])
    .executeTakeFirstOrThrow();
}
