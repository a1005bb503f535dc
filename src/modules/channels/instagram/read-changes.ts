import type { Arrival, RawEvent } from '../arrival.ts';
import { Change, InstagramComment, InstagramMention, type Single } from '../meta/envelope.ts';
import { readMessaging } from '../meta/read-messaging.ts';
import { metaTime } from '../meta/time.ts';
import { isGesture } from '../provider/gesture.ts';

/** The thread of a post that is not ours, where the account was named: it is answered another way. */
export const MENTION = 'mention:';
/** Where the account itself sees who named it: opened when nobody told where that was. */
const NOTIFICATIONS = 'https://www.instagram.com/notifications/';

/** Comments, also of a live broadcast, and mentions elsewhere. `messages` is how the dashboard's test sends what really comes as messaging. */
export function readChanges(found: Single, event: RawEvent): Arrival[] {
  const change = Change.safeParse(found.event);
  if (!change.success) return [];
  const { field, value } = change.data;
  const at = found.at ?? event.at ?? new Date(0);
  if (field === 'messages') return readMessaging(found, value, event);
  if (field === 'mentions') return readMention(value, at);
  if (field !== 'comments' && field !== 'live_comments') return [];
  const comment = InstagramComment.safeParse(value);
  if (!comment.success) return [];
  const { id, parent_id, from, text, media } = comment.data;
  if (from?.id !== undefined && from.id === found.account) return [{ kind: 'nothing', why: 'echo' }];
  return [
    {
      kind: 'message',
      externalId: id,
      thread: { kind: 'post', id: media?.id ?? id },
      sender: { id: from?.id ?? null, name: from?.username ?? from?.name ?? null },
      at,
      replyToken: null,
      mayReply: true,
      text,
      pin: null,
      media: [],
      album: null,
      replyTo: parent_id ?? null,
      public: true,
      link: null,
      gesture: text === '' || isGesture(text),
      unreadable: false,
    },
  ];
}

function readMention(value: unknown, notified: Date): Arrival[] {
  const mention = InstagramMention.safeParse(value);
  const { comment_id, media_id, found } = mention.data ?? {};
  const externalId = comment_id ?? media_id;
  if (externalId === undefined) return [];
  const text = found?.text ?? null;
  return [
    {
      kind: 'message',
      externalId,
      thread: { kind: 'post', id: `${MENTION}${media_id ?? externalId}` },
      sender: { id: null, name: found?.username ?? null },
      at: metaTime(found?.at) ?? notified,
      replyToken: null,
      mayReply: true,
      text: text ?? '',
      pin: null,
      media: [],
      album: null,
      replyTo: comment_id === undefined ? null : (media_id ?? null),
      public: true,
      link: found?.link ?? (text === null ? NOTIFICATIONS : null),
      gesture: false,
      // A mention is told without its words; staff see that there is one, and where.
      unreadable: text === null,
    },
  ];
}
