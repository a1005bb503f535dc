import type { QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import { MissingPage } from '../components/missing-page.tsx';
import { rootRoute, shellRoute } from '../lib/routes.ts';
import { FailedPage, LostPage, PendingPage } from './fallbacks.tsx';
import { openRoutes, shellRoutes } from './features.ts';
import { Shell } from './shell.tsx';

rootRoute.update({ notFoundComponent: LostPage });
shellRoute.update({ component: Shell });

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree: rootRoute.addChildren([...openRoutes, shellRoute.addChildren([...shellRoutes])]),
    basepath: '/console',
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: FailedPage,
    defaultNotFoundComponent: MissingPage,
    defaultPendingComponent: PendingPage,
    scrollRestoration: true,
  });
}
