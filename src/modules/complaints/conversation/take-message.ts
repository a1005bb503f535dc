import type { Tx } from '../../../platform/db/db.ts';
import { enqueue } from '../../../platform/jobs.ts';
import { OWN_KINDS } from '../../channels/contract.ts';
import {
  type Arrival,
  adapterOf,
  type Became,
  caseOfAlbum,
  emptyEvents,
  heardFrom,
  type Incoming,
  keepMessage,
  keepSign,
  noteFollowing,
  openThread,
  type Received,
  type Thread,
} from '../../channels/index.ts';
import { typedCommand } from '../dialogue/commands.ts';
import { claimByCode } from '../person/claim.ts';
import { guide } from './guide.ts';
import { profileJob, queueMedia } from './jobs.ts';
import { languageOf } from './rules.ts';
import { type AtDesk, toDesk } from './to-desk.ts';
import type { Way } from './way.ts';

type Message = Extract<Arrival, { kind: 'message' }>;

/** Takes what somebody said: kept once, then led on by the guide, or to the desk. */
export async function takeMessage(
  tx: Tx,
  { eventId, channel, now }: Received,
  message: Message,
  way: Way,
): Promise<Became> {
  const opened = await openThread(tx, channel, message.thread, now);
  const guided = opened.kind === 'person' && isGuided(way, opened);
  // What the guide takes is a turn of it, until it says more.
  const from = { channel, eventId, threadId: opened.id, role: guided ? ('dialogue' as const) : null };
  const { incoming, fresh } = await keepMessage(tx, from, message);
  if (!fresh) {
    if (incoming.state === 'withdrawn') await emptyEvents(tx, incoming, eventId);
    return { became: 'again', incomingId: incoming.id };
  }
  await askWhoItIs(tx, opened, message);
  const thread = await heardFrom(tx, opened, message, { language: firstLanguage(opened, incoming.text), now });
  if (incoming.state === 'withdrawn') {
    await emptyEvents(tx, incoming, eventId);
    return { became: 'withdrawn', incomingId: incoming.id };
  }
  for (const index of incoming.media.keys()) await queueMedia(tx, incoming.id, index);
  const { gesture, addressed = false, own = incoming.text, mayReply } = message;
  return hearOut(tx, { thread, incoming, gesture, addressed, own, mayReply, now }, way);
}

type Hearing = Omit<AtDesk, 'current'> & {
  /** What its sender said of it, without what they quote. */
  readonly own: string;
};

/** What words are: a claim of a case, a turn of the guide, or words for the desk. */
export async function hearOut(tx: Tx, { own, ...at }: Hearing, way: Way): Promise<Became> {
  const { thread, incoming, gesture, mayReply, now } = at;
  const claimed = await claimByCode(tx, { thread, incoming, own, mayReply, now });
  if (claimed !== null) return claimed;
  const isLed =
    thread.kind === 'person' &&
    (isGuided(way, thread) || asksToHear(thread, incoming)) &&
    !(await isOfKnownAlbum(tx, incoming));
  if (!isLed) return toDesk(tx, at, way);
  const input = {
    kind: 'said',
    incomingId: incoming.id,
    text: incoming.text,
    pin: incoming.pin,
    media: incoming.media.length + (incoming.unreadable ? 1 : 0),
    gesture,
  } as const;
  return guide(tx, { thread, input, incoming, gesture, mayReply, key: incoming.id, now }, way);
}

/** A button of ours was pressed. */
export async function takeChoice(
  tx: Tx,
  { eventId, channel, now }: Received,
  chosen: Extract<Arrival, { kind: 'chosen' }>,
  way: Way,
): Promise<Became> {
  const opened = await openThread(tx, channel, chosen.thread, now);
  const sign = await keepSign(tx, { channel, eventId, threadId: opened.id }, chosen.at);
  if (sign === null) return { became: 'again' };
  await askWhoItIs(tx, opened, chosen);
  const thread = await heardFrom(tx, opened, chosen, { language: null, now });
  const input = { kind: 'chosen', data: chosen.data } as const;
  return guide(tx, { thread, input, incoming: null, gesture: false, mayReply: chosen.mayReply, key: sign, now }, way);
}

/** Somebody added or blocked us, or we were put into a group or out of it. The newest of these holds, in whatever order they come. */
export async function takeFollowing(
  tx: Tx,
  { eventId, channel, now }: Received,
  arrival: Extract<Arrival, { kind: 'followed' | 'unfollowed' | 'joined' | 'left' }>,
  way: Way,
): Promise<Became> {
  const opened = await openThread(tx, channel, arrival.thread, now);
  const sign = await keepSign(tx, { channel, eventId, threadId: opened.id }, arrival.at);
  if (sign === null) return { became: 'again' };
  const changed = await noteFollowing(tx, opened, arrival);
  if (!changed || arrival.kind !== 'followed' || !isGuided(way, changed)) return { became: 'thread-changed' };
  await askWhoItIs(tx, changed, arrival);
  const thread = await heardFrom(tx, changed, arrival, { language: null, spoke: false, now });
  // Welcomed once, however often somebody leaves and comes back.
  const input = { kind: 'followed' } as const;
  const key = `greet:${thread.id}`;
  await guide(tx, { thread, input, incoming: null, gesture: false, mayReply: arrival.mayReply, key, now }, way);
  return { became: 'thread-changed' };
}

/** A person of whom nobody said what they call themselves: the channel is asked, once. */
async function askWhoItIs(tx: Tx, thread: Thread, { sender }: Pick<Message, 'sender'>): Promise<void> {
  if (thread.kind !== 'person' || thread.name !== null || sender.name !== null || thread.profile_at !== null) return;
  await enqueue(tx, profileJob, { threadId: thread.id });
}

/** The language that a person is spoken to in follows their first words. */
const firstLanguage = (thread: Thread, text: string): Thread['language'] | null =>
  thread.last_in_at === null && thread.kind === 'person' ? languageOf(text) : null;

/** The guide speaks in buttons: where a channel has none, words go to the desk. */
const isGuided = (way: Way, { channel }: Thread): boolean =>
  adapterOf(channel, way.adapters)?.abilities.sends.includes('choices') ?? false;

/** Where nobody is led there is an easy way out, too, of what is said by itself. */
const asksToHear = ({ channel }: Thread, { text }: Incoming): boolean =>
  OWN_KINDS.includes(channel) && ['stop', 'quiet', 'loud'].includes(typedCommand(text) ?? '');

const isOfKnownAlbum = async (tx: Tx, { channel, album_id }: Incoming): Promise<boolean> =>
  album_id !== null && (await caseOfAlbum(tx, channel, album_id)) !== null;
