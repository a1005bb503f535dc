import { audit } from '../../../platform/audit.ts';
import type { Tx } from '../../../platform/db/db.ts';
import { releaseFiles } from '../../../platform/files/keep-file.ts';
import {
  type Arrival,
  type Became,
  editWords,
  emptyEvents,
  emptyMessage,
  type Incoming,
  keepDialogue,
  lockIncoming,
  lockMessage,
  noteEvent,
  noteReaction,
  type Received,
  readable,
} from '../../channels/index.ts';
import { withdrawFiles } from '../../voices/index.ts';
import { citizenMessage } from '../citizen-steps.ts';
import { forget, mend } from '../dialogue/told.ts';
import { KEPT_FOR } from './attach-media.ts';
import { stateOf } from './guide.ts';
import { refreshCase } from './refresh-case.ts';
import { isCourtesy } from './rules.ts';
import { takeBackWords } from './take-back-words.ts';
import { hearOut } from './take-message.ts';
import type { Way } from './way.ts';

/**
 * The words of a message were changed: they are shown as they are now, with what they were. Also when this comes before the message. What
 * was a nod or chatter and says something now is heard as if it had come so.
 */
export async function takeEdit(
  tx: Tx,
  { channel, eventId, now }: Received,
  { externalId, at, text, mayReply = true, addressed = false }: Extract<Arrival, { kind: 'edited' }>,
  way: Way,
): Promise<Became> {
  const { thread, incoming } = await lockMessage(tx, channel, externalId, at);
  const before = await noteEvent(tx, incoming, eventId);
  const incomingId = before.id;
  if (before.state === 'withdrawn') {
    await emptyEvents(tx, before, eventId);
    return { became: 'again', incomingId };
  }
  const words = readable(text);
  if ((before.changed_at !== null && before.changed_at >= at) || (before.thread_id !== null && before.text === words))
    return { became: 'again', incomingId };
  const edited = await editWords(tx, before, words, at);
  if (thread && before.role === 'gesture' && words !== '' && !isCourtesy(words))
    return hearOut(tx, { thread, incoming: edited, gesture: false, addressed, own: words, mayReply, now }, way);
  const state = thread && stateOf(thread);
  if (thread && state) await keepDialogue(tx, thread, mend(state, incomingId, words));
  if (before.subject_id === null || !isOfCase(before)) return { became: 'edited', incomingId };
  await noteChange(tx, before, 'edited', at, now);
  return { became: 'edited', incomingId, subjectId: before.subject_id };
}

/**
 * A message was taken back: its words, pictures and place are shown nowhere any more, not on the case, in search, in the inbox, to its
 * citizen, or in what we repeated of it.
 * What was registered stays registered, and that something was taken back is told. Also when this comes before the message.
 */
export async function takeWithdrawal(
  tx: Tx,
  { channel, eventId, now }: Received,
  { externalId, at }: Extract<Arrival, { kind: 'withdrawn' }>,
): Promise<Became> {
  const { thread, incoming: before } = await lockMessage(tx, channel, externalId, at);
  const incomingId = before.id;
  if (before.state === 'withdrawn') return { became: 'again', incomingId };
  await emptyMessage(tx, incomingId, at);
  const fileIds = before.media.flatMap(({ fileId }) => fileId ?? []);
  await withdrawFiles(tx, fileIds, now);
  await releaseFiles(tx, fileIds, KEPT_FOR);
  await emptyEvents(tx, before, eventId);
  const state = thread && stateOf(thread);
  if (thread && state) await keepDialogue(tx, thread, forget(state, incomingId));
  await takeBackWords(tx, { before, thread, now });
  if (before.subject_id !== null && isOfCase(before)) await noteChange(tx, before, 'withdrawn', at, now);
  await audit(tx, [
    {
      at: now,
      actorKind: 'citizen',
      actorId: null,
      action: 'incoming.withdraw',
      subjectKind: before.subject_id === null ? 'incoming' : 'complaint',
      subjectId: before.subject_id ?? incomingId,
      detail: { channel, incomingId },
    },
  ]);
  return { became: 'withdrawn', incomingId, ...(before.subject_id !== null && { subjectId: before.subject_id }) };
}

const isOfCase = ({ role }: Incoming): boolean => role === 'opened' || role === 'added';

async function noteChange(
  tx: Tx,
  { id, subject_id }: Incoming,
  changed: 'edited' | 'withdrawn',
  at: Date,
  now: Date,
): Promise<void> {
  if (subject_id === null) return;
  const key = `${changed}:${id}:${at.getTime()}`;
  const said = { key, text: '', fileIds: [], incomingIds: [id], changed };
  await refreshCase(tx, await citizenMessage(tx, { id: subject_id }, said, now));
}

/** Somebody liked a message, or no longer does. */
export async function takeReaction(
  tx: Tx,
  { channel }: Received,
  { externalId, at, sender, reaction, removed }: Extract<Arrival, { kind: 'reaction' }>,
): Promise<Became> {
  const before = await lockIncoming(tx, channel, externalId, at);
  await noteReaction(tx, before, { sender: sender.id, reaction, at: at.toISOString(), removed });
  return {
    became: 'reaction',
    incomingId: before.id,
    ...(before.subject_id !== null && { subjectId: before.subject_id }),
  };
}
