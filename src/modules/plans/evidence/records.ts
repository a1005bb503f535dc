import { z } from 'zod';
import type { Tx } from '../../../platform/db/db.ts';
import type { RecordBehind } from '../../../platform/measure.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { dayOf } from '../../../thai/index.ts';
import { type BoardStep, type PlanDocument, type PlanStep, RecordView } from '../contract.ts';
import { monthIn, spansOf } from '../months.ts';
import { stepsOf } from '../rules.ts';
import type { Catalogue } from './catalogue.ts';

/** By step and month, what stood behind the cells of a year when it was frozen. */
const FrozenRecords = z.record(z.string(), z.array(RecordView));
type FrozenRecords = z.infer<typeof FrozenRecords>;
const keyOf = (stepId: string, month: number) => `${stepId}/${month}`;

/**
 * The records behind one month of a step that a rule judges; of a frozen year those that were behind it then. A month that is still to come
 * has none, as its cell says, though a rule may judge it by what is there already of its quarter.
 * @throws Refusal('not-found') where no rule judges it
 */
export async function recordsBehind(
  tx: Tx,
  catalogue: Catalogue,
  document: PlanDocument,
  stepId: string,
  month: number,
  now: Date,
): Promise<RecordBehind[]> {
  const step = stepsOf(document.content).find((each) => each.id === stepId);
  if (!step) throw new Refusal('not-found', { what: 'step' });
  const frozen = await tx
    .selectFrom('plans.frozen')
    .select('records')
    .where('fiscal_year', '=', document.fiscalYear)
    .where('document_id', '=', document.id)
    .executeTakeFirst();
  if (frozen) return FrozenRecords.parse(frozen.records)[keyOf(stepId, month)] ?? [];
  const found = await liveRecords(tx, catalogue, step, document.fiscalYear, month);
  if (found === null) throw new Refusal('not-found', { what: 'evidence' });
  return month > monthIn(document.fiscalYear, dayOf(now)) ? [] : found;
}

/** Everything behind the months of a plan, to be kept with its frozen year. */
export async function recordsOfPlan(
  tx: Tx,
  catalogue: Catalogue,
  document: PlanDocument,
  cells: readonly z.infer<typeof BoardStep>[],
): Promise<FrozenRecords> {
  const kept: FrozenRecords = {};
  for (const step of stepsOf(document.content)) {
    const months = cells.find((each) => each.stepId === step.id)?.cells.filter((cell) => cell.records > 0) ?? [];
    for (const { month } of months) {
      const found = await liveRecords(tx, catalogue, step, document.fiscalYear, month);
      if (found !== null) kept[keyOf(step.id, month)] = found;
    }
  }
  return kept;
}

/** Null where no rule judges the step, or its settings no longer fit. */
async function liveRecords(
  tx: Tx,
  catalogue: Catalogue,
  { evidence }: PlanStep,
  fiscalYear: number,
  month: number,
): Promise<RecordBehind[] | null> {
  const measure = evidence?.kind === 'rule' ? catalogue.get(evidence.rule) : undefined;
  const span = spansOf(fiscalYear)[month - 1];
  if (evidence?.kind !== 'rule' || !span || !measure?.settings.safeParse(evidence.settings).success) return null;
  return measure.records(tx, evidence.settings, span);
}
