import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { InboxLayout } from '../../../modules/complaints/contract.ts';
import { api } from '../../lib/api.ts';

const address = '/api/v1/inbox-layout';
/** How this officer has the register shown; null until they choose. */
export const layoutQuery = queryOptions({
  queryKey: ['inbox-layout'],
  queryFn: ({ signal }) => api.get(address, InboxLayout.nullable(), { signal }),
  staleTime: 5 * 60_000,
});
const FIRST: InboxLayout = {
  shape: 'list',
  columns: ['status', 'clock', 'summary', 'category', 'department', 'received'],
};

/** The layout, and how to change it: shown at once, kept with the account, in the order of the changes. */
export function useLayout(): [layout: InboxLayout, change: (layout: InboxLayout) => void] {
  const { data } = useQuery(layoutQuery);
  const queryClient = useQueryClient();
  const keep = useMutation({
    scope: { id: 'inbox-layout' },
    mutationFn: (layout: InboxLayout) => api.put(address, layout, InboxLayout),
  });
  return [
    data ?? FIRST,
    (layout) => {
      void queryClient.cancelQueries(layoutQuery);
      queryClient.setQueryData(layoutQuery.queryKey, layout);
      keep.mutate(layout);
    },
  ];
}
