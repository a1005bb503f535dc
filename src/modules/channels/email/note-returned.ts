import type { Tx } from '../../../platform/db/db.ts';
import { enqueue } from '../../../platform/jobs.ts';
import type { Arrival } from '../arrival.ts';
import { UNDELIVERED } from '../jobs.ts';
import { mailOfReference } from './reference.ts';

/**
 * Keeps that a mail of ours came back: it is failed, with the other server's status as proof, and whoever knows its case looks for another
 * way. True when the reference is ours; the same bounce again changes nothing.
 */
export async function noteReturned(
  tx: Tx,
  key: string,
  { references, at, status }: Extract<Arrival, { kind: 'returned' }>,
): Promise<boolean> {
  for (const reference of references) {
    const mail = await mailOfReference(tx, key, reference, null);
    if (!mail) continue;
    const failed = await tx
      .updateTable('channels.message')
      .set((row) => ({ status: 'failed', attempts: row('attempts', '+', 1) }))
      .where('id', '=', mail.id)
      .where('status', '=', 'sent')
      .returning('attempts')
      .executeTakeFirst();
    if (!failed) return true;
    await tx
      .insertInto('channels.delivery')
      .values({
        message_id: mail.id,
        attempt: failed.attempts,
        at,
        outcome: 'refused',
        provider_answer: `ถูกส่งกลับ (returned) ${status}`.trim(),
        method: 'bounce',
      })
      .execute();
    if (mail.subject_kind === 'complaint') await enqueue(tx, UNDELIVERED, { messageId: mail.id });
    return true;
  }
  return false;
}
