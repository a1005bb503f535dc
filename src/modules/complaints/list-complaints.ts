import { type SelectQueryBuilder, sql } from 'kysely';
import type { Tables, Tx } from '../../platform/db/db.ts';
import { addDays, type Day, dayOf, startOfDay } from '../../thai/index.ts';
import type { Actor } from '../people/index.ts';
import type { ComplaintPage, Counts, ListFilter, ListQuery } from './contract.ts';
import { pageKey, readPageKey } from './page-key.ts';
import { presentRow, SOON_DAYS } from './present-row.ts';
import { reach } from './rules.ts';
import { searchComplaints } from './search-complaints.ts';
import { within } from './store.ts';
import type { Complaint } from './tables.ts';

type Query = SelectQueryBuilder<Tables, 'complaints.complaint', object>;
/** Cases that still wait for an answer: these have a clock running against us. */
const UNANSWERED = ['new', 'assigned', 'in-progress', 'waiting-citizen', 'waiting-agency'] as const;
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

function narrow(query: Query, filter: ListFilter, actor: Actor, today: Day): Query {
  let q = inView(query, filter.view ?? 'all', actor, today);
  if (filter.status) q = q.where('status', '=', filter.status);
  if (filter.categoryId) q = q.where('category_id', '=', filter.categoryId);
  if (filter.departmentId) q = q.where('department_id', '=', filter.departmentId);
  if (filter.communityId) q = q.where('community_id', '=', filter.communityId);
  if (filter.channel) q = q.where('channel', '=', filter.channel);
  if (filter.kind) q = q.where('kind', '=', filter.kind);
  if (filter.from) q = q.where('received_at', '>=', startOfDay(filter.from));
  if (filter.to) q = q.where('received_at', '<', startOfDay(addDays(filter.to, 1)));
  return q;
}

type View = NonNullable<ListFilter['view']>;
function inView(q: Query, view: View, actor: Actor, today: Day): Query {
  const unanswered = q.where('open', '=', true).where('status', 'in', UNANSWERED);
  switch (view) {
    case 'all':
      return q;
    case 'open':
      return q.where('open', '=', true);
    case 'unassigned':
      return q.where('status', '=', 'new');
    case 'mine':
      return q.where('open', '=', true).where('owner_id', '=', actor.id);
    case 'my-department':
      return q.where('open', '=', true).where('department_id', '=', actor.departmentId);
    case 'due-today':
      return unanswered.where('citizen_due_on', '=', today);
    case 'due-soon':
      return unanswered.where('citizen_due_on', '>', today).where('citizen_due_on', '<=', addDays(today, SOON_DAYS));
    case 'overdue':
      return unanswered.where('citizen_due_on', '<', today);
    case 'waiting':
      return q.where('status', 'in', ['waiting-citizen', 'waiting-agency']);
    case 'to-close':
      return q.where('status', '=', 'answered');
    case 'closed':
      return q.where('open', '=', false);
  }
}

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
