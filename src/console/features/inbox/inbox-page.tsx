import { getRouteApi } from '@tanstack/react-router';
import type { InboxPlace } from './inbox-place.ts';
import { InboxScreen } from './inbox-screen.tsx';
import type { InboxSearch } from './inbox-search.ts';

const inboxApi = getRouteApi('/shell/inbox');
const mineApi = getRouteApi('/shell/mine');

export function InboxPage() {
  const navigate = inboxApi.useNavigate();
  const place: InboxPlace = {
    base: '/inbox',
    fallback: 'open',
    search: inboxApi.useSearch(),
    go: (search: InboxSearch, replace = false) => void navigate({ search, replace, resetScroll: false }),
  };
  return <InboxScreen place={place} />;
}

/** The same screen, standing on what is the reader's own. */
export function MinePage() {
  const navigate = mineApi.useNavigate();
  const place: InboxPlace = {
    base: '/mine',
    fallback: 'mine',
    search: mineApi.useSearch(),
    go: (search: InboxSearch, replace = false) => void navigate({ search, replace, resetScroll: false }),
  };
  return <InboxScreen place={place} />;
}
