import type { Tx } from '../../../platform/db/db.ts';
import { enqueue } from '../../../platform/jobs.ts';
import {
  type Arrival,
  adapterOf,
  assignIncoming,
  type Became,
  caseOfAlbum,
  changeThread,
  emptyEvents,
  type Incoming,
  keepMessage,
  keepSign,
  openThread,
  type Received,
  type Thread,
} from '../../channels/index.ts';
import { claimByCode } from '../person/claim.ts';
import { guide } from './guide.ts';
import { profileJob, queueMedia } from './jobs.ts';
import { languageOf } from './rules.ts';
import { toDesk } from './to-desk.ts';
import type { Way } from './way.ts';

type Said = Extract<Arrival, { kind: 'message' | 'chosen' | 'followed' | 'unfollowed' | 'joined' | 'left' }>;
type Message = Extract<Arrival, { kind: 'message' }>;

/** How long the free right to answer an event is taken to live, from when it happened: LINE promises about a minute. */
const TOKEN_LIVES_MS = 55_000;

/** Takes what somebody said: kept once, then led on by the guide, or to the desk. */
export async function takeMessage(
  tx: Tx,
  { eventId, channel, now }: Received,
  message: Message,
  way: Way,
): Promise<Became> {
  const opened = await openThread(tx, channel, message.thread, now);
  const { incoming, fresh } = await keepMessage(tx, { channel, eventId, threadId: opened.id }, message);
  if (!fresh) {
    if (incoming.state === 'withdrawn') await emptyEvents(tx, incoming, eventId);
    return { became: 'again', incomingId: incoming.id };
  }
  const thread = await heardFrom(tx, opened, message, incoming.text, now);
  if (incoming.state === 'withdrawn') {
    await emptyEvents(tx, incoming, eventId);
    return { became: 'withdrawn', incomingId: incoming.id };
  }
  for (const index of incoming.media.keys()) await queueMedia(tx, incoming.id, index);
  const gesture = message.gesture;
  const { mayReply } = message;
  const claimed = await claimByCode(tx, { thread, incoming, mayReply, now });
  if (claimed !== null) return { became: 'dialogue', incomingId: incoming.id, subjectId: claimed };
  if (thread.kind === 'person' && isGuided(way, thread) && !(await isOfKnownAlbum(tx, incoming))) {
    await assignIncoming(tx, [incoming.id], { subjectId: null, voiceId: null, role: 'dialogue' });
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
  return toDesk(tx, { thread, incoming, gesture, addressed: message.addressed ?? false, mayReply, now }, way);
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
  const thread = await heardFrom(tx, opened, chosen, '', now);
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
  if (opened.follow_at && opened.follow_at >= arrival.at) return { became: 'thread-changed' };
  const blocked = arrival.kind === 'unfollowed' || arrival.kind === 'left';
  const changed = await changeThread(tx, opened.id, { blocked, follow_at: arrival.at });
  if (arrival.kind !== 'followed' || !isGuided(way, changed)) return { became: 'thread-changed' };
  const thread = await heardFrom(tx, changed, arrival, '', now, false);
  // Welcomed once, however often somebody leaves and comes back.
  const input = { kind: 'followed' } as const;
  const key = `greet:${thread.id}`;
  await guide(tx, { thread, input, incoming: null, gesture: false, mayReply: arrival.mayReply, key, now }, way);
  return { became: 'thread-changed' };
}

/** What is known of a thread from being spoken to: when, that we are not blocked, the free right to answer, the name. */
async function heardFrom(tx: Tx, thread: Thread, said: Said, text: string, now: Date, spoke = true): Promise<Thread> {
  const at = new Date(Math.min(said.at.getTime(), now.getTime()));
  const isNewest = thread.last_in_at === null || at >= thread.last_in_at;
  const language = thread.last_in_at === null && thread.kind === 'person' ? languageOf(text) : null;
  const name = thread.kind === 'person' ? said.sender.name : null;
  if (thread.kind === 'person' && thread.name === null && name === null && thread.profile_at === null) {
    await enqueue(tx, profileJob, { threadId: thread.id });
  }
  return changeThread(tx, thread.id, {
    ...(spoke && isNewest && { last_in_at: at }),
    ...(isNewest &&
      said.replyToken !== null && {
        reply_token: said.replyToken,
        reply_token_until: new Date(at.getTime() + TOKEN_LIVES_MS),
      }),
    ...(spoke && thread.blocked && (thread.follow_at ?? at) <= at && { blocked: false }),
    ...(name !== null && { name }),
    ...(language !== null && { language }),
    external_id: thread.external_id,
  });
}

/** The guide speaks in buttons: where a channel has none, words go to the desk. */
const isGuided = (way: Way, { channel }: Thread): boolean =>
  adapterOf(channel, way.adapters)?.abilities.sends.includes('choices') ?? false;

const isOfKnownAlbum = async (tx: Tx, { channel, album_id }: Incoming): Promise<boolean> =>
  album_id !== null && (await caseOfAlbum(tx, channel, album_id)) !== null;
