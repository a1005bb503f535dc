import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import Inbox from 'lucide-react/icons/inbox';
import UserRound from 'lucide-react/icons/user-round';
import { ComplaintPage } from '../../../modules/complaints/contract.ts';
import { MASK } from '../../../modules/complaints/deidentified/contract.ts';
import { api } from '../../lib/api.ts';
import { caseWords } from '../../lib/case-words.ts';
import type { Feature } from '../../lib/feature.ts';
import { reached } from '../../lib/reached.ts';
import { shellRoute } from '../../lib/routes.ts';
import { InboxSearch } from './inbox-search.ts';
import { layoutQuery } from './use-layout.ts';
import { t } from './words.ts';

export const inboxRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/inbox',
  validateSearch: InboxSearch,
  loader: ({ context }) => context.queryClient.prefetchQuery(layoutQuery),
  component: lazyRouteComponent(
    reached(() => import('./inbox-page.tsx')),
    'InboxPage',
  ),
});

export const mineRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/mine',
  validateSearch: InboxSearch,
  loader: ({ context }) => context.queryClient.prefetchQuery(layoutQuery),
  component: lazyRouteComponent(
    reached(() => import('./inbox-page.tsx')),
    'MinePage',
  ),
});

const permission = 'complaint.list';

export const inbox: Feature = {
  nav: [
    {
      to: '/inbox',
      label: () => t('inbox'),
      short: () => t('inboxShort'),
      icon: Inbox,
      order: 20,
      permission,
      keys: 'g i',
      phone: true,
    },
    {
      to: '/mine',
      label: () => t('mine'),
      short: () => t('mineShort'),
      icon: UserRound,
      order: 30,
      permission,
      keys: 'g m',
      phone: true,
    },
  ],
  commands: (['due-today', 'overdue', 'unassigned'] as const).map((view) => ({
    id: `inbox ${view}`,
    label: () => t(`go-${view}`),
    icon: Inbox,
    permission,
    run: { to: '/inbox', search: { view } },
  })),
  search: {
    heading: () => t('foundCases'),
    permission,
    find: async (text, signal) => {
      const { items } = await api.get('/api/v1/complaints', ComplaintPage, {
        query: { search: text, limit: 8 },
        signal,
      });
      return items.map((row) => ({
        id: row.id,
        to: `/cases/${row.id}`,
        title: `${row.number} ${row.summary.slice(0, 80).replaceAll(MASK, `[${caseWords('hidden')}]`)}`,
        detail: caseWords(`status-${row.status}`),
      }));
    },
  },
};
