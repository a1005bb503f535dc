import { v7 } from 'uuid';
import type { Tx } from '../../../platform/db/db.ts';
import { sha256 } from '../../../platform/token.ts';
import { assignIncoming, type Incoming, loosePins, type Pin, speakAbout, type Thread } from '../../channels/index.ts';
import { type Actor, CITIZEN } from '../../people/index.ts';
import type { Draft, FiledCase } from '../draft.ts';
import { fileComplaints } from '../file-complaints.ts';
import { proveByThread } from '../person/citizen-proofs.ts';
import { lockComplaint } from '../store.ts';
import { attachMedia } from './attach-media.ts';
import { around, receivedAt } from './rules.ts';
import { wordsIn } from './words.ts';

export type Opening = {
  readonly thread: Thread;
  /** The messages that it is made of, oldest first; the last one's time is when it was received. */
  readonly incoming: readonly [Incoming, ...Incoming[]];
  /** '' when the messages say nothing: then that is said in words. */
  readonly text: string;
  readonly placeText: string | null;
  readonly pin: Pin | null;
  /** What the person agreed that it is; left out: the desk finds it. */
  readonly categoryId?: string | null;
  readonly answered?: Draft['answered'];
  /** The person asked that nobody but the desk learns who they are. */
  readonly concealed?: boolean;
  /** Its words were of a case that no more people may see than this. */
  readonly atLeast?: Draft['atLeast'];
  /** Names the cause: the same again opens nothing. */
  readonly key: string;
  readonly actor?: Actor;
  /** Files of these messages that are another case's until now: the caller moves them. */
  readonly moved?: readonly string[];
  /** Cases that its words are split off from, in their order. */
  readonly from?: readonly string[];
  readonly now: Date;
};

/**
 * Opens a case from messages of a thread: voice, number and clock as of any filing; the messages and their pictures belong to it from
 * then on, and so do places that were sent shortly before. A name that the channel knows is kept, otherwise nobody's.
 */
export async function openCase(tx: Tx, opening: Opening): Promise<FiledCase> {
  const { thread, incoming, now, actor = CITIZEN, moved = [], categoryId = null } = opening;
  const last = incoming.at(-1) ?? incoming[0];
  const ids = new Set(incoming.map(({ id }) => id));
  const pins = (await loosePins(tx, thread, last.sender_id, around(last.at))).filter(({ id }) => !ids.has(id));
  const pin = opening.pin ?? pins[0]?.pin ?? null;
  const email = thread.channel === 'email' ? thread.external_id : '';
  const name = (thread.kind === 'person' ? thread.name : null) ?? last.sender_name ?? '';
  const id = v7();
  // Who asked to be concealed is no part of a person. Before the filing, which takes the audit chain's lock. Should the key turn out to be an old one, this id names no case and shows nowhere.
  if (!opening.concealed) await proveByThread(tx, thread, id, 'thread', now);
  // As whoever takes a step or parts a person: the person, then the case, and the audit chain last.
  for (const caseId of opening.from ?? []) await lockComplaint(tx, caseId);
  const [filed] = await fileComplaints(
    tx,
    [
      {
        id,
        actor,
        idempotency: { caller: `channel:${thread.channel}`, key: opening.key, hash: sha256(opening.key) },
        kind: 'complaint',
        channel: thread.channel,
        text: opening.text.trim() || silence(incoming, thread.language),
        placeText: opening.placeText ?? pin?.text ?? null,
        latitude: pin?.latitude ?? null,
        longitude: pin?.longitude ?? null,
        categoryId,
        communityId: null,
        groupId: null,
        stakeholderKind: null,
        identity: opening.concealed ? 'concealed' : name === '' && email === '' ? 'anonymous' : 'named',
        contact: { name, phone: '', email },
        language: thread.language,
        noticeVersion: thread.notice_version,
        severity: 'normal',
        receivedAt: receivedAt(last.at, now),
        fileIds: [],
        source: null,
        sourceRef: null,
        ...(opening.answered && { answered: opening.answered }),
        ...(opening.atLeast && { atLeast: opening.atLeast }),
      },
    ],
    now,
  );
  if (!filed) throw new TypeError('a draft that is filed gives a case');
  const to = { subjectId: filed.id, voiceId: filed.id };
  const [opened] = await Promise.all([
    assignIncoming(tx, [...ids], { ...to, role: 'opened' }),
    assignIncoming(
      tx,
      pins.map(({ id }) => id),
      { ...to, role: 'added' },
    ),
    thread.kind === 'person' ? speakAbout(tx, thread, filed.id) : null,
  ]);
  await attachMedia(tx, filed.id, opened, now, moved);
  return filed;
}

function silence(incoming: readonly Incoming[], language: 'th' | 'en'): string {
  const w = wordsIn(language);
  return incoming.some(({ unreadable }) => unreadable) ? w.unreadable : w.picturesOnly;
}
