import { queryOptions, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { Directory, StaffMember } from '../../modules/people/contract.ts';
import { api } from './api.ts';
import { language } from './i18n.ts';
import { can, useMe } from './me.ts';

export const directoryQuery = queryOptions({
  queryKey: ['directory'],
  queryFn: ({ signal }) => api.get('/api/v1/directory', Directory, { signal }),
  staleTime: 5 * 60_000,
});

export const staffQuery = queryOptions({
  queryKey: ['staff'],
  queryFn: ({ signal }) => api.get('/api/v1/staff', z.array(StaffMember), { signal }),
  staleTime: 60_000,
});

/** What is in force today; empty lists until it has come. */
export function useDirectory(): Pick<
  Directory,
  'departments' | 'categories' | 'groups' | 'communities' | 'refusalReasons'
> {
  const { data } = useQuery(directoryQuery);
  return data ?? { departments: [], categories: [], groups: [], communities: [], refusalReasons: [] };
}

/** The staff, for those who may know them; empty for others and until it has come. */
export function useStaff(): readonly StaffMember[] {
  const { data } = useQuery({ ...staffQuery, enabled: can(useMe(), 'staff.read') });
  return data ?? [];
}

export const nameOf = (entry: { nameTh: string; nameEn: string }): string =>
  language() === 'en' ? entry.nameEn : entry.nameTh;

export type Names = Record<'department' | 'category' | 'community' | 'group' | 'staff', (id: string | null) => string>;

/** Ids as words; what is no longer in force, or not yet loaded, is the empty string. */
export function useNames(): Names {
  const { departments, categories, communities, groups } = useDirectory();
  const staff = useStaff();
  const among = (entries: readonly { id: string; nameTh: string; nameEn: string }[]) => (id: string | null) => {
    const found = entries.find((entry) => entry.id === id);
    return found === undefined ? '' : nameOf(found);
  };
  return {
    department: among(departments),
    category: among(categories),
    community: among(communities),
    group: among(groups),
    staff: (id) => staff.find((member) => member.id === id)?.name ?? '',
  };
}
