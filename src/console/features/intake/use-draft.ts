import { useEffect, useState } from 'react';
import { emptyDraft, forgetDraft, type IntakeDraft, keepDraft, keptDraft } from './draft.ts';

export type DraftBook = {
  draft: IntakeDraft;
  change: (part: Partial<IntakeDraft>) => void;
  /** The clock of the call runs from the first key. */
  start: () => void;
  begin: () => void;
};

/** The draft of this tab of the browser: every change is kept until it is registered or cleared. */
export function useDraft(): DraftBook {
  const [draft, setDraft] = useState(() => keptDraft() ?? emptyDraft());
  useEffect(() => {
    if (draft.startedAt !== null) keepDraft(draft);
  }, [draft]);
  const start = (): void =>
    setDraft((before) => (before.startedAt === null ? { ...before, startedAt: Date.now() } : before));
  return {
    draft,
    change: (part) => setDraft((before) => ({ ...before, startedAt: before.startedAt ?? Date.now(), ...part })),
    start,
    begin: () => {
      forgetDraft();
      setDraft(emptyDraft());
    },
  };
}
