import { queryOptions } from '@tanstack/react-query';
import { TaskPage, type TaskView } from '../../../modules/plans/tasks/contract.ts';
import { api } from '../../lib/api.ts';

export type Of = 'mine' | 'department' | 'all';
export type State = 'open' | 'overdue' | 'ended';
export type { TaskView };

export const tasksQuery = (of: Of, state: State) =>
  queryOptions({
    queryKey: ['tasks', of, state],
    queryFn: ({ signal }) => api.get('/api/v1/tasks', TaskPage, { query: { of, state }, signal }),
  });
