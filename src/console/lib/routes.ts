import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, redirect } from '@tanstack/react-router';
import { ApiError } from './api.ts';
import { meQuery } from './me.ts';

/** Features hang their routes on `shellRoute` (signed in) or `rootRoute` (not); the app gives both their faces. */
export const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()();

export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(meQuery);
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) {
        throw redirect({ to: '/sign-in', search: { next: location.publicHref } });
      }
      throw error;
    }
  },
});
