import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import GanttChart from 'lucide-react/icons/square-chart-gantt';
import { z } from 'zod';
import type { Feature } from '../../lib/feature.ts';
import { reached } from '../../lib/reached.ts';
import { shellRoute } from '../../lib/routes.ts';
import { t } from './words.ts';

const permission = 'plan.read';
const ofYear = z.object({ year: z.coerce.number().int().optional().catch(undefined) });

const plansRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/plans',
  validateSearch: ofYear,
  component: lazyRouteComponent(
    reached(() => import('./board/board-page.tsx')),
    'BoardPage',
  ),
});
const planRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/plans/documents/$id',
  component: lazyRouteComponent(
    reached(() => import('./plan/plan-page.tsx')),
    'PlanPage',
  ),
});
const chartRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/plans/charts/$id',
  component: lazyRouteComponent(
    reached(() => import('./chart/chart-page.tsx')),
    'ChartPage',
  ),
});
const importRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/plans/import',
  component: lazyRouteComponent(
    reached(() => import('./import/import-page.tsx')),
    'ImportPage',
  ),
});
const reportsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/plans/reports',
  validateSearch: ofYear,
  component: lazyRouteComponent(
    reached(() => import('./reports/reports-page.tsx')),
    'ReportsPage',
  ),
});
const reportRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/plans/reports/$id',
  component: lazyRouteComponent(
    reached(() => import('./reports/report-page.tsx')),
    'ReportPage',
  ),
});
const compareRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/plans/compare',
  validateSearch: ofYear,
  component: lazyRouteComponent(
    reached(() => import('./compare-page.tsx')),
    'ComparePage',
  ),
});

export const planRoutes = [
  plansRoute,
  planRoute,
  chartRoute,
  importRoute,
  reportsRoute,
  reportRoute,
  compareRoute,
] as const;

export const plans: Feature = {
  nav: [
    {
      to: '/plans',
      label: () => t('plans'),
      short: () => t('short'),
      icon: GanttChart,
      order: 50,
      permission,
      keys: 'g p',
    },
  ],
  commands: [
    {
      id: 'plan-reports',
      label: () => t('reports'),
      also: 'progress report รายงาน',
      permission,
      run: { to: '/plans/reports' },
    },
    {
      id: 'plan-import',
      label: () => t('importPlan'),
      also: 'import plan sipoc',
      permission: 'plan.edit',
      run: { to: '/plans/import' },
    },
    { id: 'plan-compare', label: () => t('compare'), also: 'compare years', permission, run: { to: '/plans/compare' } },
  ],
};
