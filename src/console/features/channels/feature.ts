import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import MessagesSquare from 'lucide-react/icons/messages-square';
import RadioTower from 'lucide-react/icons/radio-tower';
import { z } from 'zod';
import { ChannelKind } from '../../../modules/channels/contract.ts';
import type { Feature } from '../../lib/feature.ts';
import { reached } from '../../lib/reached.ts';
import { shellRoute } from '../../lib/routes.ts';
import { t } from './words.ts';

const permission = 'channel.read';
const STATES = ['waiting', 'done', 'nothing', 'unknown', 'failed'] as const;

export const channelsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/channels',
  component: lazyRouteComponent(
    reached(() => import('./channels-page.tsx')),
    'ChannelsPage',
  ),
});
export const channelRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/channels/$kind',
  component: lazyRouteComponent(
    reached(() => import('./channel-page.tsx')),
    'ChannelPage',
  ),
});
export const eventsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/channel-events',
  validateSearch: z.object({
    channel: ChannelKind.optional().catch(undefined),
    state: z.enum(STATES).optional().catch(undefined),
  }),
  component: lazyRouteComponent(
    reached(() => import('./events-page.tsx')),
    'EventsPage',
  ),
});
export const conversationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/conversations',
  validateSearch: z.object({ all: z.boolean().optional().catch(undefined) }),
  component: lazyRouteComponent(
    reached(() => import('./conversations-page.tsx')),
    'ConversationsPage',
  ),
});
export const conversationRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/conversations/$id',
  component: lazyRouteComponent(
    reached(() => import('./conversation-page.tsx')),
    'ConversationPage',
  ),
});

export const wayRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/channel-directory',
  component: lazyRouteComponent(
    reached(() => import('./directory-page.tsx')),
    'DirectoryPage',
  ),
});

export const channels: Feature = {
  nav: [
    {
      to: '/conversations',
      label: () => t('conversations'),
      icon: MessagesSquare,
      order: 35,
      // As the server asks (`mayReadConversations`): who only reads cases sees no messages that are none.
      permission: ['complaint.read.all', 'complaint.handle'],
      keys: 'g c',
    },
    { to: '/channels', label: () => t('channels'), icon: RadioTower, order: 80, permission, keys: 'g a' },
  ],
};
