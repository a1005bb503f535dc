import type { InboxSearch, View } from './inbox-search.ts';

/** Where the screen stands, and how it goes elsewhere: the inbox and one's own cases are two addresses of one screen. */
export type InboxPlace = {
  base: '/inbox' | '/mine';
  /** The view where the address names none. */
  fallback: View;
  search: InboxSearch;
  go: (search: InboxSearch, replace?: boolean) => void;
};
