import type { Arrival, MediaRef, RawEvent } from '../arrival.ts';
import { isGesture } from '../provider/gesture.ts';
import { holdAttachments } from './attachments.ts';
import { Messaging, type Single } from './envelope.ts';
import { metaTime } from './time.ts';

/** Where staff read what the program cannot: the Page's inbox at Meta. */
const inboxOf = (account: string): string =>
  `https://business.facebook.com/latest/inbox/all?asset_id=${encodeURIComponent(account)}`;

/**
 * What an event of a conversation means, for Messenger and for Instagram. What the account itself says comes back as an echo and is
 * nothing; another program's turn (standby) is kept, and not answered.
 */
export function readMessaging(found: Single, given: unknown, event: RawEvent): Arrival[] {
  const read = Messaging.safeParse(given);
  if (!read.success) return [];
  const { message, postback, reaction, message_edit: edit, read: seen, delivery, sender } = read.data;
  const at = metaTime(read.data.timestamp) ?? found.at ?? event.at ?? new Date(0);
  if (message?.is_echo || (sender !== undefined && sender.id === found.account))
    return [{ kind: 'nothing', why: 'echo' }];
  if (message?.is_deleted) return [{ kind: 'withdrawn', externalId: message.mid ?? event.externalId, at }];
  const mayReply = found.where !== 'standby';
  if (edit) return [{ kind: 'edited', externalId: edit.mid, at, text: edit.text, mayReply }];
  if (!sender) return [];

  const who = { id: sender.id, name: null };
  const thread = { kind: 'person', id: sender.id } as const;
  const said = { thread, sender: who, at, replyToken: null, mayReply };
  if (postback) return [{ ...said, kind: 'chosen', data: postback.payload }];
  if (message?.quick_reply) return [{ ...said, kind: 'chosen', data: message.quick_reply.payload }];
  if (reaction) {
    return [
      {
        kind: 'reaction',
        externalId: reaction.mid,
        at,
        sender: who,
        reaction: reaction.emoji ?? reaction.reaction ?? '',
        removed: reaction.action === 'unreact',
      },
    ];
  }
  // Messenger tells up to which moment everything was read, Instagram which message: an empty list is "all until then".
  if (seen)
    return [{ kind: 'read', messageIds: seen.mid ? [seen.mid] : [], at: metaTime(seen.watermark) ?? at, thread }];
  if (delivery) {
    return [{ kind: 'delivered', messageIds: delivery.mids ?? [], at: metaTime(delivery.watermark) ?? at, thread }];
  }
  if (!message) return [];

  const held = holdAttachments(message.attachments ?? []);
  const story = message.reply_to?.story?.url;
  const media: MediaRef[] = story ? [...held.media, { kind: 'image', ref: story, name: 'story' }] : [...held.media];
  const own = message.text ?? '';
  const text = [own, ...held.words].filter((words) => words !== '').join('\n');
  const empty = text === '' && media.length === 0 && held.pin === null;
  const unreadable = message.is_unsupported === true || held.unreadable || empty;
  return [
    {
      ...said,
      kind: 'message',
      externalId: message.mid ?? event.externalId,
      text,
      pin: held.pin,
      media,
      album: null,
      replyTo: message.reply_to?.mid ?? null,
      public: false,
      link: unreadable ? inboxOf(found.account) : null,
      gesture: media.length === 0 && held.pin === null && (own === '' ? held.sticker : isGesture(own)),
      unreadable,
    },
  ];
}
