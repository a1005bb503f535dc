import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import Settings from 'lucide-react/icons/settings';
import { z } from 'zod';
import type { Feature } from '../../lib/feature.ts';
import { reached } from '../../lib/reached.ts';
import { shellRoute } from '../../lib/routes.ts';
import { RestNotice } from './installation/rest-notice.tsx';
import { AuditSearch } from './office/audit-search.ts';
import { LISTS } from './sections.ts';
import { t } from './words.ts';

const layoutRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings',
  component: lazyRouteComponent(
    reached(() => import('./settings-layout.tsx')),
    'SettingsLayout',
  ),
});
const getParentRoute = () => layoutRoute;

const overviewRoute = createRoute({
  getParentRoute,
  path: '/',
  component: lazyRouteComponent(
    reached(() => import('./overview-page.tsx')),
    'OverviewPage',
  ),
});
const municipalityRoute = createRoute({
  getParentRoute,
  path: '/municipality',
  component: lazyRouteComponent(
    reached(() => import('./office/municipality-page.tsx')),
    'MunicipalityPage',
  ),
});
const listRoute = createRoute({
  getParentRoute,
  path: '/lists/$list',
  params: { parse: ({ list }) => ({ list: z.enum(LISTS).parse(list) }), stringify: ({ list }) => ({ list }) },
  component: lazyRouteComponent(
    reached(() => import('./lists/list-page.tsx')),
    'ListPage',
  ),
});
const clockRoute = createRoute({
  getParentRoute,
  path: '/clock',
  component: lazyRouteComponent(
    reached(() => import('./clock/clock-page.tsx')),
    'ClockPage',
  ),
});
const staffRoute = createRoute({
  getParentRoute,
  path: '/staff',
  component: lazyRouteComponent(
    reached(() => import('./staff/staff-page.tsx')),
    'StaffPage',
  ),
});
const apiKeysRoute = createRoute({
  getParentRoute,
  path: '/api-keys',
  component: lazyRouteComponent(
    reached(() => import('./office/api-keys-page.tsx')),
    'ApiKeysPage',
  ),
});
const integrationsRoute = createRoute({
  getParentRoute,
  path: '/integrations',
  component: lazyRouteComponent(
    reached(() => import('./integrations/integrations-page.tsx')),
    'IntegrationsPage',
  ),
});
const privacyRoute = createRoute({
  getParentRoute,
  path: '/privacy',
  component: lazyRouteComponent(
    reached(() => import('./office/privacy-page.tsx')),
    'PrivacyPage',
  ),
});
const auditRoute = createRoute({
  getParentRoute,
  path: '/audit',
  validateSearch: AuditSearch,
  component: lazyRouteComponent(
    reached(() => import('./office/audit-page.tsx')),
    'AuditPage',
  ),
});
const installationRoute = createRoute({
  getParentRoute,
  path: '/installation',
  component: lazyRouteComponent(
    reached(() => import('./installation/installation-page.tsx')),
    'InstallationPage',
  ),
});

export const settingsRoute = layoutRoute.addChildren([
  overviewRoute,
  municipalityRoute,
  listRoute,
  clockRoute,
  staffRoute,
  apiKeysRoute,
  integrationsRoute,
  privacyRoute,
  auditRoute,
  installationRoute,
]);

export const settings: Feature = {
  notice: RestNotice,
  nav: [
    {
      to: '/settings',
      label: () => t('nav'),
      icon: Settings,
      order: 90,
      permission: 'settings.read',
      keys: 'g s',
    },
  ],
};
