import { MutationCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { ToastStack } from '../components/toast-stack.tsx';
import { ApiError, onSignedOut } from '../lib/api.ts';
import { locale, useLanguage } from '../lib/i18n.ts';
import { goToPage, keepFocus } from '../lib/keep-focus.ts';
import { meQuery } from '../lib/me.ts';
import { setSessionEnded } from '../lib/session.ts';
import { listenForShortcuts } from '../lib/shortcuts.ts';
import { toast } from '../lib/toast.ts';
import { t } from '../lib/words/t.ts';
import { createAppRouter } from './router.tsx';

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal stays a refusal; a lost line or a busy server is worth two more tries.
      retry: (failures, error) =>
        failures < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 502),
    },
  },
  mutationCache: new MutationCache({
    onError: (error, _variables, _context, mutation) => {
      // A form that shows its own errors says so by `meta: { quiet: true }`.
      if (mutation.meta?.['quiet'] === true) return;
      toast(error instanceof ApiError ? error.message : t('errorUnknown'), { tone: 'error' });
    },
  }),
});
const router = createAppRouter(queryClient);

onSignedOut(() => {
  // Only a session that ends while the shell is shown; one that never began is redirected by the shell's own route.
  if (queryClient.getQueryData(meQuery.queryKey) !== undefined) setSessionEnded(true);
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

export function App() {
  const language = useLanguage();
  useEffect(listenForShortcuts, []);
  useEffect(keepFocus, []);
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        if (fromLocation !== undefined && pathChanged) goToPage();
      }),
    [],
  );
  return (
    <I18nProvider locale={locale()} key={language}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <ToastStack />
      </QueryClientProvider>
    </I18nProvider>
  );
}
