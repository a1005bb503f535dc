import { useState } from 'react';
import { z } from 'zod';

export const MODES = ['reply', 'progress', 'ask-citizen', 'note'] as const;
export type Mode = (typeof MODES)[number];
const Draft = z.object({
  mode: z.enum(MODES),
  text: z.string(),
  files: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Everybody is to read it, where others read along. */
  inPublic: z.boolean().default(false),
});
export type Draft = z.output<typeof Draft>;
export const emptyDraft = (mode: Mode): Draft => ({ mode, text: '', files: [], inPublic: false });

const keyOf = (caseId: string): string => `fangsiang.draft.${caseId}`;

function stored(caseId: string): Draft | null {
  try {
    return Draft.nullable()
      .catch(null)
      .parse(JSON.parse(sessionStorage.getItem(keyOf(caseId)) ?? 'null'));
  } catch {
    return null;
  }
}

function keep(caseId: string, draft: Draft | null): void {
  try {
    if (draft === null) sessionStorage.removeItem(keyOf(caseId));
    else sessionStorage.setItem(keyOf(caseId), JSON.stringify(draft));
  } catch {
    // Storage is closed in some private windows, or full: the draft lives as long as the page.
  }
}

/** What is being written in a case, kept for this browser tab: it outlives a reload, a refused step and a look at other cases. */
export function useDraft(caseId: string): [Draft | null, (change: (draft: Draft | null) => Draft | null) => void] {
  const [draft, setDraft] = useState(() => stored(caseId));
  return [
    draft,
    (change) =>
      setDraft((before) => {
        const after = change(before);
        keep(caseId, after);
        return after;
      }),
  ];
}
