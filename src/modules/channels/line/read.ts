import type { Arrival, MediaRef, Pin, RawEvent, Sender, ThreadRef } from '../arrival.ts';
import { isGesture } from '../provider/gesture.ts';
import { timeOf } from './door.ts';
import { LineEvent, type LineMessage } from './events.ts';

type Said = {
  thread: ThreadRef;
  sender: Sender;
  at: Date;
  replyToken: string | null;
  mayReply: boolean;
};

/**
 * What an event of LINE's means. Kinds that say nothing to an office (beacons, memberships, modules) and kinds that LINE may yet invent
 * give nothing and stay with the raw event.
 */
export function readLine(event: RawEvent): Arrival[] {
  const read = LineEvent.safeParse(parse(event.raw));
  if (!read.success) return [];
  const { type, message, unsend, postback } = read.data;
  const at = timeOf(read.data.timestamp) ?? event.at ?? new Date(0);
  if (type === 'unsend') return unsend ? [{ kind: 'withdrawn', externalId: unsend.messageId, at }] : [];
  if (type === 'messageEdited' && message)
    return [
      {
        kind: 'edited',
        externalId: message.id,
        at,
        text: message.text ?? '',
        mayReply: read.data.mode !== 'standby',
        addressed: namesUs(message),
      },
    ];
  const said = saidIn(read.data, at);
  if (!said) return [];
  switch (type) {
    case 'message':
      return message ? [{ ...said, ...contentOf(message) }] : [];
    case 'postback':
      return postback ? [{ ...said, kind: 'chosen', data: postback.data }] : [];
    case 'follow':
      return [{ ...said, kind: 'followed' }];
    case 'unfollow':
      return [{ ...said, kind: 'unfollowed' }];
    case 'join':
      return [{ ...said, kind: 'joined' }];
    case 'leave':
      return [{ ...said, kind: 'left' }];
    case 'memberJoined':
    case 'memberLeft':
    case 'videoPlayComplete':
    case 'beacon':
    case 'accountLink':
    case 'membership':
      return [{ kind: 'nothing', why: 'not-for-us' }];
    default:
      return [];
  }
}

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return null;
  }
}

/** Who speaks, and where. In a group or room the person may be unknown; what nobody and no place sent is not speech. */
function saidIn({ source, replyToken, mode }: LineEvent, at: Date): Said | null {
  const thread = source && threadOf(source);
  if (!source || !thread) return null;
  return {
    thread,
    sender: { id: source.userId ?? null, name: null },
    at,
    replyToken: replyToken ?? null,
    mayReply: mode !== 'standby',
  };
}

function threadOf({ type, userId, groupId, roomId }: NonNullable<LineEvent['source']>): ThreadRef | null {
  if (type === 'group') return groupId ? { kind: 'group', id: groupId } : null;
  if (type === 'room') return roomId ? { kind: 'room', id: roomId } : null;
  return userId ? { kind: 'person', id: userId } : null;
}

const namesUs = ({ mention }: LineMessage): boolean =>
  mention?.mentionees.some(({ isSelf }) => isSelf === true) ?? false;

type Content = Omit<Extract<Arrival, { kind: 'message' }>, keyof Said>;

function contentOf(message: LineMessage): Content {
  const { id, type, imageSet, quotedMessageId } = message;
  const content: Content = {
    kind: 'message',
    externalId: id,
    text: '',
    pin: null,
    media: [],
    album: null,
    replyTo: quotedMessageId ?? null,
    public: false,
    link: null,
    gesture: false,
    addressed: namesUs(message),
    unreadable: false,
  };
  switch (type) {
    case 'text':
      return { ...content, text: message.text ?? '', gesture: isGesture(message.text ?? '') };
    case 'image':
      return {
        ...content,
        media: mediaOf('image', message),
        album: imageSet ? { id: imageSet.id, total: imageSet.total ?? null } : null,
      };
    case 'video':
    case 'audio':
    case 'file':
      return { ...content, media: mediaOf(type, message) };
    case 'location': {
      const pin = pinOf(message);
      return { ...content, pin, text: pin ? '' : placeWords(message) };
    }
    case 'sticker':
      return { ...content, text: stickerWords(message), gesture: true };
    default:
      // Something was sent that has no name yet: staff see that there is something, and open it in LINE.
      return { ...content, text: message.text ?? '', unreadable: true };
  }
}

/** With LINE a message's content is fetched by its id; through LIFF it may lie anywhere, and is then known by its address. */
function mediaOf(kind: MediaRef['kind'], { id, contentProvider, fileName }: LineMessage): MediaRef[] {
  const elsewhere = contentProvider?.type === 'external' ? contentProvider.originalContentUrl : undefined;
  return [{ kind, ref: elsewhere ?? id, name: fileName ?? null }];
}

const placeWords = ({ title, address }: LineMessage): string =>
  [title, address].filter((each) => each !== undefined && each.trim() !== '').join(', ');

function pinOf(message: LineMessage): Pin | null {
  const { latitude, longitude } = message;
  if (latitude === undefined || longitude === undefined) return null;
  return { latitude, longitude, text: placeWords(message) || null };
}

/** A sticker's own words, or what LINE says it means, or that it is one. */
function stickerWords({ text, keywords = [] }: LineMessage): string {
  const meaning = text?.trim()
    ? text.trim()
    : keywords
        .map((word) => word.trim())
        .filter(Boolean)
        .join(', ');
  return meaning === '' ? 'สติกเกอร์' : `สติกเกอร์: ${meaning}`;
}
