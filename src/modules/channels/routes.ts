import type { Routes } from '../../platform/http.ts';
import { accountRoutes } from './accounts/account-routes.ts';
import type { Accounts } from './accounts/open-accounts.ts';
import { directoryRoutes } from './directory/routes.ts';
import { eventRoutes } from './inbox/event-routes.ts';
import type { MayReadRaw } from './inbox/list-events.ts';

/** The connections and the raw inbox, under `/api/v1`. */
export function channelRoutes(accounts: Accounts, mayReadRaw: MayReadRaw): Routes {
  return async (app, parts) => {
    await accountRoutes(app, parts, accounts);
    await eventRoutes(app, parts, mayReadRaw);
    await directoryRoutes(app, parts);
  };
}
