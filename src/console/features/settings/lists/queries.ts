import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { Directory, Entry, type Noun } from '../../../../modules/people/contract.ts';
import { api } from '../../../lib/api.ts';

/** The key begins with "directory", so that a change refreshes every page that shows names. */
export const directoryOnQuery = (on: string) =>
  queryOptions({
    queryKey: ['directory', 'on', on],
    queryFn: ({ signal }) => api.get('/api/v1/directory', Directory, { query: { on }, signal }),
  });

export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: ['directory', 'history', id],
    queryFn: ({ signal }) => api.get(`/api/v1/directory/${id}/history`, z.array(Entry), { signal }),
  });

export function entriesOf(directory: Directory, noun: Noun): readonly Entry[] {
  switch (noun) {
    case 'department':
      return directory.departments;
    case 'category':
      return directory.categories;
    case 'group':
      return directory.groups;
    case 'community':
      return directory.communities;
    case 'refusal-reason':
      return directory.refusalReasons;
  }
}
