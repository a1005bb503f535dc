import type { Tx } from '../../platform/db/db.ts';

/**
 * Whether one of a message's first `attempts` attempts may have reached the person: one that left no word of how it ended, or an
 * uncertain one.
 */
export async function mayHaveArrived(tx: Tx, messageId: string, attempts: number): Promise<boolean> {
  if (attempts === 0) return false;
  const { certain } = await tx
    .selectFrom('channels.delivery')
    .select((all) => all.fn.countAll<number>().as('certain'))
    .where('message_id', '=', messageId)
    .where('attempt', '>', 0)
    .where('attempt', '<=', attempts)
    .where('nothing_sent', '=', true)
    .executeTakeFirstOrThrow();
  return Number(certain) < attempts;
}
