import type { Board, PlanStep } from '../../../modules/plans/contract.ts';
import { type StepState, stepsOf } from './contents.ts';

type OfYear = { readonly arrows: PlanStep['arrows']; readonly cells: StepState['cells'] };
export type Aligned = {
  readonly id: string;
  readonly no: number;
  readonly titleTh: string;
  readonly titleEn: string;
  readonly steps: readonly {
    readonly id: string;
    readonly no: string;
    readonly text: string;
    /** One a year, in the order of the boards; null where the year has no such step. */
    readonly years: readonly (OfYear | null)[];
  }[];
};

/** The systems of several years with each step once: copied years keep a step's identity; others are one step by their words. */
export function alignSteps(boards: readonly Board[]): Aligned[] {
  const systems = new Map(boards.flatMap((board) => board.systems.map(({ system }) => [system.id, system])));
  return [...systems.values()]
    .toSorted((a, b) => a.no - b.no)
    .map(({ id, no, titleTh, titleEn }) => ({ id, no, titleTh, titleEn, steps: stepsOfSystem(boards, id) }));
}

const key = (text: string): string => text.replaceAll(/\s/g, '');

function stepsOfSystem(boards: readonly Board[], systemId: string): Aligned['steps'] {
  const rows: { id: string; no: string; text: string; years: (OfYear | null)[] }[] = [];
  for (const [at, board] of boards.entries()) {
    const plan = board.systems.find(({ system }) => system.id === systemId)?.plan;
    for (const step of plan ? stepsOf(plan.document.content) : []) {
      const cells = plan?.steps.find(({ stepId }) => stepId === step.id)?.cells ?? [];
      const free = rows.filter((row) => row.years[at] === null);
      const same = free.find(({ id }) => id === step.id) ?? free.find(({ text }) => key(text) === key(step.text));
      const row = same ?? { id: step.id, no: step.no, text: step.text, years: boards.map(() => null) };
      row.years[at] = { arrows: step.arrows, cells };
      if (same === undefined) rows.push(row);
    }
  }
  return rows;
}
