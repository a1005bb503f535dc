import { z } from 'zod';
import { ListFilter, type VIEWS } from '../../../modules/complaints/contract.ts';

const { shape } = ListFilter;
/** What the address of the inbox says. A wrong part of it is left out, never an error: people edit and share addresses. */
export const InboxSearch = z.object({
  view: shape.view.catch(undefined),
  status: shape.status.catch(undefined),
  categoryId: shape.categoryId.catch(undefined),
  departmentId: shape.departmentId.catch(undefined),
  communityId: shape.communityId.catch(undefined),
  channel: shape.channel.catch(undefined),
  kind: shape.kind.catch(undefined),
  from: shape.from.catch(undefined),
  to: shape.to.catch(undefined),
  closedFrom: shape.closedFrom.catch(undefined),
  closedTo: shape.closedTo.catch(undefined),
  // A number typed by hand into the address arrives as one.
  search: z.coerce.string().trim().max(200).optional().catch(undefined),
  case: z.uuid().optional().catch(undefined),
});
export type InboxSearch = z.output<typeof InboxSearch>;
export type View = (typeof VIEWS)[number];

export const FILTERS = [
  'status',
  'categoryId',
  'departmentId',
  'communityId',
  'channel',
  'kind',
  'from',
  'to',
  'closedFrom',
  'closedTo',
] as const;
export type FilterName = (typeof FILTERS)[number];

export const filtersOn = (search: InboxSearch): FilterName[] => FILTERS.filter((name) => search[name] !== undefined);

/** What the list asks the server for; the view of the page stands in where the address names none. */
export function filterOf({ case: _case, ...filter }: InboxSearch, fallback: View): ListFilter {
  const asked: ListFilter = { ...filter, view: filter.view ?? fallback };
  if (asked.search === '') delete asked.search;
  // Words are looked for in the whole register, whatever tab is open; filters that were chosen narrow it.
  if (asked.search !== undefined) asked.view = 'all';
  return asked;
}
