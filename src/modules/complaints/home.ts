import type { Tx } from '../../platform/db/db.ts';
import { addDays, dayOf, fiscalYearOf, fiscalYearRange } from '../../thai/index.ts';
import type { Actor } from '../people/index.ts';
import type { HomeView } from './contract.ts';
import { dueDays, type Today } from './due-days.ts';
import { factsOf } from './facts-of.ts';
import { countViews, listIn } from './list-complaints.ts';
import { type Reach, reach } from './rules.ts';
import { departmentOfFact, type FactChange, within } from './store.ts';

const TREND_DAYS = 30;

/** What an officer needs to know at the start of a day. Figures are read from the daily facts, so their cost does not follow the register. */
export async function homeView(tx: Tx, actor: Actor, now: Date): Promise<HomeView> {
  const today = dayOf(now);
  const first = addDays(today, 1 - TREND_DAYS);
  const year = fiscalYearRange(fiscalYearOf(today)).from;
  const seen = figuresReach(actor);
  const { everywhere, ownDepartment, own } = seen;
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
  const departments = await facts(year)
    .select((eb) => [
      'department_id',
      eb.fn.sum<string>('received').as('received'),
      eb.fn.sum<string>('closed').as('closed'),
      eb.fn.sum<string>('closed_on_time').as('closed_on_time'),
    ])
    .groupBy('department_id')
    .execute();
  const hidden = await againstActor(tx, actor, seen);
  const without = (sum: string | undefined, of: 'received' | 'closed' | 'closedOnTime', among: readonly FactChange[]) =>
    among.reduce((left, fact) => left + fact[of], Number(sum ?? 0));
  const byDay = new Map(days.map((row) => [row.day, row]));
  const trend = Array.from({ length: TREND_DAYS }, (_, i) => addDays(first, i)).map((day) => {
    const among = hidden.filter((fact) => fact.day === day);
    return {
      day,
      received: without(byDay.get(day)?.received, 'received', among),
      closed: without(byDay.get(day)?.closed, 'closed', among),
    };
  });
  const lists = actor.may.has('complaint.list');
  const pressing = await dueDays(tx, today);
  const due = lists ? await mostUrgent(tx, actor, pressing) : [];
  return {
    today,
    counts: await countViews(tx, actor, pressing),
    newToday: trend.at(-1)?.received ?? 0,
    trend,
    departments: departments
      .map((row) => {
        const departmentId = departmentOfFact(row.department_id);
        const among = hidden.filter((fact) => fact.departmentId === departmentId && fact.day >= year);
        return {
          departmentId,
          received: without(row.received, 'received', among),
          closed: without(row.closed, 'closed', among),
          closedOnTime: without(row.closed_on_time, 'closedOnTime', among),
        };
      })
      .sort((a, b) => b.received - a.received),
    due,
  };
}

/** What the daily facts count of cases against the actor, to be taken off again: of these they see neither the case nor that there is one. */
async function againstActor(tx: Tx, actor: Actor, seen: Reach): Promise<FactChange[]> {
  if (actor.kind !== 'staff' || actor.id === null) return [];
  const rows = await tx
    .selectFrom('complaints.complaint')
    .selectAll()
    .where('respondent_id', '=', actor.id)
    .where(within(seen, null))
    .execute();
  return rows.flatMap((row) => factsOf(row, -1));
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
async function mostUrgent(tx: Tx, actor: Actor, days: Today): Promise<HomeView['due']> {
  const found: HomeView['due'] = [];
  for (const view of ['overdue', 'due-today', 'due-soon'] as const) {
    if (found.length < 8) found.push(...(await listIn(tx, actor, { view, limit: 8 - found.length }, days)).items);
  }
  return found;
}
