import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { Board } from '../../../modules/plans/contract.ts';
import { Committee, Meeting, MeetingRow } from '../../../modules/plans/meetings/contract.ts';
import { Paper } from '../../../modules/plans/papers/contract.ts';
import { addDays } from '../../../thai/index.ts';
import { api } from '../../lib/api.ts';
import { today } from '../../lib/today.ts';

export type { Committee, Meeting, MeetingRow, Paper };

const YEAR = 366;

/** Meetings to come, soonest first; or those of the last year, newest first. */
export const meetingsQuery = (show: 'upcoming' | 'past') =>
  queryOptions({
    queryKey: ['meetings', show],
    queryFn: async ({ signal }) => {
      const day = today();
      const query =
        show === 'upcoming' ? { from: day, to: addDays(day, YEAR) } : { from: addDays(day, -YEAR), to: day };
      const rows = await api.get('/api/v1/meetings', z.array(MeetingRow), { query, signal });
      return show === 'upcoming' ? rows : rows.toReversed();
    },
  });
export const committeesQuery = queryOptions({
  queryKey: ['committees'],
  queryFn: ({ signal }) => api.get('/api/v1/committees', z.array(Committee), { signal }),
});
export const meetingQuery = (id: string) =>
  queryOptions({
    queryKey: ['meeting', id],
    queryFn: ({ signal }) => api.get(`/api/v1/meetings/${id}`, Meeting, { signal }),
  });
export const papersQuery = (of: { committeeId: string } | { meetingId: string }) =>
  queryOptions({
    queryKey: ['papers', of],
    queryFn: ({ signal }) => api.get('/api/v1/papers', z.array(Paper), { query: of, signal }),
  });

const FoundYears = z.array(z.object({ fiscalYear: z.int() }));
export type StepOption = { id: string; label: string; documentId: string };

/** The steps of the year's plans, to be named as what a meeting is evidence of; none where the year has no plans. */
export const stepOptionsQuery = (fiscalYear: number) =>
  queryOptions({
    queryKey: ['plan-steps', fiscalYear],
    queryFn: async ({ signal }): Promise<StepOption[]> => {
      const years = await api.get('/api/v1/plans/years', FoundYears, { signal });
      if (!years.some((year) => year.fiscalYear === fiscalYear)) return [];
      const board = await api.get(`/api/v1/plans/years/${fiscalYear}`, Board, { signal });
      return board.systems.flatMap(({ system, plan }) =>
        (plan?.document.content.outputs ?? [])
          .flatMap((output) => output.steps)
          .map((step) => ({
            id: step.id,
            label: `${system.no}.${step.no} ${step.text}`,
            documentId: plan?.document.id ?? '',
          })),
      );
    },
    staleTime: 60_000,
  });
