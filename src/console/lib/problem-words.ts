import { z } from 'zod';

const Detail = z.object({ fields: z.array(z.object({ problem: z.string(), words: z.string().optional() })) });

/** The sentences for the problems that a refusal names, each once, in the language that was asked for; empty where it names none. */
export function problemSentences(detail: unknown): string[] {
  const parsed = Detail.safeParse(detail);
  if (!parsed.success) return [];
  const ours = parsed.data.fields.filter(({ problem }) => !problem.includes('_')); // a schema's own, such as too_small, say nothing without their field
  return [...new Set(ours.flatMap(({ words }) => words ?? []))];
}
