import { z } from 'zod';
import { inMunicipality } from '../../../platform/db/db.ts';
import type { App, Parts } from '../../../platform/http.ts';
import { staffIdOf } from '../../people/index.ts';
import { COLUMNS, InboxLayout } from './contract.ts';

const tags = ['views'];

const Stored = z.object({
  shape: InboxLayout.shape.shape,
  columns: z.array(z.enum(COLUMNS).nullable().catch(null)),
});

/** A layout as it was kept; a column that is no more is left out, and what cannot be read is none. */
export function storedLayout(stored: unknown): InboxLayout | null {
  const { data } = Stored.safeParse(stored);
  return data === undefined ? null : { ...data, columns: data.columns.filter((name) => name !== null) };
}

/** How each officer has the register shown, on whatever machine they sign in. */
export async function layoutRoutes(app: App, { db, now }: Parts): Promise<void> {
  const config = { permission: 'view.keep' };
  app.get(
    '/inbox-layout',
    {
      config,
      schema: {
        tags,
        summary: 'How you have the register shown; null until you choose',
        response: { 200: InboxLayout.nullable() },
      },
    },
    (request) =>
      inMunicipality(db, request.municipalityId, async (tx) => {
        const kept = await tx
          .selectFrom('complaints.inbox_layout')
          .select('layout')
          .where('staff_id', '=', staffIdOf(request))
          .executeTakeFirst();
        return storedLayout(kept?.layout);
      }),
  );
  app.put(
    '/inbox-layout',
    {
      config,
      schema: {
        tags,
        summary: 'Keep how you have the register shown',
        body: InboxLayout,
        response: { 200: InboxLayout },
      },
    },
    async (request) => {
      const kept = { layout: JSON.stringify(request.body), changed_at: now() };
      await inMunicipality(db, request.municipalityId, (tx) =>
        tx
          .insertInto('complaints.inbox_layout')
          .values({ staff_id: staffIdOf(request), ...kept })
          .onConflict((conflict) => conflict.columns(['municipality_id', 'staff_id']).doUpdateSet(kept))
          .execute(),
      );
      return request.body;
    },
  );
}
