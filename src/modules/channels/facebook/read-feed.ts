import type { Arrival, MediaRef, RawEvent } from '../arrival.ts';
import { Change, FeedValue, type Single } from '../meta/envelope.ts';
import { metaTime } from '../meta/time.ts';
import { isGesture } from '../provider/gesture.ts';

/** What stands on a Page's wall; everything else that Meta tells of a feed (events, milestones, offers) is no voice. */
const POSTS = new Set(['post', 'status', 'photo', 'video', 'share', 'link', 'note', 'album']);
const REACTIONS: Readonly<Record<string, string>> = {
  like: '👍',
  love: '❤️',
  care: '🥰',
  haha: '😆',
  wow: '😮',
  sad: '😢',
  angry: '😡',
};

/** Comments under the Page's posts, visitors' posts on its wall, posts elsewhere that name it, and what people press under them. */
export function readFeed(found: Single, event: RawEvent): Arrival[] {
  const change = Change.safeParse(found.event);
  const value = FeedValue.safeParse(change.data?.value);
  if (!change.success || !value.success || !['feed', 'mention'].includes(change.data.field)) return [];
  const feed = value.data;
  const sender = { id: feed.from?.id ?? feed.sender_id ?? null, name: feed.from?.name ?? feed.sender_name ?? null };
  const at = metaTime(feed.created_time) ?? found.at ?? event.at ?? new Date(0);
  if (sender.id !== null && sender.id === found.account) return [{ kind: 'nothing', why: 'echo' }];

  const externalId = feed.comment_id ?? feed.post_id;
  if (externalId === undefined) return [];
  if (feed.item === 'reaction' || feed.item === 'like') {
    const reaction = REACTIONS[feed.reaction_type ?? 'like'] ?? feed.reaction_type ?? '';
    return [{ kind: 'reaction', externalId, at, sender, reaction, removed: feed.verb === 'remove' }];
  }
  if (feed.item !== 'comment' && !POSTS.has(feed.item)) return [];
  const text = feed.message ?? '';
  switch (feed.verb) {
    case 'edit':
    case 'edited':
    case 'update':
    case 'unhide':
      // That it is shown again says nothing of its words.
      if (feed.verb === 'unhide' && feed.message === undefined) return [{ kind: 'nothing', why: 'not-for-us' }];
      // When it was changed is not told, only when it was written.
      return [{ kind: 'edited', externalId, at: found.at ?? at, text }];
    case 'remove':
    case 'delete':
      return [{ kind: 'withdrawn', externalId, at: found.at ?? at }];
    case 'hide':
      // The Page hides, not who wrote it: an office must not be able to take back what a citizen said.
      return [{ kind: 'nothing', why: 'not-for-us' }];
    case 'add': {
      const media = mediaOf(feed);
      return [
        {
          kind: 'message',
          externalId,
          thread: { kind: 'post', id: feed.post_id ?? externalId },
          sender,
          at,
          replyToken: null,
          mayReply: true,
          text,
          pin: null,
          media,
          album: null,
          replyTo: feed.item === 'comment' ? (feed.parent_id ?? feed.post_id ?? null) : null,
          public: true,
          link: feed.permalink_url ?? `https://www.facebook.com/${externalId}`,
          gesture: media.length === 0 && (text === '' || isGesture(text)),
          unreadable: false,
        },
      ];
    }
    default:
      return [];
  }
}

function mediaOf({ item, photo, photos, video, link }: FeedValue): MediaRef[] {
  const pictures = [
    ...new Set([...(photos ?? []), ...(photo ? [photo] : []), ...(item === 'photo' && link ? [link] : [])]),
  ];
  const films = [...new Set([...(video ? [video] : []), ...(item === 'video' && link ? [link] : [])])];
  return [
    ...pictures.map((ref): MediaRef => ({ kind: 'image', ref, name: null })),
    ...films.map((ref): MediaRef => ({ kind: 'video', ref, name: null })),
  ];
}
