import type { Arrival, MediaRef, Pin, RawEvent, Sender, ThreadRef } from '../arrival.ts';
import { isGesture } from '../provider/gesture.ts';
import { type Addresses, type DirectMessage, LegacyPost } from './envelope.ts';
import { xTime } from './time.ts';

type Message = Extract<Arrival, { kind: 'message' }>;
type Known = {
  readonly id: string;
  readonly text: string;
  readonly at: Date;
  readonly sender: Sender;
  readonly thread: ThreadRef;
  readonly replyTo?: string | null;
  readonly public?: boolean;
  readonly media?: readonly MediaRef[];
  readonly pin?: Pin | null;
  readonly link?: string | null;
};

export function messageOf({ id, text, at, sender, thread, ...rest }: Known): Message {
  const media = rest.media ?? [];
  return {
    kind: 'message',
    externalId: id,
    thread,
    sender,
    at,
    replyToken: null,
    mayReply: true,
    text,
    pin: rest.pin ?? null,
    media,
    album: null,
    replyTo: rest.replyTo ?? null,
    public: rest.public ?? false,
    link: rest.link ?? null,
    gesture: media.length === 0 && isGesture(text),
    unreadable: false,
  };
}

/** `&`, `<` and `>` come escaped, in every version of the API. */
export const plain = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** The page of a post on which a picture or film of it is shown. */
const SHOWN = /^https?:\/\/(?:www\.)?(?:twitter|x)\.com\/.+\/(?:photo|video)\/\d+$/;

/**
 * What was written: addresses as the person typed them, in place of X's short ones. What stands for a picture or film is no word:
 * a picture alone says nothing. `attached`: short addresses that are known to stand for one.
 */
export function written(
  text: string,
  addresses: readonly Addresses[],
  attached: readonly (string | undefined)[] = [],
): string {
  const known = addresses.flatMap((each) => each?.urls ?? []);
  const typed = known.reduce((rest, { url, expanded_url: whole, media_key }) => {
    const shows = media_key !== undefined || SHOWN.test(whole ?? '');
    const meant = shows ? '' : /^https?:/.test(whole ?? '') ? (whole ?? url) : url;
    return url === '' ? rest : rest.replaceAll(url, () => meant); // an address may hold signs that a replacement reads as its own
  }, text);
  return plain(attached.reduce<string>((rest, url) => (url ? rest.replaceAll(url, '') : rest), typed)).trim();
}

export function nameOf(user: { name?: string | undefined; username?: string | undefined } | undefined): string | null {
  if (!user) return null;
  const { name, username } = user;
  if (!username) return name ?? null;
  return name && name !== username ? `${name} (@${username})` : `@${username}`;
}

const place = ([longitude, latitude]: readonly [number, number]): Pin => ({ latitude, longitude, text: null });

export function directArrival(
  { id, created_timestamp, message_create }: DirectMessage,
  name: string | null,
  event: RawEvent,
): Arrival {
  const { text, entities, attachment, quick_reply_response: chosen } = message_create.message_data;
  const sender = { id: message_create.sender_id, name };
  const thread = { kind: 'person', id: message_create.sender_id } as const;
  const at = xTime(created_timestamp) ?? event.at ?? new Date(0);
  if (chosen?.metadata)
    return { kind: 'chosen', thread, sender, at, replyToken: null, mayReply: true, data: chosen.metadata };
  const picture = attachment?.media?.media_url_https;
  const media: MediaRef[] = picture
    ? [{ kind: attachment.media?.type === 'photo' ? 'image' : 'video', ref: picture, name: null }]
    : [];
  const point = attachment?.location?.shared_coordinate.coordinates.coordinates;
  const said = written(text, [entities], [attachment?.media?.url]);
  return messageOf({ id, text: said, at, sender, thread, media, pin: point ? place(point) : null });
}

/** A post of the older API. A repost of ours says nothing of its own. */
export function legacyArrival(given: unknown, own: string, event: RawEvent): Arrival[] {
  const read = LegacyPost.safeParse(given);
  const post = read.data;
  const id = post?.id_str ?? post?.id;
  if (!post || id === undefined) return [];
  const author = post.user?.id_str ?? post.user?.id ?? null;
  if (author === own) return [{ kind: 'nothing', why: 'echo' }];
  if (post.retweeted_status) return [{ kind: 'nothing', why: 'not-for-us' }];
  const replyTo = post.in_reply_to_status_id_str ?? null;
  return [
    messageOf({
      id,
      text: written(
        post.extended_tweet?.full_text ?? post.full_text ?? post.text ?? '',
        [post.extended_tweet?.entities, post.entities],
        post.extended_entities?.media.map(({ url }) => url),
      ),
      at: xTime(post.timestamp_ms ?? post.created_at) ?? event.at ?? new Date(0),
      sender: { id: author, name: nameOf({ name: post.user?.name, username: post.user?.screen_name }) },
      thread: { kind: 'post', id: replyTo ?? id },
      replyTo,
      public: true,
      media: (post.extended_entities?.media ?? []).map(
        ({ type, media_url_https }): MediaRef => ({
          kind: type === 'photo' ? 'image' : 'video',
          ref: media_url_https,
          name: null,
        }),
      ),
      pin: post.coordinates ? place(post.coordinates.coordinates) : null,
      link: `https://x.com/${post.user?.screen_name ?? 'i'}/status/${id}`,
    }),
  ];
}
