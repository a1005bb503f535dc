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

/**
 * What a municipality shows of a year that it published; without a year the newest one, or null when it published none.
 * @throws Refusal('not-found') for a year that is not published
 */
export async function loadPublicPlan(
  tx: Tx,
  catalogue: Catalogue,
  fiscalYear: number | null,
  now: Date,
): Promise<PublicPlan | null> {
  const years = (await loadYears(tx)).filter((year) => year.publishedAt !== null).map((year) => year.fiscalYear);
  const [newest] = years;
  if (fiscalYear === null && newest === undefined) return null;
  const wanted = fiscalYear ?? newest;
  if (wanted === undefined || !years.includes(wanted)) throw new Refusal('not-found', { what: 'year' });
  const board = await loadBoard(tx, catalogue, wanted, now);
  return PublicPlan.parse({
    fiscalYear: wanted,
    frozenAt: board.year.frozenAt,
    years,
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
