import type { Tx } from '../../../platform/db/db.ts';
import { changeThread, type Thread } from './thread.ts';

/** From now on this is the case that is spoken about with the person of a thread. */
export async function speakAbout(tx: Tx, thread: Thread, caseId: string): Promise<Thread> {
  return thread.subject_id === caseId ? thread : changeThread(tx, thread.id, { subject_id: caseId });
}

/**
 * Where the guided conversation of a locked thread stands, as JSON; null: none is under way. `language`: what the person wants to be
 * spoken to in from now on.
 */
export async function keepDialogue(
  tx: Tx,
  thread: Thread,
  dialogue: object | null,
  language: Thread['language'] = thread.language,
): Promise<Thread> {
  if (dialogue === null && thread.dialogue === null && language === thread.language) return thread;
  return changeThread(tx, thread.id, { dialogue: dialogue && JSON.stringify(dialogue), language });
}

/** Whether every word of a group is for us, or only those that name us. */
export async function listenToAll(tx: Tx, threadId: string, listened: boolean): Promise<void> {
  await changeThread(tx, threadId, { listened });
}

/** Whether the person of a thread wants to hear there what is said by itself; `since` null: they do. */
export async function hearNothing(tx: Tx, threadId: string, since: Date | null): Promise<void> {
  await changeThread(tx, threadId, { quiet_at: since });
}

/** Which privacy notice the person of a thread was told of. */
export async function tellNotice(tx: Tx, threadId: string, version: number): Promise<void> {
  await changeThread(tx, threadId, { notice_version: version });
}

/** What the channel answered when it was asked who the person of a thread is; null: nothing. Nobody's language changes while they are led. */
export async function noteProfile(
  tx: Tx,
  thread: Thread,
  profile: { readonly name: string; readonly language: Thread['language'] | null } | null,
  at: Date,
): Promise<void> {
  await changeThread(tx, thread.id, {
    profile_at: at,
    ...(profile && { name: profile.name }),
    ...(profile?.language && thread.dialogue === null && { language: profile.language }),
  });
}
