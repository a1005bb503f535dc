import type { Found } from '../../platform/measure.ts';
import { type Arrow, type Cell, type PlanContent, type PlanStep, type StepDoubt, WORST_FIRST } from './contract.ts';

/** What the months of one step are judged by. */
export type Proof = {
  /** One answer a month, October first; null: the step names no evidence. */
  readonly months: readonly Found[] | null;
  readonly cadence: 'milestone' | 'continuous';
};
type Bar = Pick<Arrow, 'from' | 'to'>;
type State = Cell['state'];
type Settled = NonNullable<StepDoubt['settled']>;

export const MONTHS_A_YEAR = 12;

/**
 * The twelve months of a step: what was planned, and what the records say. `now`: the running month of that fiscal year, 1–12; 0 when
 * the year has not begun, 13 when it is over. A milestone is reached once for each arrow: within it (done), before it (early) or after
 * it (late); a continuous step is judged month by month. Records outside every arrow are shown as done without having been planned.
 */
export function cellsOf(arrows: readonly Bar[], proof: Proof, now: number): Cell[] {
  const planned = (month: number) => arrows.some(({ from, to }) => from <= month && month <= to);
  const states = new Map<number, State>();
  const { months } = proof;
  if (months === null) {
    for (let month = 1; month <= MONTHS_A_YEAR; month += 1) {
      if (planned(month)) states.set(month, month <= now ? 'unproven' : 'planned');
    }
  } else {
    const met = (month: number) => months[month - 1]?.met === true;
    for (let month = 1; month <= MONTHS_A_YEAR; month += 1) {
      if (met(month)) states.set(month, 'done');
      else if (planned(month)) states.set(month, 'planned');
    }
    if (proof.cadence === 'continuous') judgeMonths(arrows, months, now, states);
    else judgeMilestones(arrows, met, now, states);
  }
  return Array.from({ length: MONTHS_A_YEAR }, (_, i): Cell => {
    const found = months?.[i];
    return {
      month: i + 1,
      planned: planned(i + 1),
      state: states.get(i + 1) ?? 'none',
      value: found?.value ?? null,
      target: found?.target ?? null,
      records: found?.records ?? 0,
    };
  });
}

function judgeMonths(arrows: readonly Bar[], months: readonly Found[], now: number, states: Map<number, State>): void {
  for (const { from, to } of arrows) {
    for (let month = from; month <= Math.min(to, now - 1); month += 1) {
      const found = months[month - 1];
      if (found?.met) continue;
      states.set(month, found && (found.records > 0 || (found.value ?? 0) > 0) ? 'partly' : 'missed');
    }
  }
}

/** Each arrow takes the achievement that is its own: the first inside it, else the last before it, else the first after it. */
function judgeMilestones(
  arrows: readonly Bar[],
  met: (month: number) => boolean,
  now: number,
  states: Map<number, State>,
): void {
  const taken = new Set<number>();
  const inOrder = arrows.toSorted((a, b) => a.from - b.from || a.to - b.to);
  const open: Bar[] = [];
  for (const bar of inOrder) {
    const month = range(bar.from, bar.to).find((each) => met(each) && !taken.has(each));
    if (month === undefined) open.push(bar);
    else taken.add(month);
  }
  for (const bar of open) {
    const before = range(1, bar.from - 1).findLast((each) => met(each) && !taken.has(each));
    const after = range(bar.to + 1, MONTHS_A_YEAR).find((each) => met(each) && !taken.has(each));
    const month = before ?? after;
    const over = bar.to < now;
    const state: State = month === undefined ? (over ? 'missed' : 'planned') : month < bar.from ? 'early' : 'late';
    if (month !== undefined) {
      taken.add(month);
      states.set(month, state);
    }
    for (const each of range(bar.from, bar.to)) if (states.get(each) === 'planned') states.set(each, state);
  }
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);

/** How a step stands as a whole: the worst that is over, else the best that is done. */
export function standingOf(cells: readonly Pick<Cell, 'state'>[]): State {
  const states = new Set(cells.map((cell) => cell.state));
  return WORST_FIRST.find((state) => states.has(state)) ?? 'none';
}

/** How a step stands by what was planned in the first months of its year; 'none' where nothing was. */
export const standingWithin = (cells: readonly Cell[], months: number): State =>
  standingOf(cells.slice(0, months).filter((cell) => cell.planned));

/** Every step of a plan, with the output it belongs to. */
export const stepsOf = (content: PlanContent): PlanStep[] => content.outputs.flatMap((output) => output.steps);

/** Steps that are in the first and not in the second. */
export function removedSteps(before: PlanContent, after: PlanContent): PlanStep[] {
  const kept = new Set(stepsOf(after).map((step) => step.id));
  return stepsOf(before).filter((step) => !kept.has(step.id));
}

/**
 * Steps whose months that are over would show something else: arrows put on, moved within or taken from them, whole steps that had any
 * there, and another evidence rule in the place of the one that judged them. `now` as in `cellsOf`.
 */
export function changedPast(before: PlanContent, after: PlanContent, now: number): PlanStep[] {
  const past = (step: PlanStep | undefined) =>
    range(1, Math.min(now - 1, MONTHS_A_YEAR)).map((month) =>
      (step?.arrows ?? []).some(({ from, to }) => from <= month && month <= to),
    );
  const old = new Map(stepsOf(before).map((step) => [step.id, step]));
  const changed = stepsOf(after).filter((step) => {
    const was = old.get(step.id);
    const months = past(was);
    const judged = months.includes(true) && was?.evidence ? rule(was) : null;
    return months.some((planned, i) => planned !== past(step)[i]) || (judged !== null && judged !== rule(step));
  });
  return [...changed, ...removedSteps(before, after).filter((step) => past(step).includes(true))];
}

/** By what a step is judged, to compare; what a person has to show for it in words is no part of that. */
const rule = ({ evidence }: PlanStep): string =>
  evidence?.kind === 'rule'
    ? JSON.stringify([evidence.rule, Object.entries(evidence.settings).toSorted(([a], [b]) => a.localeCompare(b))])
    : (evidence?.kind ?? 'none');

/** What is still to be decided by a person: arrows that may mean several things, and what a copied year could not carry over. */
export const openDoubts = (content: PlanContent): number =>
  stepsOf(content)
    .flatMap((step) => [...step.arrows.map(({ doubt }) => doubt), ...(step.doubts ?? [])])
    .filter((doubt) => doubt !== null && doubt.settled === null).length;

/** What a doubt about a step is about, as the step has it now. */
const about: Readonly<Record<StepDoubt['code'], (step: PlanStep) => unknown>> = {
  'committee-ended': ({ evidence }) =>
    evidence?.kind === 'rule' ? (evidence.settings['committeeId'] ?? null) : (evidence?.kind ?? null),
  'owner-left': ({ ownerId }) => ownerId,
  'department-retired': ({ departmentId }) => departmentId,
};

/**
 * A plan with its doubts settled by whoever saves it: those that it says are settled and that were open, and those about a step that has
 * another committee, person or department now. Who settled what before stays as it was kept, whatever is sent; a doubt is not left out
 * either, but is as open as it was.
 */
export function settledBy(before: PlanContent | null, after: PlanContent, by: Settled): PlanContent {
  const steps = new Map((before ? stepsOf(before) : []).map((step) => [step.id, step]));
  const next = (step: PlanStep): PlanStep => {
    const was = steps.get(step.id);
    const arrows = new Map(was?.arrows.map((arrow) => [arrow.id, arrow.doubt]));
    const doubts = new Map(was?.doubts?.map(({ code, settled }) => [code, settled]));
    const sent = new Set(step.doubts?.map(({ code }) => code));
    const all = [...(step.doubts ?? []), ...(was?.doubts ?? []).filter(({ code }) => !sent.has(code))];
    return {
      ...step,
      arrows: step.arrows.map((arrow) => {
        const kept = arrows.get(arrow.id) ?? null;
        const doubt = arrow.doubt ?? kept;
        return { ...arrow, doubt: doubt && { ...doubt, settled: doubt.settled && (kept?.settled ?? by) } };
      }),
      ...(all.length > 0 && {
        doubts: all.map((doubt) => {
          const chosen = was !== undefined && about[doubt.code](step) !== about[doubt.code](was);
          return { ...doubt, settled: doubt.settled || chosen ? (doubts.get(doubt.code) ?? by) : null };
        }),
      }),
    };
  };
  return { ...after, outputs: after.outputs.map((output) => ({ ...output, steps: output.steps.map(next) })) };
}
