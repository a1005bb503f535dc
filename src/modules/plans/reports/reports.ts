import { sql } from 'kysely';
import { v7 } from 'uuid';
import type { Tx } from '../../../platform/db/db.ts';
import { Refusal } from '../../../platform/refusal.ts';
import type { Actor } from '../../people/index.ts';
import { loadBoard } from '../board.ts';
import type { Board, BoardPlan } from '../contract.ts';
import type { Catalogue } from '../evidence/catalogue.ts';
import { note } from '../note.ts';
import { standingWithin } from '../rules.ts';
import { mustSpeakForAll } from '../who-may.ts';
import { type MakeReport, type Report, ReportContent, type ReportRow } from './contract.ts';

type Counts = ReportContent['totals'];
const ZERO: Counts = { planned: 0, done: 0, late: 0, missed: 0, unproven: 0 };

/** Counts a plan's steps up to a month: each by the worst of its months that had something planned. */
function countsOf(plan: BoardPlan | null, months: number): Counts {
  const counts = { ...ZERO };
  for (const step of plan?.steps ?? []) {
    const state = standingWithin(step.cells, months);
    if (state === 'none') continue;
    counts.planned += 1;
    if (state === 'missed' || state === 'partly') counts.missed += 1;
    else if (state === 'unproven' || state === 'late') counts[state] += 1;
    else if (state !== 'planned') counts.done += 1;
  }
  return counts;
}

const sum = (all: readonly Counts[]): Counts =>
  all.reduce(
    (total, each) => ({
      planned: total.planned + each.planned,
      done: total.done + each.done,
      late: total.late + each.late,
      missed: total.missed + each.missed,
      unproven: total.unproven + each.unproven,
    }),
    ZERO,
  );

export function contentOf(board: Board, months: number): ReportContent {
  const systems = board.systems.map(({ system, plan }) => ({ systemId: system.id, counts: countsOf(plan, months) }));
  return { board, totals: sum(systems.map((each) => each.counts)), systems };
}

/** Makes the report of a year's first months as the records stand now; it is kept as it is. @throws Refusal('not-found') for the year */
export async function makeReport(
  tx: Tx,
  actor: Actor,
  catalogue: Catalogue,
  { fiscalYear, months }: MakeReport,
  now: Date,
): Promise<Report> {
  const content = contentOf(await loadBoard(tx, catalogue, fiscalYear, now), months);
  const id = v7();
  await tx
    .insertInto('plans.report')
    .values({
      id,
      fiscal_year: fiscalYear,
      months,
      content: JSON.stringify(content),
      made_at: now,
      made_by: actor.name,
    })
    .execute();
  await note(tx, actor, 'report.make', { kind: 'report', id }, now, { fiscalYear, months });
  return loadReport(tx, id);
}

/** Newest first. */
export async function listReports(tx: Tx, fiscalYear: number): Promise<ReportRow[]> {
  const rows = await tx
    .selectFrom('plans.report')
    .select(['id', 'fiscal_year', 'months', 'made_at', 'made_by', sql`content->'totals'`.as('totals')])
    .where('fiscal_year', '=', fiscalYear)
    .orderBy('made_at', 'desc')
    .limit(100)
    .execute();
  const seen = await acknowledgements(
    tx,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({
    id: row.id,
    fiscalYear: row.fiscal_year,
    months: row.months,
    madeAt: row.made_at.toISOString(),
    madeBy: row.made_by,
    totals: ReportContent.shape.totals.parse(row.totals),
    acknowledged: seen.get(row.id) ?? [],
  }));
}

/** @throws Refusal('not-found') */
export async function loadReport(tx: Tx, id: string): Promise<Report> {
  const row = await tx.selectFrom('plans.report').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('not-found', { what: 'report' });
  const content = ReportContent.parse(row.content);
  return {
    id,
    fiscalYear: row.fiscal_year,
    months: row.months,
    madeAt: row.made_at.toISOString(),
    madeBy: row.made_by,
    totals: content.totals,
    acknowledged: (await acknowledgements(tx, [id])).get(id) ?? [],
    content,
  };
}

/** An executive has seen it, and directs what is to be done. Once a person. @throws Refusal('not-allowed') · ('not-found') · ('already-there') */
export async function acknowledge(tx: Tx, actor: Actor, id: string, direction: string, now: Date): Promise<Report> {
  mustSpeakForAll(actor);
  await loadReport(tx, id);
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('plans.acknowledgement')
    .values({ report_id: id, by_id: actor.id ?? '', by_name: actor.name, at: now, direction })
    .onConflict((row) => row.doNothing())
    .executeTakeFirst();
  if (!numInsertedOrUpdatedRows) throw new Refusal('already-there', { what: 'acknowledgement' });
  await note(tx, actor, 'report.acknowledge', { kind: 'report', id }, now);
  return loadReport(tx, id);
}

async function acknowledgements(tx: Tx, reportIds: readonly string[]): Promise<Map<string, ReportRow['acknowledged']>> {
  if (reportIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('plans.acknowledgement')
    .selectAll()
    .where('report_id', 'in', reportIds)
    .orderBy('at')
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.report_id)].map(([id, mine]) => [
      id,
      mine.map((row) => ({ by: row.by_name, at: row.at.toISOString(), direction: row.direction })),
    ]),
  );
}
