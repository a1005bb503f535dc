import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { reached } from '../../lib/reached.ts';
import { rootRoute } from '../../lib/routes.ts';

/** Where a link of any kind opens: the first administrator's, an invitation, a new password. */
export const welcomeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/welcome',
  // A token of digits alone arrives as a number: it is read back as the text it was.
  validateSearch: z.object({ token: z.coerce.string().catch('') }),
  component: lazyRouteComponent(
    reached(() => import('./welcome-page.tsx')),
    'WelcomePage',
  ),
});

export const forgotRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/forgot',
  component: lazyRouteComponent(
    reached(() => import('./forgot-page.tsx')),
    'ForgotPage',
  ),
});
