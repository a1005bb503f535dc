import type { Tx } from '../../platform/db/db.ts';

/** Keeps where on the web a case was copied from; the first one stays. */
export async function keepLink(tx: Tx, complaintId: string, link: string, now: Date): Promise<void> {
  await tx
    .insertInto('complaints.captured_link')
    .values({ complaint_id: complaintId, link, at: now })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'complaint_id']).doNothing())
    .execute();
}

export async function linkOf(tx: Tx, complaintId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('complaints.captured_link')
    .select('link')
    .where('complaint_id', '=', complaintId)
    .executeTakeFirst();
  return row?.link ?? null;
}
