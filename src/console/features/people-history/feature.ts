import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { reached } from '../../lib/reached.ts';
import { shellRoute } from '../../lib/routes.ts';

/** One person by every channel. Reached from a case: nobody browses people. */
export const personRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/people/$id',
  component: lazyRouteComponent(
    reached(() => import('./person-page.tsx')),
    'PersonPage',
  ),
});
