import type { Tx } from '../../platform/db/db.ts';
import { addDays, dayOf, fiscalYearOf, fiscalYearRange } from '../../thai/index.ts';
import type { Actor } from '../people/index.ts';
import type { HomeView } from './contract.ts';
import { countViews, listComplaints } from './list-complaints.ts';
import { type Reach, reach } from './rules.ts';
import { departmentOfFact } from './store.ts';

const TREND_DAYS = 30;

/** What an officer needs to know at the start of a day. Figures are read from the daily facts, so their cost does not follow the register. */
export async function homeView(tx: Tx, actor: Actor, now: Date): Promise<HomeView> {
  const today = dayOf(now);
  const first = addDays(today, 1 - TREND_DAYS);
  const { everywhere, ownDepartment, own } = figuresReach(actor);
  const facts = (from: string) =>
    tx
      .selectFrom('complaints.daily_fact')
      .where('day', '>=', from)
      .where('day', '<=', today)
      .where((eb) =>
        eb.or([
          ...(everywhere.length > 0 ? [eb('visibility', 'in', everywhere)] : []),
          ...(ownDepartment ? [eb('department_id', '=', ownDepartment).and('visibility', 'in', own)] : []),
        ]),
      );
  const days = await facts(first)
    .select((eb) => ['day', eb.fn.sum<string>('received').as('received'), eb.fn.sum<string>('closed').as('closed')])
    .groupBy('day')
    .execute();
  const departments = await facts(fiscalYearRange(fiscalYearOf(today)).from)
    .select((eb) => [
      'department_id',
      eb.fn.sum<string>('received').as('received'),
      eb.fn.sum<string>('closed').as('closed'),
      eb.fn.sum<string>('closed_on_time').as('closed_on_time'),
    ])
    .groupBy('department_id')
    .execute();
  const byDay = new Map(days.map((row) => [row.day, row]));
  const trend = Array.from({ length: TREND_DAYS }, (_, i) => addDays(first, i)).map((day) => ({
    day,
    received: Number(byDay.get(day)?.received ?? 0),
    closed: Number(byDay.get(day)?.closed ?? 0),
  }));
  const lists = actor.may.has('complaint.list');
  const due = lists ? await mostUrgent(tx, actor, now) : [];
  return {
    today,
    counts: await countViews(tx, actor, today),
    newToday: trend.at(-1)?.received ?? 0,
    trend,
    departments: departments
      .map((row) => ({
        departmentId: departmentOfFact(row.department_id),
        received: Number(row.received),
        closed: Number(row.closed),
        closedOnTime: Number(row.closed_on_time),
      }))
      .sort((a, b) => b.received - a.received),
    due,
  };
}

/** Figures give away no more than the lists do; who oversees the office without reading its cases sees those of ordinary cases. */
function figuresReach(actor: Actor): Reach {
  const seen = reach(actor);
  const oversees = actor.may.has('audit.read') || actor.roles.includes('assessor');
  return oversees && !seen.everywhere.includes('normal')
    ? { ...seen, everywhere: [...seen.everywhere, 'normal'] }
    : seen;
}

/** Overdue first, then today's, then the next days': at most eight. */
async function mostUrgent(tx: Tx, actor: Actor, now: Date): Promise<HomeView['due']> {
  const found: HomeView['due'] = [];
  for (const view of ['overdue', 'due-today', 'due-soon'] as const) {
    if (found.length < 8)
      found.push(...(await listComplaints(tx, actor, { view, limit: 8 - found.length }, now)).items);
  }
  return found;
}
