import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { api } from './api.ts';

export const meAnswer = z.object({
  user: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    roles: z.array(z.string()),
    departmentId: z.string().nullable(),
  }),
  municipality: z.object({ id: z.string(), slug: z.string(), name: z.string() }),
  permissions: z.array(z.string()),
  fiscalYear: z.number().int(),
});
export type Me = z.output<typeof meAnswer>;

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => api.get('/api/v1/me', meAnswer, { signal }),
  staleTime: 5 * 60_000,
  retry: false,
});

/** Who is signed in; inside the shell it is always loaded. */
export const useMe = (): Me => useSuspenseQuery(meQuery).data;

/** A thing without a permission is everybody's. The server decides; this only spares people buttons that would be refused. */
export const can = (me: Me, permission: string | undefined): boolean =>
  permission === undefined || me.permissions.includes(permission);
