import type { Tx } from '../../../platform/db/db.ts';
import { addIncoming, changeIncoming, type Incoming } from './incoming.ts';
import { type StoredMedia, type StoredReaction, withReaction } from './incoming-parts.ts';
import type { Thread } from './thread.ts';

/** The words of a locked message are others from `at` on; what they were is kept. Of a message that has not come yet nothing is known that was. */
export function editWords(tx: Tx, before: Incoming, text: string, at: Date): Promise<Incoming> {
  const was = before.thread_id === null ? before.was : [...before.was, { text: before.text, until: at.toISOString() }];
  return changeIncoming(tx, before.id, { text, was: JSON.stringify(was), state: 'edited', changed_at: at });
}

/** A locked message was taken back: nothing that it said is kept with it. */
export function emptyMessage(tx: Tx, id: string, at: Date): Promise<Incoming> {
  return changeIncoming(tx, id, {
    text: '',
    was: '[]',
    media: '[]',
    pin: null,
    state: 'withdrawn',
    changed_at: at,
  });
}

/** Somebody liked a locked message, or no longer does. */
export async function noteReaction(tx: Tx, { id, reactions }: Incoming, reaction: StoredReaction): Promise<void> {
  await changeIncoming(tx, id, { reactions: JSON.stringify(withReaction(reactions, reaction)) });
}

/** What became of fetching some of the pictures and files of a locked message: the file that it is now, or why it will never be here. */
export async function noteMedia(
  tx: Tx,
  { id, media }: Incoming,
  which: readonly number[],
  fact: Pick<StoredMedia, 'fileId'> | Pick<StoredMedia, 'gone'>,
): Promise<void> {
  const noted = media.map((each, i) => (which.includes(i) ? { ...each, ...fact } : each));
  await changeIncoming(tx, id, { media: JSON.stringify(noted) });
}

/**
 * A line in a person's own thread for a case that they brought by another door, which is theirs from then on. False when it stands there
 * already.
 */
export async function keepStandIn(
  tx: Tx,
  thread: Thread,
  { key, text, at, subjectId, voiceId }: { key: string; text: string; at: Date; subjectId: string; voiceId: string },
): Promise<boolean> {
  const from = { channel: thread.channel, external_id: key, thread_id: thread.id, sender_id: thread.external_id };
  const made = await addIncoming(tx, { ...from, at, text, subject_id: subjectId, voice_id: voiceId, role: 'opened' });
  return made !== undefined;
}
