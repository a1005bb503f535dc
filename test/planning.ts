import { Board, type PlanContent, type PlanDocument } from '../src/modules/plans/contract.ts';
import { planners } from './planner.ts';

/** An office with a planner, and how it reads and saves its plans. */
export async function planning() {
  const o = await planners();
  const { planner, send } = o;
  const board = async (year: number) => Board.parse((await send(planner, 'GET', `/plans/years/${year}`)).body);
  const plan = async (year: number, code: string) => {
    const found = (await board(year)).systems.find((each) => each.system.code === code)?.plan;
    if (!found) throw new Error(`no plan of ${code}`);
    return found;
  };
  const save = (document: PlanDocument, content: PlanContent, over: object = {}) =>
    send(planner, 'PUT', `/plans/documents/${document.id}`, {
      version: document.version,
      why: 'ปรับตามมติที่ประชุม',
      document: { kind: 'plan', content },
      ...over,
    });
  return { ...o, board, plan, save };
}

/** A plan with every step changed by what `change` gives for it. */
export const changed = (
  content: PlanContent,
  change: (step: PlanContent['outputs'][number]['steps'][number]) => object,
): PlanContent => ({
  ...content,
  outputs: content.outputs.map((output) => ({
    ...output,
    steps: output.steps.map((step) => ({ ...step, ...change(step) })),
  })),
});
