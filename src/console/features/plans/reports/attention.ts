import { type Cell, TROUBLES } from '../../../../modules/plans/contract.ts';
import type { Report } from '../../../../modules/plans/reports/contract.ts';
import type { Names } from '../../../lib/directory.ts';
import { boardName } from '../board-name.ts';
import { type State, stepsOf } from '../contents.ts';

export type Attention = { stepId: string; systemNo: number; no: string; text: string; state: State; who: string };

/** How a step stood within the months reported: by the worst of its planned months. */
function standing(cells: readonly Cell[], months: number): State | undefined {
  const states = cells.slice(0, months).flatMap(({ planned, state }) => (planned ? state : []));
  return TROUBLES.find((each) => states.includes(each));
}

/** What an executive has to direct, worst first, in the order of the systems. */
export function attentionOf({ content: { board }, months }: Report, names: Pick<Names, 'department'>): Attention[] {
  const all = board.systems.flatMap(({ system, plan }) =>
    (plan === null ? [] : stepsOf(plan.document.content)).flatMap((step): Attention[] => {
      const state = standing(plan?.steps.find(({ stepId }) => stepId === step.id)?.cells ?? [], months);
      if (state === undefined) return [];
      const named = [step.departmentId, step.ownerId]
        .map((id) => boardName(board, names, id))
        .filter((name) => name !== '');
      const who = named.length > 0 ? named.join(' · ') : step.responsible || plan?.document.content.owner || '';
      return [{ stepId: step.id, systemNo: system.no, no: step.no, text: step.text, state, who }];
    }),
  );
  return TROUBLES.flatMap((state) => all.filter((each) => each.state === state));
}
