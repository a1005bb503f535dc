import { account, accountRoute } from '../features/account/feature.ts';
import { caseRoute } from '../features/case/feature.ts';
import {
  channelRoute,
  channels,
  channelsRoute,
  conversationRoute,
  conversationsRoute,
  eventsRoute,
  wayRoute,
} from '../features/channels/feature.ts';
import { home, homeRoute } from '../features/home/feature.ts';
import { inbox, inboxRoute, mineRoute } from '../features/inbox/feature.ts';
import { intake, intakeRoute } from '../features/intake/feature.ts';
import { meetingRoute, meetings, meetingsRoute } from '../features/meetings/feature.ts';
import { personRoute } from '../features/people-history/feature.ts';
import { planRoutes, plans } from '../features/plans/feature.ts';
import { settings, settingsRoute } from '../features/settings/feature.ts';
import { signInRoute } from '../features/sign-in/feature.ts';
import { tasks, tasksRoute } from '../features/tasks/feature.ts';
import { forgotRoute, welcomeRoute } from '../features/welcome/feature.ts';
import type { Feature } from '../lib/feature.ts';

/** The only list to which a new feature is added: its routes under the shell, and what it gives the shell. */
export const shellRoutes = [
  homeRoute,
  inboxRoute,
  mineRoute,
  caseRoute,
  intakeRoute,
  personRoute,
  meetingsRoute,
  meetingRoute,
  tasksRoute,
  ...planRoutes,
  channelsRoute,
  channelRoute,
  eventsRoute,
  conversationsRoute,
  conversationRoute,
  wayRoute,
  accountRoute,
  settingsRoute,
] as const;
export const openRoutes = [signInRoute, welcomeRoute, forgotRoute] as const;
export const features: readonly Feature[] = [home, inbox, channels, intake, plans, meetings, tasks, account, settings];
