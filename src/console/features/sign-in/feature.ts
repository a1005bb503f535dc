import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { reached } from '../../lib/reached.ts';
import { rootRoute } from '../../lib/routes.ts';

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  // Only an address inside the console is followed after signing in: a link from elsewhere cannot send people away.
  validateSearch: z.object({
    next: z
      .string()
      .regex(/^\/console(?=[/?#]|$)/)
      .optional()
      .catch(undefined),
  }),
  component: lazyRouteComponent(
    reached(() => import('./sign-in-page.tsx')),
    'SignInPage',
  ),
});
