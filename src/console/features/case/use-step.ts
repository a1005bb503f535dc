import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { CaseView, EventView, TakeStep } from '../../../modules/complaints/contract.ts';
import { ApiError } from '../../lib/api.ts';
import { caseQuery, takeStep } from '../../lib/cases.ts';
import { toast } from '../../lib/toast.ts';
import { t as shared } from '../../lib/words/t.ts';
import { t } from './words.ts';

type WithoutVersion<Step> = Step extends unknown ? Omit<Step, 'version' | 'key'> : never;
/** A step as the officer fills it in; the version they saw is added when it is sent. */
export type StepDraft = WithoutVersion<TakeStep>;

const lastSeq = (view: CaseView): number => view.events.at(-1)?.seq ?? 0;

/**
 * Takes steps on the case as it was seen. `news`: what others did since this page was opened (or since `acknowledge`), whether
 * it came by looking again or because a step was refused for it.
 */
export function useStep(view: CaseView): {
  take: (step: StepDraft, onDone?: () => void) => void;
  isPending: boolean;
  news: readonly EventView[];
  acknowledge: () => void;
  /** The officer changed the case elsewhere on the page: what it is now is no news to them. */
  seeAsIs: (after: CaseView) => void;
} {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [seen, setSeen] = useState(lastSeq(view));
  const { id, number } = view.row;
  const mutation = useMutation({
    mutationFn: (step: StepDraft) => takeStep(queryClient, id, { ...step, version: view.version }),
    onSuccess: (after, { step }) => {
      toast(t(`done-${step}`, { number }));
      if (after) setSeen(lastSeq(after));
      else void navigate({ to: '/inbox' });
    },
    meta: { quiet: true },
    onError: (error) => {
      // Someone was faster: the reloaded case says who did what, beside what was being written.
      if (!(error instanceof ApiError && error.code === 'changed-meanwhile')) {
        toast(error instanceof ApiError ? error.message : shared('errorUnknown'), { tone: 'error' });
      }
      if (error instanceof ApiError && error.status === 409) {
        void queryClient.invalidateQueries({ queryKey: caseQuery(id).queryKey });
        void queryClient.invalidateQueries({ queryKey: ['cases'] });
      }
    },
  });
  return {
    take: (step, onDone) => {
      if (!mutation.isPending) mutation.mutate(step, { onSuccess: () => onDone?.() });
    },
    isPending: mutation.isPending,
    news: view.events.filter((event) => event.seq > seen),
    acknowledge: () => setSeen(lastSeq(view)),
    seeAsIs: (after) => setSeen(lastSeq(after)),
  };
}
