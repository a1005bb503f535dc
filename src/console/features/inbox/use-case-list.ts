import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ComplaintPage, type ComplaintRow, type ListFilter } from '../../../modules/complaints/contract.ts';
import { api } from '../../lib/api.ts';
import { LOOK_AGAIN_MS } from '../../lib/cases.ts';

const PAGE = 50;
const NONE: ComplaintRow[] = [];

export type CaseList = {
  rows: readonly ComplaintRow[];
  /** How many stand on the server's first page that are not shown here. */
  fresh: number;
  near: boolean;
  searched: 'all' | 'newest' | null;
  isLoading: boolean;
  /** Another filter was chosen and its rows are on their way; the ones shown are the last filter's. */
  isStale: boolean;
  error: Error | null;
  hasMore: boolean;
  isLoadingMore: boolean;
  more: () => void;
  refresh: () => void;
};

/**
 * The rows of a filter, page after page. What is shown stands still while it is read: the first page is looked at again every
 * twenty seconds, rows already shown take on their new state in place, and new ones wait behind `fresh` until `refresh`.
 */
export function useCaseList(filter: ListFilter): CaseList {
  const queryClient = useQueryClient();
  const ask = (signal: AbortSignal, after: string | null) =>
    api.get('/api/v1/complaints', ComplaintPage, { query: { ...filter, limit: PAGE, after }, signal });
  const list = useInfiniteQuery({
    queryKey: ['cases', 'list', filter],
    queryFn: ({ signal, pageParam }) => ask(signal, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    staleTime: 60_000,
  });
  const head = useQuery({
    queryKey: ['cases', 'head', filter],
    queryFn: ({ signal }) => ask(signal, null),
    enabled: list.isSuccess,
    staleTime: 0,
    refetchInterval: LOOK_AGAIN_MS,
  });
  const shown = list.data?.pages.flatMap((page) => page.items) ?? NONE;
  const now = new Map((head.data?.items ?? NONE).map((row) => [row.id, row]));
  const known = new Set(shown.map((row) => row.id));
  const fresh = list.isPlaceholderData ? 0 : [...now.keys()].filter((id) => !known.has(id)).length;
  const refresh = (): void => {
    // Only the first page is wanted: asking for all the pages again would be slow and is not what was pressed.
    queryClient.setQueryData<InfiniteData<ComplaintPage, string | null>>(['cases', 'list', filter], (held) =>
      held === undefined ? held : { pages: held.pages.slice(0, 1), pageParams: held.pageParams.slice(0, 1) },
    );
    void queryClient.invalidateQueries({ queryKey: ['cases'] });
  };
  // Nothing is being read in an empty list: what arrives is shown at once.
  const arrivedInEmpty = list.isSuccess && shown.length === 0 && fresh > 0 && !list.isFetching;
  useEffect(() => {
    if (arrivedInEmpty) void queryClient.invalidateQueries({ queryKey: ['cases', 'list'] });
  }, [arrivedInEmpty, queryClient]);
  const first = list.data?.pages[0];
  return {
    rows: shown.map((row) => now.get(row.id) ?? row),
    fresh: list.isFetching ? 0 : fresh,
    near: first?.near ?? false,
    searched: first?.searched ?? null,
    isLoading: list.isPending,
    isStale: list.isPlaceholderData,
    error: list.error,
    hasMore: list.hasNextPage,
    isLoadingMore: list.isFetchingNextPage,
    more: () => void list.fetchNextPage(),
    refresh,
  };
}
