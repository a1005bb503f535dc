import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { Me } from '../../modules/people/contract.ts';
import { api } from './api.ts';
import { language } from './i18n.ts';
import { keepDraftsOf } from './tab-drafts.ts';

export { Me };

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => {
    const me = await api.get('/api/v1/me', Me, { signal });
    keepDraftsOf(me.user.id);
    return me;
  },
  staleTime: 5 * 60_000,
  retry: false,
});

/** Who is signed in; inside the shell it is always loaded. */
export const useMe = (): Me => useSuspenseQuery(meQuery).data;

/** One that must be held, or several that must all be. */
export type Needed = string | readonly string[];

/** A thing without a permission is everybody's. The server decides; this only spares people buttons that would be refused. */
export const can = (me: Me, needed: Needed | undefined): boolean =>
  needed === undefined || [needed].flat().every((permission) => me.permissions.includes(permission));

/** The municipality's name in the language now. */
export const municipalityName = ({ municipality }: Me): string =>
  (language() === 'en' && municipality.nameEn) || municipality.nameTh;
