import type { Tx } from '../../../platform/db/db.ts';
import { addIncoming, changeIncoming, type Incoming } from './incoming.ts';
import { type StoredMedia, type StoredReaction, withReaction } from './incoming-parts.ts';
import { changeThread, type Thread } from './thread.ts';

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

/** Lines in a person's own thread that stand for what they brought there, or what was taken from them, and not for words. */
export const STANDS = 'form:';

/**
 * A line in a person's own thread for a case that they brought by another door, which is theirs from then on. False when it stands there
 * already; one that was ended stands again.
 */
export async function keepStandIn(tx: Tx, thread: Thread, stands: Standing): Promise<boolean> {
  const { text, at, subjectId, voiceId } = stands;
  const [known] = await standIns(tx, thread.id, subjectId);
  if (known?.role === 'opened') return false;
  if (known) {
    await changeIncoming(tx, known.id, { role: 'opened', text, at });
    return true;
  }
  const made = await addIncoming(tx, {
    ...lineOf(thread, stands),
    subject_id: subjectId,
    voice_id: voiceId,
    role: 'opened',
  });
  return made !== undefined;
}

/**
 * A case is no longer that of the thread's person: it stands in no list of theirs, what they say next is not taken for words about it, nothing
 * of it is said there any more, and the line says so. Words that it began with in this very thread are another matter: false, and nothing changes.
 */
export async function endStandIn(tx: Tx, thread: Thread, stands: Standing): Promise<boolean> {
  const { text, at, subjectId, voiceId } = stands;
  const known = await standIns(tx, thread.id, subjectId);
  const spoken = await spokenIn(tx, thread.id, subjectId);
  if (spoken.includes('opened')) return false;
  for (const { id } of known) await changeIncoming(tx, id, { role: 'gesture', text, at });
  if (known.length === 0 && (spoken.length > 0 || (await wasToldOf(tx, thread.id, subjectId))))
    await addIncoming(tx, { ...lineOf(thread, stands), subject_id: subjectId, voice_id: voiceId, role: 'gesture' });
  if (thread.subject_id === subjectId) await changeThread(tx, thread.id, { subject_id: null });
  return true;
}

/** Threads and cases are one person's again: what stood for their being apart stands for nothing any more. */
export async function standTogether(
  tx: Tx,
  threadIds: readonly string[],
  subjectIds: readonly string[],
): Promise<void> {
  if (threadIds.length === 0 || subjectIds.length === 0) return;
  await tx
    .updateTable('channels.incoming')
    .set({ role: 'dialogue' })
    .where('thread_id', 'in', threadIds)
    .where('subject_id', 'in', subjectIds)
    .where('external_id', 'like', `${STANDS}%`)
    .where('role', '=', 'gesture')
    .execute();
}

type Standing = { readonly text: string; readonly at: Date; readonly subjectId: string; readonly voiceId: string };

const lineOf = (thread: Thread, { text, at, subjectId }: Standing) => ({
  channel: thread.channel,
  external_id: `${STANDS}${subjectId}:${thread.id}`,
  thread_id: thread.id,
  sender_id: thread.external_id,
  at,
  text,
});

const standIns = (tx: Tx, threadId: string, subjectId: string) =>
  tx
    .selectFrom('channels.incoming')
    .select(['id', 'role'])
    .where('thread_id', '=', threadId)
    .where('subject_id', '=', subjectId)
    .where('external_id', 'like', `${STANDS}%`)
    .orderBy('role', 'desc')
    .forUpdate()
    .execute();

async function spokenIn(tx: Tx, threadId: string, subjectId: string): Promise<(string | null)[]> {
  const rows = await tx
    .selectFrom('channels.incoming')
    .select('role')
    .where('thread_id', '=', threadId)
    .where('subject_id', '=', subjectId)
    .where('external_id', 'not like', `${STANDS}%`)
    .where('role', 'in', ['opened', 'added'])
    .execute();
  return rows.map(({ role }) => role);
}

/** Whether we spoke of a case in a thread, or are about to. */
async function wasToldOf(tx: Tx, threadId: string, subjectId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('channels.message')
    .select('id')
    .where('thread_id', '=', threadId)
    .where('subject_kind', '=', 'complaint')
    .where('subject_id', '=', subjectId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
