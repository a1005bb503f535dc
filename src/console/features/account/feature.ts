import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import UserRoundCog from 'lucide-react/icons/user-round-cog';
import type { Feature } from '../../lib/feature.ts';
import { reached } from '../../lib/reached.ts';
import { shellRoute } from '../../lib/routes.ts';
import { t } from './words.ts';

export const accountRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/account',
  component: lazyRouteComponent(
    reached(() => import('./account-page.tsx')),
    'AccountPage',
  ),
});

export const account: Feature = {
  commands: [
    {
      id: 'account',
      label: () => t('title'),
      also: 'รหัสผ่าน ยืนยันตัวตน อุปกรณ์ password two factor sessions',
      icon: UserRoundCog,
      run: { to: '/account' },
    },
  ],
};
