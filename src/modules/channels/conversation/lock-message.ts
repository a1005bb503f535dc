import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/db.ts';
import type { AdapterKind } from '../adapter.ts';
import { threadIdOf } from './find-incoming.ts';
import { addIncoming, type Incoming, lockKnown } from './incoming.ts';
import { lockThread, type Thread } from './thread.ts';

/**
 * A message and its thread, locked in the order that everybody keeps: the thread first. `thread` undefined: the message itself has not
 * come yet. Then a row that nobody else can have is made for it; or one is there, and whoever brings the message may be at it. If it has
 * come while we waited for them, it is let go, and both are taken in order, or whoever brings it again would wait for us and we for them.
 */
export async function lockMessage(
  tx: Tx,
  channel: AdapterKind,
  externalId: string,
  at: Date,
): Promise<{ thread: Thread | undefined; incoming: Incoming }> {
  const made = await addIncoming(tx, { channel, external_id: externalId, at });
  if (made) return { thread: undefined, incoming: made };
  let threadId = await threadIdOf(tx, channel, externalId);
  if (threadId === null) {
    await sql`savepoint without_thread`.execute(tx);
    const incoming = await lockKnown(tx, channel, externalId);
    threadId = incoming.thread_id;
    if (threadId === null) return { thread: undefined, incoming };
    await sql`rollback to savepoint without_thread`.execute(tx);
  }
  const thread = await lockThread(tx, threadId);
  return { thread, incoming: await lockKnown(tx, channel, externalId) };
}
