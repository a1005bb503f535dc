import type { Tx } from '../../../platform/db/db.ts';
import type { Found, Measure } from '../../../platform/measure.ts';
import { dayOf } from '../../../thai/index.ts';
import type { PlanStep } from '../contract.ts';
import { monthIn, spansOf } from '../months.ts';
import type { Proof } from '../rules.ts';

/** The measures that all modules offer, by id. */
export type Catalogue = ReadonlyMap<string, Measure>;

/** @throws Error when two modules offer one id */
export function catalogueOf(measures: readonly Measure[]): Catalogue {
  const catalogue = new Map(measures.map((each) => [each.id, each]));
  if (catalogue.size !== measures.length) throw new Error('two measures have one id');
  return catalogue;
}

/** A signature that stands, for one month of a step. */
export type Signed = { readonly stepId: string; readonly month: number };

/**
 * By what each step is judged, by step id. Equal rules with equal settings are read once. A rule that is no longer offered, or whose
 * settings no longer fit, counts as none.
 */
export async function proofsOf(
  tx: Tx,
  catalogue: Catalogue,
  steps: readonly PlanStep[],
  fiscalYear: number,
  signed: readonly Signed[],
  now: Date,
): Promise<Map<string, Proof>> {
  const running = monthIn(fiscalYear, dayOf(now));
  const look = { tx, spans: spansOf(fiscalYear).slice(0, Math.min(12, running)) };
  const read = new Map<string, Found[]>();
  const proofs = new Map<string, Proof>();
  for (const step of steps) {
    const { evidence } = step;
    if (evidence?.kind === 'manual') proofs.set(step.id, { months: signatures(step.id, signed), cadence: 'milestone' });
    const measure = evidence?.kind === 'rule' ? catalogue.get(evidence.rule) : undefined;
    if (evidence?.kind !== 'rule' || !measure?.settings.safeParse(evidence.settings).success) {
      if (!proofs.has(step.id)) proofs.set(step.id, { months: null, cadence: 'milestone' });
      continue;
    }
    const key = JSON.stringify([
      evidence.rule,
      Object.entries(evidence.settings).toSorted(([a], [b]) => a.localeCompare(b)),
    ]);
    const months = read.get(key) ?? (look.spans.length === 0 ? [] : await measure.spans(look, evidence.settings));
    read.set(key, months);
    proofs.set(step.id, { months: [...months, ...rest(12 - months.length)], cadence: measure.cadence });
  }
  return proofs;
}

const nothing: Found = { value: null, target: null, met: false, records: 0 };
const rest = (n: number): Found[] => Array.from({ length: n }, () => nothing);

function signatures(stepId: string, signed: readonly Signed[]): Found[] {
  return Array.from({ length: 12 }, (_, i) => {
    const records = signed.filter((each) => each.stepId === stepId && each.month === i + 1).length;
    return { value: null, target: null, met: records > 0, records };
  });
}
