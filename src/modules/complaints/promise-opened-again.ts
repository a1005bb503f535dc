import { sql } from 'kysely';
import { type Db, inMunicipality, type Tx } from '../../platform/db/db.ts';
import { dayOf } from '../../thai/index.ts';
import { moveClocks } from './move-clocks.ts';
import { UNANSWERED } from './rules.ts';
import { firstDueOn } from './store.ts';
import type { Complaint } from './tables.ts';

type OpenedAgain = Complaint & { readonly opened_again_at: Date };

/**
 * Cases that a version before 0106 opened again are given what it did not: a promise and a department's clock from the moment they were
 * opened again, and whether their first answer came after its own last day. Done once for each: a case whose newest promise is not older than its opening has it.
 */
export async function promiseOpenedAgain(db: Db, municipalityId: string): Promise<void> {
  await inMunicipality(db, municipalityId, async (tx) => {
    // Two processes that start at once take turns: the second finds nothing left.
    await sql`select pg_advisory_xact_lock(hashtextextended('complaints.opened-again ' || platform.scope()::text, 0))`.execute(
      tx,
    );
    for (const row of await withoutPromise(tx)) await promise(tx, row);
  });
}

async function promise(tx: Tx, { opened_again_at: at, ...row }: OpenedAgain): Promise<void> {
  const due = await firstDueOn(tx, row.id);
  const late = due !== null && row.first_answered_at !== null && dayOf(row.first_answered_at) > due;
  // The clocks as that step moves them. A department that got the case since has a clock of its own already.
  const since = row.department_started_at !== null && row.department_started_at > at;
  const before = { ...row, status: 'answered' as const, department_id: since ? null : row.department_id };
  const clocks = await moveClocks(tx, before, { status: 'in-progress' }, at);
  await tx
    .updateTable('complaints.complaint')
    .set({ ...clocks, late_before: row.late_before || late })
    .where('id', '=', row.id)
    .execute();
}

/** Unanswered cases whose newest promise to the citizen was made before they were last opened again, and when that was. */
async function withoutPromise(tx: Tx): Promise<OpenedAgain[]> {
  return tx
    .selectFrom('complaints.complaint as c')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('complaints.complaint_event as e')
          .select(({ fn }) => fn.max('e.at').as('opened_again_at'))
          .whereRef('e.complaint_id', '=', 'c.id')
          .where('e.from_status', 'not in', UNANSWERED)
          .where('e.to_status', 'in', UNANSWERED)
          .as('again'),
      (on) => on.onTrue(),
    )
    .selectAll('c')
    .select('again.opened_again_at')
    .where('c.open', '=', true)
    .where('c.reopened', '>', 0)
    .where('c.status', 'in', UNANSWERED)
    .where((eb) =>
      eb(
        'again.opened_again_at',
        '>',
        eb
          .selectFrom('complaints.deadline as d')
          .select(({ fn }) => fn.max('d.computed_at').as('at'))
          .whereRef('d.complaint_id', '=', 'c.id')
          .where('d.clock', '=', 'citizen'),
      ),
    )
    .orderBy('c.id')
    .forUpdate('c')
    .execute();
}
