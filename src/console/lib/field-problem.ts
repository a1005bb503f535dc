import { z } from 'zod';
import { ApiError } from './api.ts';

const Detail = z.object({ fields: z.array(z.object({ field: z.string(), problem: z.string() })) });

/** What the server found wrong with one field ("/password" → "too-short"), or null. A parent's name finds what lies in it too. */
export function problemAt(error: unknown, field: string): string | null {
  if (!(error instanceof ApiError)) return null;
  const detail = Detail.safeParse(error.detail);
  if (!detail.success) return null;
  const found = detail.data.fields.find((each) => each.field === field || each.field.startsWith(`${field}/`));
  return found?.problem ?? null;
}

/** The sentence for people of anything that was thrown. */
export const sentenceOf = (error: unknown, otherwise: string): string =>
  error instanceof ApiError ? error.message : otherwise;
