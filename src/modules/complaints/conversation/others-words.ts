import type { Tx } from '../../../platform/db/db.ts';
import { incomingOf } from '../../channels/index.ts';
import type { Complaint } from '../tables.ts';
import { ownWays } from './own-ways.ts';

/** What somebody else said of a case: ids of messages, and of the files that came with them. */
export type OthersWords = { readonly messageIds: ReadonlySet<string>; readonly fileIds: ReadonlySet<string> };

/**
 * The words of a case that are not its citizen's: staff put to it what somebody else wrote in a chat of their own. They wrote to the office, and
 * are not shown to whoever holds the case's code.
 */
export async function othersWords(tx: Tx, row: Complaint): Promise<OthersWords> {
  const messages = await incomingOf(tx, row.id);
  if (messages.length === 0) return { messageIds: new Set(), fileIds: new Set() };
  const own = new Set((await ownWays(tx, row)).spoke.map(({ thread }) => thread.id));
  const others = messages.filter(({ thread_id }) => thread_id !== null && !own.has(thread_id));
  return {
    messageIds: new Set(others.map(({ id }) => id)),
    fileIds: new Set(others.flatMap(({ media }) => media.flatMap(({ fileId }) => fileId ?? []))),
  };
}
