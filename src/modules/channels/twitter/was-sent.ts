import { z } from 'zod';
import type { Reach } from '../adapter.ts';
import { withoutAddresses } from '../in-public/contract.ts';
import type { Looked } from '../provider/looked.ts';
import { type Asked, askX, me } from './api.ts';
import { Id, Post } from './envelope.ts';
import { failed } from './failures.ts';
import { plain } from './read-message.ts';
import { xTime } from './time.ts';

const Timeline = z.object({ data: z.array(Post).optional() });
const Events = z.object({
  data: z
    .array(
      z.object({ id: Id, text: z.string().default(''), sender_id: Id.optional(), created_at: z.string().optional() }),
    )
    .optional(),
});

/** Not now, or never: a right to read may be missing. */
const unseen = (asked: Exclude<Asked<unknown>, { kind: 'done' }>): Looked =>
  asked.kind === 'failed' && failed(asked.failure, '').outcome !== 'unreachable' ? 'nobody-knows' : 'later';

/** Words by which what was said is known: X gives addresses back as short ones of its own, and adds one for a picture. */
const bare = (text: string): string => withoutAddresses(plain(text)).text.replaceAll(/\s+/g, ' ').trim();

/**
 * X has no idempotency key. Where an answer was lost we look whether our answer stands under the post before it is posted again. What
 * comes back begins with the names that X sets before an answer.
 */
export async function postedUnder(reach: Reach, text: string, inReplyTo: string): Promise<Looked> {
  if (bare(text) === '') return 'nobody-knows';
  const own = await me(reach);
  if (own.kind !== 'done') return unseen(own);
  const query = { max_results: '20', 'tweet.fields': 'created_at,referenced_tweets', exclude: 'retweets' };
  const asked = await askX(reach, { path: `users/${encodeURIComponent(own.body.id)}/tweets`, query }, Timeline);
  if (asked.kind !== 'done') return unseen(asked);
  const hit = (asked.body.data ?? []).find(
    (post) =>
      bare(post.text).endsWith(bare(text)) &&
      (post.referenced_tweets ?? []).some(({ type, id }) => type === 'replied_to' && id === inReplyTo),
  );
  return hit ? { id: hit.id } : 'not-there';
}

/** The same for a direct message, said since then. `others`: ids of messages that are known to be something else that was said. */
export async function toldDirectly(
  reach: Reach,
  text: string,
  personId: string,
  { since, others }: { since: Date; others: readonly string[] },
): Promise<Looked> {
  if (bare(text) === '') return 'nobody-knows';
  const query = { max_results: '20', event_types: 'MessageCreate', 'dm_event.fields': 'id,text,sender_id,created_at' };
  const asked = await askX(
    reach,
    { path: `dm_conversations/with/${encodeURIComponent(personId)}/dm_events`, query },
    Events,
  );
  if (asked.kind !== 'done') return unseen(asked);
  const hit = (asked.body.data ?? []).find(
    (event) =>
      event.sender_id !== personId &&
      !others.includes(event.id) &&
      bare(event.text) === bare(text) &&
      (xTime(event.created_at) ?? since) >= since,
  );
  return hit ? { id: hit.id } : 'not-there';
}
