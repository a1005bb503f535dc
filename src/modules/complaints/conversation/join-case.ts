import type { Tx } from '../../../platform/db/db.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { assignIncoming, type Incoming, speakAbout, type Thread } from '../../channels/index.ts';
import { placeVoice } from '../../voices/index.ts';
import { citizenMessage } from '../citizen-steps.ts';
import { lockComplaint } from '../store.ts';
import type { Complaint } from '../tables.ts';
import { attachMedia } from './attach-media.ts';
import { isTheirs } from './own-ways.ts';
import { refreshCase } from './refresh-case.ts';

type Joining = {
  readonly thread: Thread;
  readonly incoming: readonly Incoming[];
  /** The case as it was found: it is locked here, after its messages. */
  readonly row: Complaint;
  readonly key: string;
  /** Pictures of an album whose case was told of it already. */
  readonly quiet?: boolean;
  readonly now: Date;
};

/**
 * Adds messages to a case: a step of its citizen, never a number of its own. An answer to our question lets the work go on; a place completes
 * a case that has none.
 */
export async function joinCase(tx: Tx, { thread, incoming, row, key, quiet = false, now }: Joining): Promise<void> {
  const ids = incoming.map(({ id }) => id);
  const joined = await assignIncoming(tx, ids, { subjectId: row.id, voiceId: row.voice_id, role: 'added' });
  // What somebody else said of it does not make it the case that is spoken about with them.
  if (thread.kind === 'person' && row.open && thread.subject_id !== row.id && (await isTheirs(tx, row, thread)))
    await speakAbout(tx, thread, row.id);
  await attachMedia(tx, row.voice_id, joined, now);
  const pin = incoming.find((each) => each.pin !== null)?.pin;
  if (pin) await placeVoice(tx, row.voice_id, pin, now);
  const said = { key, text: '', fileIds: [], incomingIds: ids };
  const held = quiet ? await lockComplaint(tx, row.id) : await citizenMessage(tx, row, said, now);
  if (!held) throw new Refusal('not-found', { what: 'complaint' });
  await refreshCase(tx, held);
}
