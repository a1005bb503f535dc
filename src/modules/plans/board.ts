import { z } from 'zod';
import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { dayOf, fiscalYearRange } from '../../thai/index.ts';
import { entryNames, staffNames } from '../people/index.ts';
import {
  type Board,
  BoardStep,
  type ChartDocument,
  type PlanDocument,
  type PlansDocument,
  type System,
  type Year,
} from './contract.ts';
import { documentsOf } from './documents.ts';
import { type Catalogue, proofsOf } from './evidence/catalogue.ts';
import { standingIn } from './evidence/signatures.ts';
import { monthIn } from './months.ts';
import { cellsOf, openDoubts, standingOf, stepsOf } from './rules.ts';

/**
 * A year's systems with their charts, plans, and what the records say of each month. A frozen year is read from what it showed when it
 * was frozen: no record is asked. The cost follows the number of different rules, not what is stored.
 * @throws Refusal('not-found')
 */
export async function loadBoard(tx: Tx, catalogue: Catalogue, fiscalYear: number, now: Date): Promise<Board> {
  const year = await loadYear(tx, fiscalYear);
  const systems = await loadSystems(tx);
  const documents = await documentsOf(tx, fiscalYear);
  const plans = documents.filter((each): each is PlanDocument => each.kind === 'plan');
  const charts = documents.filter((each): each is ChartDocument => each.kind === 'chart');
  const frozen = year.frozenAt ? await loadFrozen(tx, fiscalYear) : null;
  const steps = frozen ? frozen.steps : await judge(tx, catalogue, plans, fiscalYear, now);
  const shown = year.frozenAt ? new Date(year.frozenAt) : now;
  // A system that came later is none of a frozen year's.
  const had = new Set(documents.map((each) => each.systemId));
  return {
    year,
    month: monthIn(fiscalYear, dayOf(shown)),
    systems: (frozen ? systems.filter(({ id }) => had.has(id)) : systems).map((system) => {
      const plan = plans.find((each) => each.systemId === system.id);
      return {
        system,
        chart: charts.find((each) => each.systemId === system.id) ?? null,
        plan: plan ? { document: plan, steps: steps.get(plan.id) ?? [], openDoubts: openDoubts(plan.content) } : null,
      };
    }),
    names: frozen ? frozen.names : await namesIn(tx, documents, fiscalYear, now),
  };
}

type StepState = z.infer<typeof BoardStep>;

/** What every step of these plans is, month by month, by plan id. */
export async function judge(
  tx: Tx,
  catalogue: Catalogue,
  plans: readonly PlanDocument[],
  fiscalYear: number,
  now: Date,
): Promise<Map<string, StepState[]>> {
  const all = plans.flatMap((plan) => stepsOf(plan.content));
  const signed = await standingIn(tx, fiscalYear);
  const proofs = await proofsOf(tx, catalogue, all, fiscalYear, signed, now);
  const month = monthIn(fiscalYear, dayOf(now));
  return new Map(
    plans.map((plan) => [
      plan.id,
      stepsOf(plan.content).map((step): StepState => {
        const proof = proofs.get(step.id) ?? { months: null, cadence: 'milestone' };
        const cells = cellsOf(step.arrows, proof, month);
        const judgedBy = proof.months === null ? 'none' : (step.evidence?.kind ?? 'none');
        return { stepId: step.id, state: standingOf(cells), judgedBy, cells };
      }),
    ]),
  );
}

/** @throws Refusal('not-found') */
export async function loadYear(tx: Tx, fiscalYear: number): Promise<Year> {
  const year = (await loadYears(tx)).find((each) => each.fiscalYear === fiscalYear);
  if (!year) throw new Refusal('not-found', { what: 'year' });
  return year;
}

/** Newest first. */
export async function loadYears(tx: Tx): Promise<Year[]> {
  const rows = await tx.selectFrom('plans.year').selectAll().orderBy('fiscal_year', 'desc').execute();
  return rows.map((row) => ({
    fiscalYear: row.fiscal_year,
    copiedFrom: row.copied_from,
    publishedAt: row.published_at?.toISOString() ?? null,
    frozenAt: row.frozen_at?.toISOString() ?? null,
  }));
}

export async function loadSystems(tx: Tx): Promise<System[]> {
  return tx
    .selectFrom('plans.system')
    .select(['id', 'code', 'no', 'title_th as titleTh', 'title_en as titleEn'])
    .orderBy('no')
    .execute();
}

/** Names that the contents mention by id, as they are today, or were on the last day of a year that is over. */
export async function namesIn(
  tx: Tx,
  documents: readonly PlansDocument[],
  fiscalYear: number,
  now: Date,
): Promise<Record<string, string>> {
  const steps = documents.flatMap((each) => (each.kind === 'plan' ? stepsOf(each.content) : []));
  const items = documents.flatMap((each) =>
    each.kind === 'chart' ? Object.values(each.content.columns).flatMap((column) => column.items) : [],
  );
  const departments = [
    ...steps.flatMap((step) => step.departmentId ?? []),
    ...items.flatMap(({ link }) => (link?.kind === 'department' ? link.departmentId : [])),
  ];
  const owners = steps.flatMap((step) => step.ownerId ?? []);
  const { to } = fiscalYearRange(fiscalYear);
  const [day = to] = [to, dayOf(now)].toSorted();
  const entries = await entryNames(tx, departments, day);
  const staff = await staffNames(tx, [...new Set(owners)]);
  return Object.fromEntries([...[...entries].map(([id, { nameTh }]): [string, string] => [id, nameTh]), ...staff]);
}

const FrozenSteps = z.array(BoardStep);
const FrozenNames = z.record(z.string(), z.string());

async function loadFrozen(tx: Tx, fiscalYear: number) {
  const rows = await tx.selectFrom('plans.frozen').selectAll().where('fiscal_year', '=', fiscalYear).execute();
  return {
    steps: new Map(rows.map((row) => [row.document_id, FrozenSteps.parse(row.cells)])),
    names: Object.assign({}, ...rows.map((row) => FrozenNames.parse(row.names))) as Record<string, string>,
  };
}
