import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { CaseView, Counts, type TakeStep } from '../../modules/complaints/contract.ts';
import { api, nothing } from './api.ts';
import { can, useMe } from './me.ts';

/** How often an open page looks whether something has changed. */
export const LOOK_AGAIN_MS = 20_000;

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: ['case', id],
    queryFn: ({ signal }) => api.get(`/api/v1/complaints/${id}`, CaseView, { signal }),
    staleTime: 5_000,
    refetchInterval: LOOK_AGAIN_MS,
  });

const countsQuery = queryOptions({
  queryKey: ['counts'],
  queryFn: ({ signal }) => api.get('/api/v1/complaints/counts', Counts, { signal }),
  refetchInterval: LOOK_AGAIN_MS,
  staleTime: 5_000,
});

/** How many are in each view, for those who have lists. */
export function useCounts(): Counts | undefined {
  return useQuery({ ...countsQuery, enabled: can(useMe(), 'complaint.list') }).data;
}

/** Counts stop at a thousand: what is said then is "1,000+". */
export const countWords = (count: number): string => (count >= 1000 ? '1,000+' : String(count));

/** Says once more what may or may not have arrived. */
export const sendMessageAgain = (id: string, messageId: string) =>
  api.post(`/api/v1/complaints/${id}/messages/${messageId}/again`, {}, nothing);

/** One step of the workflow; null when the case has become confidential and is no longer this officer's to see. Otherwise what the server answers is put in place, and lists and counts are asked for anew. */
export async function takeStep(queryClient: QueryClient, id: string, step: TakeStep): Promise<CaseView | null> {
  const view = await api.post(`/api/v1/complaints/${id}/steps`, step, CaseView.nullish());
  if (view) queryClient.setQueryData(caseQuery(id).queryKey, view);
  else queryClient.removeQueries({ queryKey: caseQuery(id).queryKey });
  for (const queryKey of [['cases'], ['counts'], ['home']]) void queryClient.invalidateQueries({ queryKey });
  return view ?? null;
}
