import type { Tx } from '../../../platform/db/db.ts';
import { releaseFiles } from '../../../platform/files/keep-file.ts';
import { incomingByIds } from '../../channels/index.ts';
import { attachFiles } from '../../voices/index.ts';

/** What files of messages are kept for while they belong to no case: nobody else can claim them, and they are not swept away. */
export const KEPT_FOR = 'incoming';

/**
 * Gives a voice the pictures of these messages that are here already; those still on their way come by themselves. The messages were given
 * to their case before in this transaction, and so are locked: no picture can arrive unseen in between.
 */
export async function attachMedia(
  tx: Tx,
  voiceId: string,
  incomingIds: readonly string[],
  now: Date,
  elsewhere: readonly string[] = [],
): Promise<void> {
  const messages = await incomingByIds(tx, incomingIds);
  const here = messages.flatMap(({ media }) => media.flatMap(({ fileId }) => fileId ?? []));
  const fileIds = here.filter((id) => !elsewhere.includes(id));
  await releaseFiles(tx, fileIds, KEPT_FOR);
  await attachFiles(tx, voiceId, fileIds, { addedBy: 'citizen', internal: false, at: now });
}
