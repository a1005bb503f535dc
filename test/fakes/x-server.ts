import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { type Answer, type Asked, startProvider } from './provider-server.ts';

export type XPost = { readonly id: string; readonly text: string; readonly replyTo: string | null };
export type XMessage = { readonly id: string; readonly to: string; readonly text: string };
export type XMention = { readonly id: string; readonly author: string; readonly text: string };

const problem = (status: number, detail: string, type = 'about:blank', headers = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/problem+json', ...headers },
  body: { title: detail, detail, type, status },
});

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
  const state = {
    now: () => Date.now(),
    token,
    appOnly: false,
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
      .object({ text: z.string().min(1), reply: z.object({ in_reply_to_tweet_id: z.string() }).optional() })
      .safeParse(json);
    if (!read.success) return problem(400, 'One or more parameters to your request was invalid.');
    const { text, reply } = read.data;
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
    const made = { id: String(next++), text, replyTo };
    posts.push(made);
    return { status: 201, body: { data: { id: made.id, text, edit_history_tweet_ids: [made.id] } } };
  }

  function direct(to: string, asked: Asked): Answer {
    if (asked.method === 'GET') {
      const data = messages
        .filter((message) => message.to === to)
        .toReversed()
        .map((message) => ({
          id: message.id,
          text: message.text,
          sender_id: id,
          created_at: new Date(state.now()).toISOString(),
          event_type: 'MessageCreate',
        }));
      return { body: { data, meta: { result_count: data.length } } };
    }
    const read = z.object({ text: z.string().min(1).max(10_000) }).safeParse(asked.json);
    if (!read.success) return problem(400, 'One or more parameters to your request was invalid.');
    if (state.closed.has(to)) return problem(403, 'You do not have permission to DM one or more participants.');
    const made = { id: String(next++), to, text: read.data.text };
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
    if (path === `users/${id}/mentions`) return mentioned(asked, headers);
    if (path === `users/${id}/tweets`) {
      // An answer comes back with the name of whom it answers before its words.
      const data = posts.toReversed().map((each) => ({
        id: each.id,
        text: `@somebody ${each.text}`,
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
    spent,
    sign: (body: Buffer | string): string =>
      `sha256=${createHmac('sha256', consumerSecret).update(body).digest('base64')}`,
  };
}
