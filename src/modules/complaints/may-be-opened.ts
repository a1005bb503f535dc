import type { Tx } from '../../platform/db/db.ts';
import { attachedTo, voiceOfFile } from '../voices/index.ts';

/**
 * Whether a link to a file of a case still opens it: it is the case's, not withdrawn, and not for the office alone. What was sent in a
 * message may be read by others by now, so a case that became confidential shows it there no more; its own page, behind its code, does.
 */
export async function mayBeOpened(tx: Tx, fileId: string, shown: 'page' | 'message'): Promise<boolean> {
  const voiceId = await voiceOfFile(tx, fileId);
  if (voiceId === null) return false;
  const files = await attachedTo(tx, [voiceId]);
  if (!files.some((file) => file.fileId === fileId && !file.internal)) return false;
  if (shown === 'page') return true;
  const row = await tx
    .selectFrom('complaints.complaint')
    .select('visibility')
    .where('voice_id', '=', voiceId)
    .executeTakeFirst();
  return row?.visibility === 'normal';
}
