import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import FilePlus from 'lucide-react/icons/file-plus';
import { z } from 'zod';
import type { Feature } from '../../lib/feature.ts';
import { reached } from '../../lib/reached.ts';
import { shellRoute } from '../../lib/routes.ts';
import { CallNotice } from './call-notice.tsx';
import { MODES } from './draft.ts';
import { t } from './words.ts';

export const intakeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/new',
  validateSearch: z.object({
    mode: z.enum(MODES).optional().catch(undefined),
    /** The call that is to be written down. */
    call: z.uuid().optional().catch(undefined),
  }),
  component: lazyRouteComponent(
    reached(() => import('./intake-page.tsx')),
    'IntakePage',
  ),
});

const permission = 'complaint.register';

export const intake: Feature = {
  nav: [{ to: '/new', label: () => t('nav'), icon: FilePlus, order: 40, permission, keys: 'g n', phone: true }],
  create: { to: '/new', label: () => t('nav'), permission },
  notice: CallNotice,
};
