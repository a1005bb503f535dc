import { PlanContent } from '../../../../modules/plans/contract.ts';
import { type Part, ROOT, type Tree } from './nodes.ts';

/** A plan as parts: itself, its outputs, their steps. */
export function planTree(plan: PlanContent): Tree {
  const { outputs, ...fields } = plan;
  const parts = new Map<string, Part>([[ROOT, { id: ROOT, kind: 'plan', fields }]]);
  const children = new Map<string, string[]>([[ROOT, outputs.map(({ id }) => id)]]);
  for (const { id, steps, ...own } of outputs) {
    parts.set(id, { id, kind: 'output', fields: own });
    children.set(
      id,
      steps.map((step) => step.id),
    );
    for (const { id: stepId, ...step } of steps) parts.set(stepId, { id: stepId, kind: 'step', fields: step });
  }
  return { parts, children };
}

export function planOf({ parts, children }: Tree): PlanContent {
  const below = (id: string, kind: string) =>
    (children.get(id) ?? []).flatMap((child) => {
      const part = parts.get(child);
      return part?.kind === kind ? part : [];
    });
  return PlanContent.parse({
    ...parts.get(ROOT)?.fields,
    outputs: below(ROOT, 'output').map((output) => ({
      ...output.fields,
      id: output.id,
      steps: below(output.id, 'step').map((step) => ({ ...step.fields, id: step.id })),
    })),
  });
}
