import type { Tx } from '../../../platform/db/db.ts';
import { releaseFiles } from '../../../platform/files/keep-file.ts';
import type { Incoming } from '../../channels/index.ts';
import { attachFiles } from '../../voices/index.ts';

/** What files of messages are kept for while they belong to no case: nobody else can claim them, and they are not swept away. */
export const KEPT_FOR = 'incoming';

/**
 * Gives a voice the pictures of these messages that are here already; those still on their way come by themselves. The messages are as they
 * were when they were given to their case, which locked them: no picture can arrive unseen in between.
 */
export async function attachMedia(
  tx: Tx,
  voiceId: string,
  messages: readonly Incoming[],
  now: Date,
  elsewhere: readonly string[] = [],
): Promise<void> {
  const here = messages.flatMap(({ media }) => media.flatMap(({ fileId }) => fileId ?? []));
  const fileIds = here.filter((id) => !elsewhere.includes(id));
  await releaseFiles(tx, fileIds, KEPT_FOR);
  await attachFiles(tx, voiceId, fileIds, { addedBy: 'citizen', internal: false, at: now });
}
