import type { Tx } from '../../../platform/db/db.ts';
import { assignIncoming, changeThread, type Incoming, type Thread } from '../../channels/index.ts';
import { placeVoice } from '../../voices/index.ts';
import { citizenMessage } from '../citizen-steps.ts';
import { loadComplaint } from '../store.ts';
import { attachMedia } from './attach-media.ts';
import { isTheirs } from './own-ways.ts';
import { refreshCase } from './refresh-case.ts';

type Joining = {
  readonly thread: Thread;
  readonly incoming: readonly Incoming[];
  readonly caseId: string;
  readonly key: string;
  /** Pictures of an album whose case was told of it already. */
  readonly quiet?: boolean;
  readonly now: Date;
};

/**
 * Adds messages to a case: a step of its citizen, never a number of its own. An answer to our question lets the work go on; a place completes
 * a case that has none. False when there is no such case.
 */
export async function joinCase(
  tx: Tx,
  { thread, incoming, caseId, key, quiet = false, now }: Joining,
): Promise<boolean> {
  const row = await loadComplaint(tx, caseId);
  if (!row) return false;
  const ids = incoming.map(({ id }) => id);
  await assignIncoming(tx, ids, { subjectId: caseId, voiceId: row.voice_id, role: 'added' });
  // What somebody else said of it does not make it the case that is spoken about with them.
  if (thread.kind === 'person' && row.open && (await isTheirs(tx, row, thread)))
    await changeThread(tx, thread.id, { subject_id: caseId });
  await attachMedia(tx, row.voice_id, ids, now);
  const pin = incoming.find((each) => each.pin !== null)?.pin;
  if (pin) await placeVoice(tx, row.voice_id, pin, now);
  if (!quiet) await citizenMessage(tx, { id: caseId }, { key, text: '', fileIds: [], incomingIds: ids }, now);
  await refreshCase(tx, caseId);
  return true;
}
