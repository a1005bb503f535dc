import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { type Answer, type Asked, startProvider } from './provider-server.ts';

export type XPost = {
  readonly id: string;
  readonly text: string;
  readonly replyTo: string | null;
  readonly pictures: readonly Buffer[];
};
export type XMessage = {
  readonly id: string;
  readonly to: string;
  readonly text: string;
  readonly picture: Buffer | null;
};
export type XMention = { readonly id: string; readonly author: string; readonly text: string };

const problem = (status: number, detail: string, type = 'about:blank', headers = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/problem+json', ...headers },
  body: { title: detail, detail, type, status },
});

/** X gives an address back as a short one of its own, and a picture as one more. */
const shortened = (text: string, picture: boolean): string =>
  `${text.replaceAll(/https?:\/\/[^\s\u0e00-\u0e7f]+/g, 'https://t.co/AbCdEf1234')}${picture ? ' https://t.co/PiCtUr1234' : ''}`;
const MEGABYTE = 1_000_000;
const DAY_MS = 86_400_000;

/**
 * X's API v2 as its documents describe it: user tokens that end, windows of 15 minutes with their headers, the same words twice refused,
 * prices by the address in a post, credits that run out, mentions in pages by `since_id`.
 */
export async function startFakeX({
  token = 'user-token',
  consumerSecret = 'consumer-secret',
  id = '1111111111111111111',
  username = 'testtown',
} = {}) {
  const posts: XPost[] = [];
  const messages: XMessage[] = [];
  const mentions: XMention[] = [];
  const pictures = new Map<string, { bytes: Buffer; until: number }>();
  const media = new Map<string, { bytes: Buffer; category: string; until: number }>();
  const state = {
    now: () => Date.now(),
    token,
    appOnly: false,
    /** Whether the token has the right `media.write`. */
    mayUpload: true,
    credits: 100,
    closed: new Set<string>(),
    gone: new Set<string>(),
    pageSize: 100,
    /** Requests left in this window, by path's first part. */
    left: new Map<string, number>(),
  };
  const spent = { usd: 0 };
  let next = 2_080_000_000_000_000_001n;

  function limited(path: string): { answer: Answer | null; headers: Record<string, string> } {
    const left = state.left.get(path);
    if (left === undefined) return { answer: null, headers: {} };
    const headers = {
      'x-rate-limit-limit': '450',
      'x-rate-limit-remaining': String(Math.max(0, left - 1)),
      'x-rate-limit-reset': String(Math.floor(state.now() / 1000) + 600),
    };
    state.left.set(path, left - 1);
    return {
      answer:
        left <= 0
          ? problem(429, 'Too Many Requests', 'about:blank', { ...headers, 'x-rate-limit-remaining': '0' })
          : null,
      headers,
    };
  }

  function post({ json }: Asked): Answer {
    const read = z
      .object({
        text: z.string().min(1),
        reply: z.object({ in_reply_to_tweet_id: z.string() }).optional(),
        media: z.object({ media_ids: z.array(z.string()).min(1).max(4) }).optional(),
      })
      .safeParse(json);
    if (!read.success) return problem(400, 'One or more parameters to your request was invalid.');
    const { text, reply } = read.data;
    const pictures = (read.data.media?.media_ids ?? []).map((each) => uploaded(each, 'tweet_image'));
    if (pictures.includes(null)) return problem(400, 'Your media IDs are invalid.');
    if (Array.from(text).length > 280) return problem(400, 'Your Tweet text is too long.');
    const replyTo = reply?.in_reply_to_tweet_id ?? null;
    if (replyTo !== null && state.gone.has(replyTo))
      return problem(403, 'You attempted to reply to a Tweet that is deleted or not visible to you.');
    if (posts.some((each) => each.text === text && each.replyTo === replyTo))
      return problem(403, 'You are not allowed to create a Tweet with duplicate content.');
    if (state.credits <= 0)
      return problem(
        402,
        'Your enrolled account does not have any credits to fulfill this request.',
        'https://api.x.com/2/problems/credits',
      );
    const price = /https?:\/\/|\b[a-z0-9-]+\.(?:th|com|net|org|info)\b/i.test(text) ? 0.2 : 0.015;
    spent.usd += price;
    const made = { id: String(next++), text, replyTo, pictures: pictures.filter((each) => each !== null) };
    posts.push(made);
    return { status: 201, body: { data: { id: made.id, text, edit_history_tweet_ids: [made.id] } } };
  }

  /** docs.x.com/x-api/media/upload-media, /x-api/media/quickstart/best-practices */
  async function upload({ headers, bytes }: Asked): Promise<Answer> {
    if (!state.mayUpload) return problem(403, 'You are not permitted to perform this action.');
    const form = await new Response(new Uint8Array(bytes), {
      headers: { 'content-type': headers['content-type'] ?? '' },
    }).formData();
    const read = z
      .object({
        media: z.file(),
        media_category: z.enum(['tweet_image', 'dm_image', 'subtitles']),
        media_type: z.enum(['image/jpeg', 'image/bmp', 'image/png', 'image/webp', 'image/pjpeg', 'image/tiff']),
      })
      .safeParse(Object.fromEntries(form));
    if (!read.success) return problem(400, 'One or more parameters to your request was invalid.');
    if (read.data.media.size > 5 * MEGABYTE) return problem(400, 'The size of the media file exceeds the maximum.');
    const made = String(next++);
    const own = Buffer.from(await read.data.media.arrayBuffer());
    media.set(made, { bytes: own, category: read.data.media_category, until: state.now() + DAY_MS });
    return { body: { data: { id: made, media_key: `3_${made}`, size: own.length, expires_after_secs: 86_400 } } };
  }

  function uploaded(mediaId: string, category: string): Buffer | null {
    const found = media.get(mediaId);
    return found && found.category === category && found.until > state.now() ? found.bytes : null;
  }

  function direct(to: string, asked: Asked): Answer {
    if (asked.method === 'GET') {
      const data = messages
        .filter((message) => message.to === to)
        .toReversed()
        .map((message) => ({
          id: message.id,
          text: shortened(message.text, message.picture !== null),
          sender_id: id,
          created_at: new Date(state.now()).toISOString(),
          event_type: 'MessageCreate',
        }));
      return { body: { data, meta: { result_count: data.length } } };
    }
    const read = z
      .object({
        text: z.string().max(10_000).default(''),
        attachments: z.tuple([z.object({ media_id: z.string() })]).optional(),
      })
      .refine(({ text, attachments }) => text !== '' || attachments !== undefined)
      .safeParse(asked.json);
    if (!read.success) return problem(400, 'One or more parameters to your request was invalid.');
    const [attached] = read.data.attachments ?? [];
    const picture = attached ? uploaded(attached.media_id, 'dm_image') : null;
    if (attached && picture === null) return problem(400, 'Attached media is invalid.');
    if (state.closed.has(to)) return problem(403, 'You do not have permission to DM one or more participants.');
    const made = { id: String(next++), to, text: read.data.text, picture };
    messages.push(made);
    return { status: 201, body: { data: { dm_conversation_id: `${to}-${id}`, dm_event_id: made.id } } };
  }

  function mentioned({ query }: Asked, headers: Record<string, string>): Answer {
    const since = BigInt(query.get('since_id') ?? '0');
    const all = mentions
      .filter((mention) => BigInt(mention.id) > since)
      .toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1));
    const from = Number(query.get('pagination_token') ?? '0');
    const page = all.slice(from, from + state.pageSize);
    const more = from + state.pageSize < all.length ? { next_token: String(from + state.pageSize) } : {};
    const data = page.map((mention) => ({
      id: mention.id,
      text: mention.text,
      author_id: mention.author,
      created_at: '2026-05-04T02:00:00.000Z',
      conversation_id: mention.id,
    }));
    const users = page.map(({ author }) => ({ id: author, name: `Name ${author}`, username: `u${author}` }));
    const meta = {
      result_count: page.length,
      ...(page[0] ? { newest_id: page[0].id, oldest_id: page.at(-1)?.id } : {}),
      ...more,
    };
    return { headers, body: page.length === 0 ? { meta } : { data, includes: { users }, meta } };
  }

  const server = await startProvider((asked) => {
    const oauth1 = asked.headers.authorization?.startsWith('OAuth oauth_consumer_key=') ?? false;
    if (!oauth1 && asked.headers.authorization !== `Bearer ${state.token}`) return problem(401, 'Unauthorized');
    const kept = pictures.get(asked.path);
    if (kept) {
      const there = kept.until > state.now();
      return there ? { headers: { 'content-type': 'image/jpeg' }, body: kept.bytes } : problem(404, 'Not Found');
    }
    const path = asked.path.replace(/^\/2\//, '');
    if (state.appOnly && !oauth1 && (path === 'users/me' || asked.method === 'POST')) {
      return problem(
        403,
        'Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint.',
        'https://api.twitter.com/2/problems/unsupported-authentication',
      );
    }
    const { answer, headers } = limited(path.replace(/\d{5,}/, ':id'));
    if (answer) return answer;
    if (path === 'users/me') return { body: { data: { id, username, name: 'เทศบาล' } } };
    if (path === 'tweets' && asked.method === 'POST') return post(asked);
    if (path === 'media/upload' && asked.method === 'POST') return upload(asked);
    if (path === `users/${id}/mentions`) return mentioned(asked, headers);
    if (path === `users/${id}/tweets`) {
      // An answer comes back with the name of whom it answers before its words.
      const data = posts.toReversed().map((each) => ({
        id: each.id,
        text: `@somebody ${shortened(each.text, each.pictures.length > 0)}`,
        ...(each.replyTo && { referenced_tweets: [{ type: 'replied_to', id: each.replyTo }] }),
      }));
      return { body: { data, meta: { result_count: data.length } } };
    }
    const [, to = ''] = /^dm_conversations\/with\/(\d+)\/(?:messages|dm_events)$/.exec(path) ?? [];
    if (to !== '') return direct(to, asked);
    const [, user = ''] = /^users\/(\d+)$/.exec(path) ?? [];
    return user === ''
      ? problem(404, 'Not Found')
      : { body: { data: { id: user, name: `Name ${user}`, username: `u${user}` } } };
  });
  return {
    ...server,
    id,
    state,
    posts,
    messages,
    mentions,
    media,
    /** The address of a picture that somebody sent us directly: given to whoever signs, for a while. */
    picture(bytes: Buffer, livesMs = DAY_MS): string {
      const path = `/1.1/ton/data/dm/${next++}/${next++}/oP5p359h.jpg`;
      pictures.set(path, { bytes, until: state.now() + livesMs });
      return `${server.base}${path}`;
    },
    spent,
    sign: (body: Buffer | string): string =>
      `sha256=${createHmac('sha256', consumerSecret).update(body).digest('base64')}`,
  };
}
