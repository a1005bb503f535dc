import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import House from 'lucide-react/icons/house';
import type { Feature } from '../../lib/feature.ts';
import { reached } from '../../lib/reached.ts';
import { shellRoute } from '../../lib/routes.ts';
import { t } from './words.ts';

export const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  component: lazyRouteComponent(
    reached(() => import('./home-page.tsx')),
    'HomePage',
  ),
});

export const home: Feature = {
  nav: [{ to: '/', label: () => t('home'), icon: House, order: 10, keys: 'g h', phone: true }],
};
