import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/db.ts';
import type { AdapterKind } from '../adapter.ts';
import { threadIdOf } from './find-incoming.ts';
import { type Incoming, lockIncoming } from './incoming.ts';
import { lockThread, type Thread } from './thread.ts';

/**
 * A message and its thread, locked in the order that everybody keeps: the thread first. A message that came while we waited for it has
 * let us in without its thread: then it is let go, and both are taken in order, or whoever brings it again would wait for us and we for
 * them. `thread` undefined: the message itself has not come yet.
 */
export async function lockMessage(
  tx: Tx,
  channel: AdapterKind,
  externalId: string,
  at: Date,
): Promise<{ thread: Thread | undefined; incoming: Incoming }> {
  let threadId = await threadIdOf(tx, channel, externalId);
  if (threadId === null) {
    await sql`savepoint without_thread`.execute(tx);
    const incoming = await lockIncoming(tx, channel, externalId, at);
    threadId = incoming.thread_id;
    if (threadId === null) return { thread: undefined, incoming };
    await sql`rollback to savepoint without_thread`.execute(tx);
  }
  const thread = await lockThread(tx, threadId);
  return { thread, incoming: await lockIncoming(tx, channel, externalId, at) };
}
