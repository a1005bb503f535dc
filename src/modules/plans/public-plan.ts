import { z } from 'zod';
import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { loadBoard, loadYears } from './board.ts';
import { CellState, FiscalYear } from './contract.ts';
import type { Catalogue } from './evidence/catalogue.ts';

const Instant = z.iso.datetime();
/** A year's plans as everybody may read them: what is planned and how its months stand. Nobody's name, no note, no record. */
export const PublicPlan = z.object({
  fiscalYear: FiscalYear,
  /** When it was frozen, if it was. */
  frozenAt: Instant.nullable(),
  /** Every published year, newest first. */
  years: z.array(FiscalYear),
  systems: z.array(
    z.object({
      id: z.uuid(),
      no: z.int(),
      titleTh: z.string(),
      titleEn: z.string(),
      steps: z.array(
        z.object({
          id: z.uuid(),
          no: z.string(),
          text: z.string(),
          /** A draft of ours that the office has not accepted. */
          proposal: z.boolean(),
          /** How it stands as a whole. */
          state: CellState,
          /** Of the twelve months, October first: planned or not, and how it stands. */
          months: z.array(z.object({ planned: z.boolean(), state: CellState })),
        }),
      ),
    }),
  ),
});
export type PublicPlan = z.infer<typeof PublicPlan>;

/** How long a page may say what the records said: whoever reloads it costs two small statements meanwhile. */
const KEPT_MS = 60_000;
const MOST_KEPT = 200;
type Kept = { readonly until: number; readonly plan: Promise<PublicPlan> };

/**
 * Gives what a municipality shows of a year that it published; without a year the newest one, or null when it published none. What was
 * found in the records is kept for a minute in this process; a plan that is saved, a year that is closed, published or taken off the page
 * is shown so at once.
 */
export function openPublicPlans(catalogue: Catalogue) {
  const kept = new Map<string, Kept>();
  /** @throws Refusal('not-found') for a year that is not published */
  return async (tx: Tx, municipalityId: string, fiscalYear: number | null, now: Date): Promise<PublicPlan | null> => {
    const years = (await loadYears(tx)).filter((year) => year.publishedAt !== null);
    const year = fiscalYear === null ? years[0] : years.find((each) => each.fiscalYear === fiscalYear);
    if (!year && fiscalYear === null) return null;
    if (!year) throw new Refusal('not-found', { what: 'year' });
    const key = [municipalityId, year.fiscalYear, year.frozenAt, await versionsIn(tx, year.fiscalYear)].join(' ');
    const found = kept.get(key);
    const plan = found && now.getTime() < found.until ? found.plan : loadPlan(tx, catalogue, year.fiscalYear, now);
    if (plan !== found?.plan) {
      kept.delete(key);
      kept.set(key, { until: now.getTime() + KEPT_MS, plan });
      // The oldest goes. One that failed is not kept: the next asks anew.
      for (const old of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(old);
      plan.catch(() => kept.delete(key));
    }
    return { ...(await plan), years: years.map((each) => each.fiscalYear) };
  };
}

/** The versions of a year's plans and charts, as one word. */
async function versionsIn(tx: Tx, fiscalYear: number): Promise<string> {
  const rows = await tx
    .selectFrom('plans.document')
    .select(['id', 'version'])
    .where('fiscal_year', '=', fiscalYear)
    .orderBy('id')
    .execute();
  return rows.map(({ id, version }) => `${id}:${version}`).join(',');
}

async function loadPlan(tx: Tx, catalogue: Catalogue, fiscalYear: number, now: Date): Promise<PublicPlan> {
  const board = await loadBoard(tx, catalogue, fiscalYear, now);
  return PublicPlan.parse({
    fiscalYear,
    frozenAt: board.year.frozenAt,
    years: [],
    systems: board.systems.map(({ system, plan }) => ({
      ...system,
      steps: (plan?.document.content.outputs ?? []).flatMap((output) =>
        output.steps.map((step) => {
          const judged = plan?.steps.find((each) => each.stepId === step.id);
          return {
            id: step.id,
            no: step.no,
            text: step.text,
            proposal: step.origin === 'proposal',
            state: judged?.state ?? 'none',
            months: judged?.cells ?? [],
          };
        }),
      ),
    })),
  });
}
