import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import ListChecks from 'lucide-react/icons/list-checks';
import { z } from 'zod';
import type { Feature } from '../../lib/feature.ts';
import { reached } from '../../lib/reached.ts';
import { shellRoute } from '../../lib/routes.ts';
import { t } from './words.ts';

const permission = 'task.read';

export const tasksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tasks',
  validateSearch: z.object({
    of: z.enum(['mine', 'department', 'all']).optional().catch(undefined),
    state: z.enum(['open', 'overdue', 'ended']).optional().catch(undefined),
    /** A new task is asked for: what an order or memo, or a step of a plan, has done, and what it says. */
    paper: z.uuid().optional().catch(undefined),
    step: z.uuid().optional().catch(undefined),
    about: z.string().max(500).optional().catch(undefined),
  }),
  component: lazyRouteComponent(
    reached(() => import('./tasks-page.tsx')),
    'TasksPage',
  ),
});

export const tasks: Feature = {
  nav: [
    {
      to: '/tasks',
      label: () => t('tasks'),
      short: () => t('short'),
      icon: ListChecks,
      order: 60,
      permission,
      keys: 'g t',
    },
  ],
};
