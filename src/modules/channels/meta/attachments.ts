import type { MediaRef, Pin } from '../arrival.ts';
import type { Attachment } from './envelope.ts';
import { isMetaHost } from './hosts.ts';

/** The three sizes of the thumb that Messenger sends as a sticker. */
const THUMBS = new Set(['369239263222822', '369239343222814', '369239383222810']);
const KINDS: Readonly<Record<string, MediaRef['kind']>> = {
  image: 'image',
  video: 'video',
  audio: 'audio',
  file: 'file',
  ig_reel: 'video',
  reel: 'video',
  ig_post: 'image',
  share: 'image',
  story_mention: 'image',
};
/** What a person recorded or picked lies with Meta; a share may point anywhere, and is then only an address in words. */
const OWN = new Set(['image', 'video', 'audio', 'file']);

export type Held = {
  readonly media: readonly MediaRef[];
  readonly pin: Pin | null;
  /** What attachments say in words: a shared page's title and address, a sticker. */
  readonly words: readonly string[];
  readonly sticker: boolean;
  readonly unreadable: boolean;
};

export function holdAttachments(attachments: readonly Attachment[]): Held {
  const media: MediaRef[] = [];
  const words: string[] = [];
  let [pin, sticker, unreadable]: [Pin | null, boolean, boolean] = [null, false, false];
  for (const { type, payload, title, url } of attachments) {
    const address = payload?.url ?? url ?? null;
    const name = payload?.title ?? title ?? null;
    const kind = KINDS[type];
    if (payload?.coordinates) {
      pin = { latitude: payload.coordinates.lat, longitude: payload.coordinates.long, text: name };
    } else if (payload?.sticker_id) {
      sticker = true;
      words.push(THUMBS.has(payload.sticker_id) ? '👍' : 'สติกเกอร์');
    } else if (kind && address && (OWN.has(type) || isMetaHost(address))) {
      media.push({ kind, ref: address, name: type === 'story_mention' ? 'story' : name });
    } else if (address || name) {
      words.push([name, address].filter((word) => word).join('\n'));
    } else {
      unreadable = true;
    }
  }
  return { media, pin, words, sticker, unreadable };
}
