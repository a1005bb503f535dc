import { z } from 'zod';
import type { Sending } from '../adapter.ts';
import { MOST_WEIGHT, type PublicLimit, postsOf, withoutAddresses } from '../in-public/contract.ts';
import type { Outgoing, SendResult } from '../outgoing.ts';
import { flatten } from '../provider/flatten.ts';
import { afterLoss, beforeSaying } from '../provider/looked.ts';
import { accepted, refused, uncertain } from '../provider/results.ts';
import { askX } from './api.ts';
import { Id } from './envelope.ts';
import { isDuplicate } from './failures.ts';
import { broken, PRICE, settled } from './settle.ts';
import { upload } from './upload.ts';
import { postedUnder } from './was-sent.ts';

/** Public posts: short, few, and without an address, which costs about fifteen times as much. */
export const IN_PUBLIC: PublicLimit = { most: MOST_WEIGHT, posts: 4, count: 'weight', addresses: false };
/** Most pictures of a post. */
const MOST_PICTURES = 4;
const method = 'public';

/** A yes is a yes, also when the rest of it cannot be read: it must not be said again. */
const Posted = z.object({ data: z.object({ id: Id }).optional() }).catch({});
type Post = { readonly text: string; readonly inReplyTo: string; readonly pictures: readonly string[] };

/**
 * Answers a post where everybody reads it, without any address. A long answer is a row of posts, each answering the one before; its
 * pictures stand with the first.
 */
export async function sendPost(message: Outgoing, answered: string, reach: Sending): Promise<SendResult> {
  const pictures = message.parts.flatMap((part) => (part.kind === 'image' ? [part.url] : []));
  const said = message.parts.filter(({ kind }) => kind !== 'image');
  const words = flatten(said.length > 0 ? said : message.parts, false);
  const { text, left } = withoutAddresses(words);
  if (text === '') return refused('nothing is left without its address', { method });
  const all = postsOf(words, IN_PUBLIC);
  if (all.length > IN_PUBLIC.posts)
    return refused(`longer than ${IN_PUBLIC.posts} posts`, { method, problem: 'too-long' });
  if (pictures.length > MOST_PICTURES) return refused(`more than ${MOST_PICTURES} pictures`, { method });
  const sent: string[] = [];
  for (const piece of all) {
    const first = sent.length === 0;
    const own = { text: piece, inReplyTo: sent.at(-1) ?? answered, pictures: first ? pictures : [] };
    const result = await post(reach, own, message.again === true);
    if (result.outcome !== 'accepted') return broken(result, sent, all.length);
    sent.push(...result.providerIds);
    // Without the id of the one before there is nothing to answer.
    if (sent.length === 0 && all.length > 1)
      return refused('the first post was accepted without an id; the rest was not sent', { method });
  }
  const note = left === 0 ? '' : `; ${left} address(es) left out`;
  return accepted(`${all.length} posted${note}`, { method, cost: all.length * PRICE, providerIds: sent });
}

async function post(reach: Sending, said: Post, again: boolean): Promise<SendResult> {
  const look = () => postedUnder(reach, said.text, said.inReplyTo);
  const before = again ? beforeSaying(await look(), method) : null;
  if (before) return before;
  const media: string[] = [];
  for (const url of said.pictures) {
    const uploaded = await upload(reach, url, 'tweet_image', method);
    if (uploaded.kind === 'not') return uploaded.result;
    media.push(uploaded.id);
  }
  const json = {
    text: said.text,
    reply: { in_reply_to_tweet_id: said.inReplyTo },
    ...(media.length > 0 && { media: { media_ids: media } }),
  };
  const asked = await askX(reach, { method: 'POST', path: 'tweets', json }, Posted);
  if (asked.kind === 'lost') return afterLoss(await look(), asked.why, method);
  // X itself refuses the same words twice: then they are there.
  if (again && asked.kind === 'failed' && isDuplicate(asked.failure))
    return beforeSaying(await look(), method) ?? uncertain(asked.failure.words, { method });
  return settled(asked, method, asked.kind === 'done' ? asked.body.data?.id : undefined);
}
