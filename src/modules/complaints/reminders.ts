import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/db/db.ts';
import type { Job } from '../../platform/jobs.ts';
import { dayOf } from '../../thai/index.ts';
import { isWorkingMoment } from './clock/working-time.ts';
import { openClockBook } from './clock-book.ts';
import { type DueDays, dueDaysOf } from './due-days.ts';
import { tellStaff } from './notices.ts';
import { UNANSWERED } from './rules.ts';
import type { Complaint } from './tables.ts';
import { whomToTell } from './whom-to-tell.ts';

const Nothing = z.object({});
const MOST_A_RUN = 500;
const A_PAGE = 200;

/**
 * Reminds those who hear of cases (`whomToTell`) that are due soon, due today or late, each once for each due day, in working hours only: run
 * outside of them it does nothing and the next run in them does it all.
 */
export function remindJob(publicUrl: string | null): Job<typeof Nothing> {
  return {
    id: 'complaints.remind',
    schema: Nothing,
    handle: ({ scoped, now }) => scoped((tx) => remind(tx, now(), publicUrl)),
  };
}

async function remind(tx: Tx, now: Date, publicUrl: string | null): Promise<void> {
  const book = await openClockBook(tx);
  const today = dayOf(now);
  if (!isWorkingMoment(now, book.hoursOn(today), book.isHoliday)) return;
  const days = dueDaysOf(book, today);
  let told = 0;
  let rows: Complaint[] = [];
  do {
    rows = await needing(tx, days, rows.at(-1) ?? null);
    for (const row of rows) if (await remindOf(tx, row, days, publicUrl, now)) told += 1;
  } while (rows.length === A_PAGE && told < MOST_A_RUN);
}

/** Whether anybody was told: what nobody could be told is due still, and comes again when somebody can. */
async function remindOf(tx: Tx, row: Complaint, days: DueDays, publicUrl: string | null, now: Date): Promise<boolean> {
  const kind = kindOf(row, days);
  const due = row.citizen_due_on;
  if (!kind || !due) return false;
  const to = await whomToTell(tx, row);
  if (to.staff.length === 0) return false;
  const fresh = await tx
    .insertInto('complaints.reminder')
    .values({ complaint_id: row.id, kind, due_on: due, sent_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('complaint_id')
    .executeTakeFirst();
  if (fresh) await tellStaff(tx, row, to, { event: kind, key: `${kind}-${due}`, publicUrl, now });
  return fresh !== undefined;
}

/** Open cases without an answer whose last day is near or past and whose reminder of that kind has not gone out, from the oldest on. */
function needing(tx: Tx, { today, lastToday, lastSoon }: DueDays, after: Complaint | null): Promise<Complaint[]> {
  const place = after && sql<boolean>`(c.citizen_due_on, c.id) > (${after.citizen_due_on}::date, ${after.id}::uuid)`;
  return (
    tx
      .selectFrom('complaints.complaint as c')
      .selectAll('c')
      .where('c.open', '=', true)
      // What was brought in from another system is that system's to be reminded of.
      .where('c.source', 'is', null)
      .where('c.status', 'in', UNANSWERED)
      .where('c.citizen_due_on', '<=', lastSoon)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('complaints.reminder as r')
              .select('r.kind')
              .whereRef('r.complaint_id', '=', 'c.id')
              .whereRef('r.due_on', '=', 'c.citizen_due_on')
              .where(
                sql<boolean>`r.kind = case when c.citizen_due_on < ${today}::date then 'overdue' when c.citizen_due_on <= ${lastToday}::date then 'due-today' else 'due-soon' end`,
              ),
          ),
        ),
      )
      .orderBy('c.citizen_due_on')
      .orderBy('c.id')
      .where(place ?? sql<boolean>`true`)
      .limit(A_PAGE)
      .execute()
  );
}

/** Which reminder a case is due for: where the office is closed on its last day, the last working day before it is the one to answer on. */
function kindOf(row: Complaint, { today, lastToday }: DueDays): 'due-soon' | 'due-today' | 'overdue' | null {
  const due = row.citizen_due_on;
  if (due === null) return null;
  if (due < today) return 'overdue';
  return due <= lastToday ? 'due-today' : 'due-soon';
}
