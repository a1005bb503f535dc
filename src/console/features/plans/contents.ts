import type { z } from 'zod';
import type { Board, BoardStep, Cell, PlanContent, PlanStep } from '../../../modules/plans/contract.ts';

export type State = z.infer<typeof Cell>['state'];
export type StepState = z.infer<typeof BoardStep>;
/** What the tiles of a board say: each step once, by how it stands as a whole. */
export type Totals = {
  steps: number;
  done: number;
  late: number;
  missed: number;
  partly: number;
  unproven: number;
  doubts: number;
};

/** Every step of a plan, in the printed order. */
export const stepsOf = (content: PlanContent): PlanStep[] => content.outputs.flatMap((output) => output.steps);

export function totalsOf(board: Board): Totals {
  const plans = board.systems.flatMap(({ plan }) => plan ?? []);
  const states = plans.flatMap((plan) => plan.steps.map((step) => step.state));
  const count = (...wanted: State[]) => states.filter((state) => wanted.includes(state)).length;
  return {
    steps: states.length,
    done: count('done', 'early'),
    late: count('late'),
    missed: count('missed'),
    partly: count('partly'),
    unproven: count('unproven'),
    doubts: plans.reduce((sum, plan) => sum + plan.openDoubts, 0),
  };
}
