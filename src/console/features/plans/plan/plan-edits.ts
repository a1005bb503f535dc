import type { PlanContent, PlanOutput, PlanStep } from '../../../../modules/plans/contract.ts';

/** Changes of a plan's content, each giving the plan as it then is. */
export const setOutput = (plan: PlanContent, id: string, part: Partial<PlanOutput>): PlanContent => ({
  ...plan,
  outputs: plan.outputs.map((output) => (output.id === id ? { ...output, ...part } : output)),
});

export const setStep = (plan: PlanContent, id: string, part: Partial<PlanStep>): PlanContent => ({
  ...plan,
  outputs: plan.outputs.map((output) => ({
    ...output,
    steps: output.steps.map((step) => (step.id === id ? { ...step, ...part } : step)),
  })),
});

const nextNo = (numbered: readonly { no: string }[]): string => {
  const numbers = numbered.map(({ no }) => Number(no)).filter((no) => Number.isInteger(no));
  return String(Math.max(0, ...numbers) + 1);
};

export const addOutput = (plan: PlanContent, id: string): PlanContent => ({
  ...plan,
  outputs: [
    ...plan.outputs,
    { id, no: nextNo(plan.outputs), output: '', raw: null, budgetText: '-', budgetPlanned: null, unit: '', steps: [] },
  ],
});

export const removeOutput = (plan: PlanContent, id: string): PlanContent => ({
  ...plan,
  outputs: plan.outputs.filter((output) => output.id !== id),
});

/** A step of the office before anything is said of it. */
export const blankStep = (id: string, no: string): PlanStep => ({
  id,
  no,
  text: '',
  raw: null,
  origin: 'own',
  arrows: [],
  evidence: null,
  responsible: '',
  departmentId: null,
  ownerId: null,
  target: '',
  indicator: '',
  budgetPlanned: null,
  budgetSpent: null,
  risk: '',
});

export const addStep = (plan: PlanContent, outputId: string, id: string): PlanContent => {
  const output = plan.outputs.find((each) => each.id === outputId);
  if (output === undefined) return plan;
  return setOutput(plan, outputId, { steps: [...output.steps, blankStep(id, nextNo(output.steps))] });
};

export const removeStep = (plan: PlanContent, id: string): PlanContent => ({
  ...plan,
  outputs: plan.outputs.map((output) => ({ ...output, steps: output.steps.filter((step) => step.id !== id) })),
});

/** One place up or down; over the edge of its output into the next. Numbers stay with their steps: the printed order is the office's. */
export function moveStep(plan: PlanContent, id: string, by: 1 | -1): PlanContent {
  const at = plan.outputs.findIndex(({ steps }) => steps.some((step) => step.id === id));
  const output = plan.outputs[at];
  const index = output?.steps.findIndex((step) => step.id === id) ?? -1;
  const step = output?.steps[index];
  if (output === undefined || step === undefined) return plan;
  const rest = output.steps.filter((each) => each !== step);
  const to = index + by;
  if (to >= 0 && to <= rest.length) return setOutput(plan, output.id, { steps: rest.toSpliced(to, 0, step) });
  const neighbour = plan.outputs[at + by];
  if (neighbour === undefined) return plan;
  const moved = by === 1 ? [step, ...neighbour.steps] : [...neighbour.steps, step];
  return setOutput(setOutput(plan, output.id, { steps: rest }), neighbour.id, { steps: moved });
}

/** A proposal of ours becomes the office's own, its arrows with it. */
export const acceptStep = (step: PlanStep): Partial<PlanStep> => ({
  origin: 'own',
  arrows: step.arrows.map((arrow) => (arrow.origin === 'proposal' ? { ...arrow, origin: 'own' } : arrow)),
});
