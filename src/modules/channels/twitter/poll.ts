import { z } from 'zod';
import type { Reach } from '../adapter.ts';
import type { RawEvent } from '../arrival.ts';
import { isOn } from '../provider/setting.ts';
import { askX, me, type XFailure } from './api.ts';
import { Includes, Post } from './envelope.ts';
import { testFailed } from './failures.ts';
import { xTime } from './time.ts';

const Mentions = z.object({
  data: z.array(Post).optional(),
  includes: Includes.optional().catch(undefined),
  meta: z.object({
    newest_id: z.string().optional(),
    next_token: z.string().optional(),
    result_count: z.number().optional(),
  }),
});
const FIELDS = {
  'tweet.fields':
    'created_at,author_id,conversation_id,referenced_tweets,edit_history_tweet_ids,attachments,geo,note_tweet,entities',
  expansions: 'author_id,attachments.media_keys',
  'user.fields': 'username,name',
  'media.fields': 'url,preview_image_url,type,variants',
};
/** A page is 100; X keeps the newest 800 for this. */
const MOST_PAGES = 8;

/**
 * The mentions since the last time, for who has no webhook: `from:<instant>` at first, `since:<id>` after the first one. Reading costs, so
 * it is done only where the settings say so. What was read before a limit is kept, and the cursor stays: it is read again, and is the
 * same. @throws Error when X did not answer at all, with its `problem`
 */
export async function pollMentions(
  cursor: string | null,
  reach: Reach,
): Promise<{ events: RawEvent[]; cursor: string }> {
  const started = cursor ?? `from:${reach.now().toISOString()}`;
  if (!isOn(reach.settings, 'mentionsPolling') || cursor === null) return { events: [], cursor: started };
  const own = await me(reach);
  if (own.kind !== 'done') throw refusal('X did not say whose keys these are', own);
  const [kind = '', ...rest] = started.split(':');
  const since: Record<string, string> =
    kind === 'since' ? { since_id: rest.join(':') } : { start_time: rest.join(':') };

  const events: RawEvent[] = [];
  let newest: string | undefined;
  let next: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = { ...FIELDS, ...since, max_results: '100', ...(next ? { pagination_token: next } : {}) };
    const asked = await askX(reach, { path: `users/${encodeURIComponent(own.body.id)}/mentions`, query }, Mentions);
    if (asked.kind !== 'done') {
      if (page === 0) throw refusal('X did not give the mentions', asked);
      return { events, cursor: started };
    }
    const { data = [], includes = {}, meta } = asked.body;
    events.push(...data.map((post) => eventOf(post, includes, own.body.id)));
    newest ??= meta.newest_id;
    next = meta.next_token;
    if (!next) return { events, cursor: newest === undefined ? started : `since:${newest}` };
    if (asked.headers.get('x-rate-limit-remaining') === '0') return { events, cursor: started };
  }
  return { events, cursor: newest === undefined ? started : `since:${newest}` };
}

type NotRead = { kind: 'failed'; failure: XFailure } | { kind: 'unreached' | 'lost'; why: string };

/** With what is to be mended, for whoever looks after the channel. */
function refusal(what: string, asked: NotRead): Error {
  const { detail, problem } =
    asked.kind === 'failed' ? testFailed(asked.failure) : { detail: asked.why, problem: 'unreachable' };
  return Object.assign(new Error(`${what}: ${detail}`), { problem });
}

/** In the shape in which a webhook would have told it, with what belongs to this post alone. */
function eventOf(post: Post, includes: Includes, own: string): RawEvent {
  const keys = new Set(post.attachments?.media_keys ?? []);
  const users = (includes.users ?? []).filter(({ id }) => id === post.author_id);
  const media = (includes.media ?? []).filter(({ media_key }) => keys.has(media_key));
  const data = {
    filter: { user_id: own },
    event_type: 'post.mention.create',
    payload: post,
    includes: { users, media },
  };
  return {
    externalId: `post:${post.id}`,
    kind: data.event_type,
    at: xTime(post.created_at),
    raw: JSON.stringify({ data }),
  };
}
