import { queryOptions, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import type { ComplaintRow } from '../../modules/complaints/contract.ts';
import { Directory, type Noun, StaffMember } from '../../modules/people/contract.ts';
import { type Day, dayOf } from '../../thai/index.ts';
import { api } from './api.ts';
import { language } from './i18n.ts';
import { can, useMe } from './me.ts';
import { today } from './today.ts';

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

const EMPTY: Omit<Directory, 'on'> = {
  departments: [],
  categories: [],
  groups: [],
  communities: [],
  refusalReasons: [],
  others: [],
};

/** What is in force today, to choose from; empty lists until it has come. */
export const useDirectory = (): Omit<Directory, 'on'> => useQuery(directoryQuery).data ?? EMPTY;

/** The staff, for those who may know them; empty for others and until it has come. */
export function useStaff(): readonly StaffMember[] {
  const { data } = useQuery({ ...staffQuery, enabled: can(useMe(), 'staff.read') });
  return data ?? [];
}

export const nameOf = (entry: { nameTh: string; nameEn: string }): string =>
  language() === 'en' && entry.nameEn !== '' ? entry.nameEn : entry.nameTh;

type Named = { id: string; nameTh: string; nameEn: string; validFrom: Day; validTo: Day | null };
export type NamedNoun = 'department' | 'category' | 'community' | 'group' | 'reason';
/** An id as words: what it is called, or with `on` what it was called that day; the empty string for none, and until it has come. */
export type NameOf = (id: string | null, on?: Day) => string;
export type Names = Record<NamedNoun, NameOf> & { staff: (id: string | null) => string };

/**
 * The name among an entry's versions that was in force on a day. What had ended by then keeps its last name, what came later has its
 * first, as in the server's papers.
 */
export function nameAmong(versions: readonly Named[], id: string | null, on: Day): string {
  const own = versions.filter((version) => version.id === id).toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  const found = own.findLast(({ validFrom }) => validFrom <= on) ?? own[0];
  return found === undefined ? '' : nameOf(found);
}

/** Ids as words, also of what is no longer in force: an old case is read as it was. */
export function useNames(): Names {
  const { departments, categories, communities, groups, refusalReasons, others } = useDirectory();
  const staff = useStaff();
  const among =
    (entries: readonly Named[]): NameOf =>
    (id, on = today()) =>
      nameAmong([...entries, ...others], id, on);
  return {
    department: among(departments),
    category: among(categories),
    community: among(communities),
    group: among(groups),
    reason: among(refusalReasons),
    staff: (id) => staff.find((member) => member.id === id)?.name ?? '',
  };
}

/** The day whose names a case is shown with: a case that has ended keeps those of its last day, an open one has today's. */
export const namedOn = ({ closedAt }: Pick<ComplaintRow, 'closedAt'>): Day =>
  closedAt === null ? today() : dayOf(new Date(closedAt));

/** What is no longer in force, by its last name: for finding old cases, not for new ones. */
export function retiredAmong(others: Directory['others'], noun: Noun, inForce: readonly { id: string }[]): Named[] {
  const versions = others.filter((each) => each.noun === noun && each.validFrom <= today());
  const last = new Map(versions.map((each) => [each.id, each]));
  for (const { id } of inForce) last.delete(id);
  return [...last.values()];
}
