import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import CalendarClock from 'lucide-react/icons/calendar-clock';
import { z } from 'zod';
import type { Feature } from '../../lib/feature.ts';
import { reached } from '../../lib/reached.ts';
import { shellRoute } from '../../lib/routes.ts';
import { t } from './words.ts';

const permission = 'meeting.read';

export const meetingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/meetings',
  validateSearch: z.object({ show: z.enum(['upcoming', 'past', 'committees']).optional().catch(undefined) }),
  component: lazyRouteComponent(
    reached(() => import('./meetings-page.tsx')),
    'MeetingsPage',
  ),
});
export const meetingRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/meetings/$id',
  component: lazyRouteComponent(
    reached(() => import('./meeting-page.tsx')),
    'MeetingPage',
  ),
});

export const meetings: Feature = {
  nav: [
    {
      to: '/meetings',
      label: () => t('meetings'),
      short: () => t('short'),
      icon: CalendarClock,
      order: 55,
      permission,
      keys: 'g e',
    },
  ],
};
