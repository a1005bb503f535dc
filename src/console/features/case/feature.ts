import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { z } from 'zod';
import { provideCasePane } from '../../lib/case-pane.ts';
import { reached } from '../../lib/reached.ts';
import { shellRoute } from '../../lib/routes.ts';

export const caseRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/cases/$caseId',
  validateSearch: z.object({ do: z.enum(['assign', 'reply', 'close']).optional().catch(undefined) }),
  component: lazyRouteComponent(
    reached(() => import('./case-page.tsx')),
    'CasePage',
  ),
});

provideCasePane(lazy(() => import('./case-pane.tsx').then((file) => ({ default: file.CasePane }))));
