import type { Tx } from '../../../platform/db/db.ts';
import {
  adapterOf,
  type Incoming,
  incomingOf,
  shownSettings,
  speakersOf,
  type Thread,
  windowEnds,
  windowOf,
} from '../../channels/index.ts';
import { loadComplaint } from '../store.ts';
import type { Conversation, IncomingView } from './contract.ts';
import { LATE } from './fetch-media.ts';
import { mayBeSpokenOf, publiclyOf } from './in-public.ts';
import { ownWays, privateThread } from './own-ways.ts';

/**
 * The conversation of a case for whoever may see it; `named`: whether they may see who it is. Null: it came by no such channel. Where all
 * words are somebody else's, nobody is answered there; nor where others read along what is confidential.
 */
export async function conversationOf(tx: Tx, caseId: string, named: boolean, now: Date): Promise<Conversation | null> {
  const [row, anybody] = [await loadComplaint(tx, caseId), (await speakersOf(tx, caseId))[0]];
  if (!row || !anybody) return null;
  const [own] = (await ownWays(tx, row)).spoke;
  const { thread, last } = own ?? anybody;
  const publicly = own ? await publiclyOf(tx, row) : null;
  const shown = presentConversation(thread, await incomingOf(tx, caseId), {
    named,
    public: last.public,
    publicly,
    settings: await shownSettings(tx, thread.channel),
    now,
  });
  if (!own) return { ...shown, mayReply: false, whyNot: 'not-theirs' };
  if (mayBeSpokenOf(row) || (await privateThread(tx, own))) return shown;
  return { ...shown, mayReply: false, whyNot: 'confidential' };
}

type Viewed = {
  readonly named: boolean;
  readonly public: boolean;
  readonly publicly: Conversation['publicly'];
  /** How its channel is set: on some a permission makes the window longer. */
  readonly settings: Readonly<Record<string, string>>;
  readonly now: Date;
};

export function presentConversation(thread: Thread, incoming: readonly Incoming[], viewed: Viewed): Conversation {
  const { named, now } = viewed;
  const adapter = adapterOf(thread.channel);
  const ends = (byHuman: boolean) =>
    adapter && !viewed.public
      ? windowEnds(windowOf(adapter.abilities, byHuman, viewed.settings), thread.last_in_at)
      : null;
  const human = ends(true);
  const whyNot = thread.blocked
    ? 'blocked'
    : !adapter
      ? 'not-connected'
      : human && human <= now
        ? 'window-closed'
        : null;
  return {
    channel: thread.channel,
    threadId: thread.id,
    threadKind: thread.kind,
    name: named ? thread.name : null,
    public: viewed.public,
    lastInAt: thread.last_in_at?.toISOString() ?? null,
    windowClosesAt: ends(false)?.toISOString() ?? null,
    humanWindowClosesAt: human?.toISOString() ?? null,
    mayReply: whyNot === null,
    whyNot,
    publicly: viewed.publicly,
    quiet: thread.quiet_at !== null,
    pictures: picturesIn(thread, viewed.public),
    incoming: incoming.map((each) => presentIncoming(each, named)),
  };
}

function picturesIn({ channel, kind }: Thread, isPublic: boolean): Conversation['pictures'] {
  if (isPublic || kind !== 'person' || channel === 'email') return 'page';
  return adapterOf(channel)?.abilities.sends.includes('image') ? 'shown' : 'link';
}

export function presentIncoming(message: Incoming, named: boolean): IncomingView {
  const { id, at, text, was, state, role, pin, media, reactions, link, unreadable } = message;
  const counted = Map.groupBy(
    reactions.filter((each) => !each.removed),
    (each) => each.reaction,
  );
  return {
    id,
    at: at.toISOString(),
    senderName: named ? message.sender_name : null,
    text,
    was,
    state,
    role,
    pin,
    media: media.map(({ kind, name, fileId, gone }) => ({
      kind,
      name,
      fileId: fileId ?? null,
      state: fileId === undefined ? stateOf(gone) : 'here',
    })),
    reactions: [...counted].map(([reaction, by]) => ({ reaction, count: by.length })),
    public: message.public,
    link: link !== null && /^https:\/\//.test(link) ? link : null,
    unreadable,
    caseId: message.subject_id,
    dismissed: message.dismissed_at !== null,
  };
}

const stateOf = (gone: string | undefined) => (gone === undefined ? 'waiting' : gone === LATE ? 'late' : 'gone');
