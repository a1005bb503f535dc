import type { z } from 'zod';
import { parseExact } from '../../../platform/exact-json.ts';
import type { Arrival, MediaRef, RawEvent } from '../arrival.ts';
import { Activity, Chat, DirectMessage, DirectUsers, type Includes, Legacy, LegacyDelete, Post } from './envelope.ts';
import { directArrival, legacyArrival, messageOf, nameOf, written } from './read-message.ts';
import { xTime } from './time.ts';

const ECHO: Arrival[] = [{ kind: 'nothing', why: 'echo' }];

/** What an event of X means: of the X Activity API, of the Account Activity API, or of the mentions that were asked for. */
export function readX(event: RawEvent): Arrival[] {
  const body = readJson(event.raw);
  const activity = Activity.safeParse(body);
  if (activity.success) return readActivity(activity.data.data, event);
  const legacy = Legacy.safeParse(body);
  if (!legacy.success) return [];
  const { for_user_id: own, tweet_create_events, direct_message_events, tweet_delete_events, users } = legacy.data;
  const [post] = tweet_create_events ?? [];
  if (post !== undefined) return legacyArrival(post, own, event);
  const [direct] = direct_message_events ?? [];
  if (direct !== undefined) return directArrivals([direct], users, own, event);
  const gone = LegacyDelete.safeParse(tweet_delete_events?.[0]);
  if (!gone.success) return [];
  const at = xTime(gone.data.timestamp_ms) ?? event.at ?? new Date(0);
  return [{ kind: 'withdrawn', externalId: gone.data.status.id, at }];
}

function readJson(raw: string): unknown {
  try {
    return parseExact(raw);
  } catch {
    return null;
  }
}

function readActivity(
  { event_type, filter, payload, includes }: z.infer<typeof Activity>['data'],
  event: RawEvent,
): Arrival[] {
  const own = filter?.user_id ?? '';
  switch (event_type) {
    case 'post.mention.create':
    case 'post.reply.create':
    case 'post.quote.create':
      return readPost(payload, includes ?? {}, own, event);
    case 'post.delete': {
      const post = Post.safeParse(payload);
      return post.success ? [{ kind: 'withdrawn', externalId: post.data.id, at: event.at ?? new Date(0) }] : [];
    }
    case 'dm.received':
      return readDirect(payload, own, event);
    case 'chat.received':
      return readChat(payload, own, event);
    case 'post.create':
    case 'dm.sent':
    case 'chat.sent':
      return ECHO;
    default:
      return [];
  }
}

/**
 * A post that names us or answers us. An edit is a new post with the ids of its earlier states: it is told of the first, which is filed
 * if it never came.
 */
function readPost(payload: unknown, includes: Includes, own: string, event: RawEvent): Arrival[] {
  const read = Post.safeParse(payload);
  if (!read.success) return [];
  const post = read.data;
  if (post.author_id !== undefined && post.author_id === own) return ECHO;
  // Somebody else's words, passed on: in the older API the post itself stands in `retweeted_status`.
  if (post.referenced_tweets?.some(({ type }) => type === 'retweeted')) return [{ kind: 'nothing', why: 'not-for-us' }];
  const user = includes.users?.find(({ id }) => id === post.author_id);
  const at = xTime(post.created_at) ?? event.at ?? new Date(0);
  const [first = post.id] = post.edit_history_tweet_ids ?? [];
  const text = written(post.note_tweet?.text ?? post.text, [post.note_tweet?.entities, post.entities]);
  const point = post.geo?.coordinates?.coordinates;
  const message = messageOf({
    id: first,
    text,
    at,
    sender: { id: post.author_id ?? null, name: nameOf(user) },
    thread: { kind: 'post', id: post.conversation_id ?? first },
    replyTo: post.referenced_tweets?.find(({ type }) => type === 'replied_to')?.id ?? null,
    public: true,
    media: mediaOf(post, includes),
    pin: point ? { latitude: point[1], longitude: point[0], text: null } : null,
    link: `https://x.com/${user?.username ?? 'i'}/status/${post.id}`,
  });
  return first === post.id ? [message] : [message, { kind: 'edited', externalId: first, at, text }];
}

function mediaOf(post: Post, includes: Includes): MediaRef[] {
  const keys = new Set(post.attachments?.media_keys ?? []);
  return (includes.media ?? [])
    .filter(({ media_key }) => keys.has(media_key))
    .flatMap((media): MediaRef[] => {
      const films = (media.variants ?? []).filter(({ content_type }) => content_type === 'video/mp4');
      const best = films.toSorted((a, b) => (b.bit_rate ?? 0) - (a.bit_rate ?? 0))[0];
      if (media.type !== 'photo' && best) return [{ kind: 'video', ref: best.url, name: null }];
      const picture = media.url ?? media.preview_image_url;
      return picture ? [{ kind: 'image', ref: picture, name: null }] : [];
    });
}

function readDirect(payload: unknown, own: string, event: RawEvent): Arrival[] {
  if (typeof payload !== 'object' || payload === null || !('direct_message_events' in payload)) return [];
  const list = Array.isArray(payload.direct_message_events) ? payload.direct_message_events : [];
  return directArrivals(list, 'users' in payload ? payload.users : undefined, own, event);
}

function directArrivals(list: readonly unknown[], users: unknown, own: string, event: RawEvent): Arrival[] {
  const names = DirectUsers.safeParse(users ?? {}).data ?? {};
  return list.flatMap((each) => {
    const message = DirectMessage.safeParse(each);
    if (!message.success) return [];
    const sender = message.data.message_create.sender_id;
    return sender === own ? ECHO : [directArrival(message.data, nameOf(names[sender]), event)];
  });
}

function readChat(payload: unknown, own: string, event: RawEvent): Arrival[] {
  const read = Chat.safeParse(payload);
  if (!read.success) return [];
  const { id, sender_id, conversation_id, created_at_msec } = read.data;
  if (sender_id === own) return ECHO;
  const link = `https://x.com/i/chat${conversation_id === undefined ? '' : `/${conversation_id.replace(':', '-')}`}`;
  const at = xTime(created_at_msec) ?? event.at ?? new Date(0);
  const sender = { id: sender_id, name: null };
  const thread = { kind: 'person', id: sender_id } as const;
  return [{ ...messageOf({ id, text: '', at, sender, thread, link }), unreadable: true }];
}
