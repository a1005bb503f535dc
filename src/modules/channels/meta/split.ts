import type { RawEvent } from '../arrival.ts';
import { digestOf } from '../provider/digest.ts';
import { Batch, Change, type Entry, FeedValue, InstagramComment, InstagramMention, Messaging } from './envelope.ts';
import { metaTime } from './time.ts';

type Where = 'messaging' | 'standby' | 'changes';
type Named = Pick<RawEvent, 'externalId' | 'kind' | 'at'>;

/**
 * The events of a delivery, each alone in an envelope of its own, with an id that a second delivery gives it again: Meta tries for 36
 * hours, and may put the same event into another batch. What is no delivery at all is one event that is kept.
 */
export function splitMeta(body: unknown): RawEvent[] {
  const batch = Batch.safeParse(body);
  if (!batch.success) return isEmpty(body) ? [] : [{ ...unknown(body), raw: JSON.stringify(body) }];
  const { object, entry: entries } = batch.data;
  return entries.flatMap((entry) =>
    (['messaging', 'standby', 'changes'] as const).flatMap((where) =>
      (entry[where] ?? []).map((event) => ({
        ...named(where, event, entry),
        raw: JSON.stringify({ object, entry: [{ id: entry.id, time: entry.time, [where]: [event] }] }),
      })),
    ),
  );
}

const isEmpty = (body: unknown): boolean =>
  body === null || body === undefined || body === '' || (typeof body === 'object' && Object.keys(body).length === 0);

function named(where: Where, event: unknown, entry: Entry): Named {
  const found = where === 'changes' ? nameOfChange(event, entry) : nameOfMessaging(event, entry);
  return found ?? { ...unknown({ account: entry.id, event }), at: metaTime(entry.time) };
}

const unknown = (what: unknown): Named => ({ externalId: `hash:${digestOf(what)}`, kind: 'unknown', at: null });

function nameOfMessaging(event: unknown, entry: Entry): Named | null {
  const read = Messaging.safeParse(event);
  if (!read.success) return null;
  const { message, postback, reaction, message_edit: edit, read: seen, delivery, sender } = read.data;
  const at = metaTime(read.data.timestamp) ?? metaTime(entry.time);
  const hash = digestOf({ account: entry.id, event });
  const who = sender?.id ?? '';
  if (message?.is_deleted) return { externalId: `deleted:${message.mid ?? hash}`, kind: 'message.deleted', at };
  if (message) return { externalId: message.mid ?? `hash:${hash}`, kind: message.is_echo ? 'echo' : 'message', at };
  if (edit) return { externalId: `edit:${edit.mid}:${edit.num_edit ?? hash}`, kind: 'message.edit', at };
  if (reaction) return { externalId: `reaction:${hash}`, kind: 'reaction', at };
  if (postback) return { externalId: postback.mid ? `postback:${postback.mid}` : `hash:${hash}`, kind: 'postback', at };
  if (seen) return { externalId: `read:${entry.id}:${who}:${seen.watermark ?? seen.mid ?? hash}`, kind: 'read', at };
  if (delivery) return { externalId: `delivery:${hash}`, kind: 'delivery', at };
  return null;
}

function nameOfChange(event: unknown, entry: Entry): Named | null {
  const change = Change.safeParse(event);
  if (!change.success) return null;
  const { field, value } = change.data;
  if (field === 'messages') return nameOfMessaging(value, entry);
  if (field === 'comments' || field === 'live_comments') {
    const comment = InstagramComment.safeParse(value);
    return comment.success ? { externalId: `comment:${comment.data.id}`, kind: field, at: metaTime(entry.time) } : null;
  }
  if (field === 'mentions') {
    const mention = InstagramMention.safeParse(value);
    const id = mention.data?.comment_id ?? mention.data?.media_id;
    return id === undefined ? null : { externalId: `mention:${id}`, kind: field, at: metaTime(entry.time) };
  }
  if (field === 'feed' || field === 'mention') return nameOfFeed(field, value, entry);
  return null;
}

/** A comment is written once and removed once, whatever else the delivery says of it (boosted posts are told twice, with an `ad_id`). */
function nameOfFeed(field: string, value: unknown, entry: Entry): Named | null {
  const feed = FeedValue.safeParse(value);
  if (!feed.success) return null;
  const { item, verb, comment_id, post_id, created_time, message, photo } = feed.data;
  const what = item === 'reaction' || item === 'like' ? null : (comment_id ?? post_id);
  const at = metaTime(created_time) ?? metaTime(entry.time);
  const kind = `${field}.${item || 'unknown'}.${verb || 'unknown'}`;
  if (what === null || what === undefined) return { externalId: `hash:${digestOf({ field, value })}`, kind, at };
  if (verb === 'add' || verb === 'remove') return { externalId: `${field}:${item}:${what}:${verb}`, kind, at };
  const version = digestOf({ created_time, message, photo }).slice(0, 12);
  return { externalId: `${field}:${item}:${what}:${verb}:${version}`, kind, at };
}
