import type { SelectQueryBuilder } from 'kysely';
import type { Tables } from '../../platform/db/db.ts';
import { endOfDay, startOfDay } from '../../thai/index.ts';
import type { Actor } from '../people/index.ts';
import type { ListFilter } from './contract.ts';
import type { Today } from './due-days.ts';
import { UNANSWERED, WITH_US } from './rules.ts';

type Query = SelectQueryBuilder<Tables, 'complaints.complaint', object>;

/** What a filter leaves of the register. */
export function narrow(query: Query, filter: ListFilter, actor: Actor, days: Today): Query {
  let q = inView(query, filter.view ?? 'all', actor, days);
  if (filter.status) q = q.where('status', '=', filter.status);
  if (filter.categoryId) q = q.where('category_id', '=', filter.categoryId);
  if (filter.departmentId === 'none') q = q.where('department_id', 'is', null);
  else if (filter.departmentId) q = q.where('department_id', '=', filter.departmentId);
  if (filter.communityId) q = q.where('community_id', '=', filter.communityId);
  if (filter.channel) q = q.where('channel', '=', filter.channel);
  if (filter.kind) q = q.where('kind', '=', filter.kind);
  if (filter.from) q = q.where('received_at', '>=', startOfDay(filter.from));
  if (filter.to) q = q.where('received_at', '<', endOfDay(filter.to));
  if (isByEnd(filter)) q = q.where('closed_at', 'is not', null);
  if (filter.closedFrom) q = q.where('closed_at', '>=', startOfDay(filter.closedFrom));
  if (filter.closedTo) q = q.where('closed_at', '<', endOfDay(filter.closedTo));
  return q;
}

/** Whether only what has ended is asked for, which is then listed by its end. */
export const isByEnd = ({ closedFrom, closedTo }: ListFilter): boolean =>
  closedFrom !== undefined || closedTo !== undefined;

export type View = NonNullable<ListFilter['view']>;
/**
 * What a view shows; the views of the clock hold what still waits for an answer. Every open case is in one of those that somebody goes through
 * each day: unassigned, with a department or officer, waiting, or to close.
 */
export function inView(q: Query, view: View, actor: Actor, days: Today): Query {
  const { today, lastToday, lastSoon } = days;
  const unanswered = q.where('open', '=', true).where('status', 'in', UNANSWERED);
  switch (view) {
    case 'all':
      return q;
    case 'open':
      return q.where('open', '=', true);
    case 'unassigned':
      return withNobody(q.where('open', '=', true).where('status', 'in', WITH_US), days);
    case 'mine':
      return q.where('open', '=', true).where('owner_id', '=', actor.id);
    case 'my-department':
      return q.where('open', '=', true).where('department_id', '=', actor.departmentId);
    case 'due-today':
      return unanswered.where('citizen_due_on', '>=', today).where('citizen_due_on', '<=', lastToday);
    case 'due-soon':
      return unanswered.where('citizen_due_on', '>', lastToday).where('citizen_due_on', '<=', lastSoon);
    case 'overdue':
      return unanswered.where('citizen_due_on', '<', today);
    case 'citizen-spoke':
      return q.where('citizen_spoke_at', 'is not', null);
    case 'waiting':
      return q.where('status', 'in', ['waiting-citizen', 'waiting-agency']);
    case 'to-close':
      return q.where('status', '=', 'answered');
    case 'closed':
      return q.where('open', '=', false);
  }
}

/**
 * What nobody holds (the index `complaint_with_nobody`), or a department in which nobody is, or of corruption an officer who does not see it any
 * more: nobody would look.
 */
const withNobody = (q: Query, { emptyDepartments, blindOwners }: Today): Query =>
  q.where((row) => {
    const nobodys = row.and([
      row('owner_id', 'is', null),
      // A department does not see what is of corruption: that one is named there says nothing of who holds it.
      row.or([row('department_id', 'is', null), row('visibility', '=', 'corruption')]),
    ]);
    return row.or([
      nobodys,
      ...(emptyDepartments.length === 0
        ? []
        : [row('department_id', 'in', emptyDepartments).and('visibility', '!=', 'corruption')]),
      ...(blindOwners.length === 0 ? [] : [row('visibility', '=', 'corruption').and('owner_id', 'in', blindOwners)]),
    ]);
  });
