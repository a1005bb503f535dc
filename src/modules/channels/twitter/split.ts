import { sha256 } from '../../../platform/token.ts';
import type { RawEvent } from '../arrival.ts';
import { Activity, DirectMessage, Legacy, LegacyDelete, LegacyPost, Post } from './envelope.ts';
import { xTime } from './time.ts';

const hash = (what: unknown): string =>
  `hash:${sha256(JSON.stringify(what) ?? '')
    .toString('hex')
    .slice(0, 40)}`;

/** The events of a delivery: one of the X Activity API, many of the Account Activity API; anything else is kept as it is. */
export function splitX(body: unknown): RawEvent[] {
  const activity = Activity.safeParse(body);
  if (activity.success) {
    const { event_uuid, event_type, payload } = activity.data.data;
    return [{ externalId: event_uuid ?? hash(body), kind: event_type, at: timeOf(payload), raw: JSON.stringify(body) }];
  }
  const legacy = Legacy.safeParse(body);
  if (legacy.success && typeof body === 'object' && body !== null) return splitLegacy(body, legacy.data.users);
  if (typeof body !== 'object' || body === null || Object.keys(body).length === 0) return [];
  return [{ externalId: hash(body), kind: 'unknown', at: null, raw: JSON.stringify(body) }];
}

function timeOf(payload: unknown): Date | null {
  const post = Post.safeParse(payload);
  if (post.success && post.data.created_at) return xTime(post.data.created_at);
  if (typeof payload !== 'object' || payload === null) return null;
  if ('created_at_msec' in payload) return xTime(payload.created_at_msec);
  if (!('direct_message_events' in payload) || !Array.isArray(payload.direct_message_events)) return null;
  const [first] = payload.direct_message_events;
  return xTime(DirectMessage.safeParse(first).data?.created_timestamp);
}

/** Each list (`…_events`) is taken apart, so that every event stands alone with whose it is; users only where a message names them. */
function splitLegacy(body: object, users: Readonly<Record<string, unknown>> | undefined): RawEvent[] {
  const shared = 'for_user_id' in body ? { for_user_id: body.for_user_id } : {};
  const lists = Object.entries(body).filter((pair): pair is [string, unknown[]] => Array.isArray(pair[1]));
  const events = lists.flatMap(([key, list]) =>
    list.map((event): RawEvent => {
      const known = nameOf(key, event);
      const named = key === 'direct_message_events' ? { users: usersOf(event, users) } : {};
      return {
        externalId: known?.id ?? hash({ ...shared, key, event }),
        kind: key,
        at: known?.at ?? null,
        raw: JSON.stringify({ ...shared, [key]: [event], ...named }),
      };
    }),
  );
  // A list of nothing is no event; a thing that is no list (`user_event`: access was taken back) is one.
  if (lists.length > 0) return events;
  return [{ externalId: hash(body), kind: 'unknown', at: null, raw: JSON.stringify(body) }];
}

function nameOf(key: string, event: unknown): { id: string; at: Date | null } | null {
  if (key === 'tweet_create_events') {
    const post = LegacyPost.safeParse(event).data;
    const id = post?.id_str ?? post?.id;
    return id === undefined ? null : { id: `post:${id}`, at: xTime(post?.timestamp_ms ?? post?.created_at) };
  }
  if (key === 'direct_message_events') {
    const message = DirectMessage.safeParse(event).data;
    return message ? { id: `dm:${message.id}`, at: xTime(message.created_timestamp) } : null;
  }
  if (key === 'tweet_delete_events') {
    const gone = LegacyDelete.safeParse(event).data;
    return gone ? { id: `delete:${gone.status.id}`, at: xTime(gone.timestamp_ms) } : null;
  }
  return null;
}

function usersOf(event: unknown, users: Readonly<Record<string, unknown>> | undefined): Record<string, unknown> {
  const id = DirectMessage.safeParse(event).data?.message_create.sender_id;
  const user = id === undefined ? undefined : users?.[id];
  return id === undefined || user === undefined ? {} : { [id]: user };
}
