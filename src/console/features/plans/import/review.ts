import type { AcceptImport, ChartContent, DraftImport, PlanContent } from '../../../../modules/plans/contract.ts';

/** What a person decides about one system that was read. */
export type Reviewed = DraftImport['systems'][number] & { readonly key: string; readonly isTaken: boolean };
export type Fault = 'needName' | 'twice';

export const reviewOf = ({ systems }: DraftImport): Reviewed[] =>
  systems.map((system, at) => ({ ...system, key: String(at + 1), isTaken: true }));

export const setReviewed = (all: readonly Reviewed[], key: string, part: Partial<Reviewed>): Reviewed[] =>
  all.map((each) => (each.key === key ? { ...each, ...part } : each));

/** What was read of a system's chart or plan, corrected. */
export const correct = (
  all: readonly Reviewed[],
  key: string,
  { chart, plan }: { chart?: (before: ChartContent) => ChartContent; plan?: (before: PlanContent) => PlanContent },
): Reviewed[] =>
  all.map((each) =>
    each.key === key
      ? {
          ...each,
          chart: chart && each.chart ? chart(each.chart) : each.chart,
          plan: plan && each.plan ? plan(each.plan) : each.plan,
        }
      : each,
  );

/** Why a system cannot be kept as it is: two of the document for one of ours, or a new one without a name. */
export function faultsOf(all: readonly Reviewed[]): Map<string, Fault> {
  const taken = all.filter(({ isTaken }) => isTaken);
  const faults = new Map<string, Fault>();
  for (const { key, systemId, title } of taken) {
    if (systemId === null && title.trim() === '') faults.set(key, 'needName');
    if (systemId !== null && taken.some((each) => each.key < key && each.systemId === systemId))
      faults.set(key, 'twice');
  }
  return faults;
}

export const acceptedOf = (all: readonly Reviewed[]): AcceptImport['systems'] =>
  all.filter(({ isTaken }) => isTaken).map(({ systemId, title, chart, plan }) => ({ systemId, title, chart, plan }));
