import { z } from 'zod';
import type { Reach } from '../adapter.ts';
import type { Outgoing, SendResult } from '../outgoing.ts';
import { flatten, pieces } from '../provider/flatten.ts';
import { accepted, refused, sinceQueued, stopped, unreachable } from '../provider/results.ts';
import { type Asked, askX } from './api.ts';
import { Id } from './envelope.ts';
import { failed, isDuplicate } from './failures.ts';
import { posts, withoutAddresses } from './public-text.ts';
import { postedUnder, toldDirectly } from './was-sent.ts';

/** US dollars of one post or message without an address, as X's price list had it in 2026; what is charged is on X's own page. */
const PRICE = 0.015;
/** Most posts that one answer may become. */
const MOST_POSTS = 4;
const MOST_DIRECT = 10_000;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A yes is a yes, also when the rest of it cannot be read: it must not be said again. */
const Posted = z.object({ data: z.object({ id: Id }).optional() }).catch({});
const Told = z.object({ data: z.object({ dm_event_id: Id }).optional() }).catch({});

/** Answers a post where everybody reads it, without any address. A long answer is a row of posts, each answering the one before. */
export async function sendPost(message: Outgoing, answered: string, reach: Reach): Promise<SendResult> {
  const method = 'public';
  const { text, left } = withoutAddresses(flatten(message.parts, false));
  if (text === '') return refused('nothing is left without its address', { method });
  const all = posts(text);
  if (all.length > MOST_POSTS) return refused(`longer than ${MOST_POSTS} posts`, { method, problem: 'too-long' });
  const sent: string[] = [];
  for (const piece of all) {
    const result = await post(reach, piece, sent.at(-1) ?? answered, message.again === true);
    if (result.outcome !== 'accepted') return broken(result, sent, all.length);
    sent.push(...result.providerIds);
    // Without the id of the one before there is nothing to answer.
    if (sent.length === 0 && all.length > 1)
      return refused('the first post was accepted without an id; the rest was not sent', { method });
  }
  const note = left === 0 ? '' : `; ${left} address(es) left out`;
  return accepted(`${all.length} posted${note}`, { method, cost: all.length * PRICE, providerIds: sent });
}

/** Tried again, what was said is found by its words, and only the rest is said. */
function broken(result: SendResult, sent: readonly string[], all: number): SendResult {
  const paid = { ...result, cost: sent.length * PRICE, ...(sent.length > 0 && { nothingSent: false }) };
  return result.outcome === 'unreachable' ? paid : stopped(paid, sent, all);
}

async function post(reach: Reach, text: string, inReplyTo: string, again: boolean): Promise<SendResult> {
  const method = 'public';
  const json = { text, reply: { in_reply_to_tweet_id: inReplyTo } };
  const asked = await askX(reach, { method: 'POST', path: 'tweets', json }, Posted);
  // X itself refuses the same words twice: then they are there.
  const twice = again && asked.kind === 'failed' && isDuplicate(asked.failure);
  if (twice || asked.kind === 'lost') {
    const there = await postedUnder(reach, text, inReplyTo);
    if (there) return accepted('it is there', { method, providerIds: [there] });
  }
  return settled(asked, method, asked.kind === 'done' ? asked.body.data?.id : undefined);
}

function settled(asked: Asked<unknown>, method: string, id: string | undefined): SendResult {
  switch (asked.kind) {
    case 'done':
      return accepted('', { method, providerIds: id === undefined ? [] : [id] });
    case 'failed':
      return failed(asked.failure, method);
    case 'unreached':
      return unreachable(asked.why, { method, nothingSent: true });
    case 'lost':
      return unreachable(`the answer was lost: ${asked.why}`, { method });
  }
}

/** Writes to a person. Addresses may stand here. */
export async function sendDirect(message: Outgoing, reach: Reach): Promise<SendResult> {
  const method = 'push';
  const all = pieces(flatten(message.parts, true), MOST_DIRECT, (text) => text.length);
  if (all.length === 0) return refused('there are no words to send', { method });
  const sent: string[] = [];
  for (const text of all) {
    const result = await tell(reach, text, message, method);
    if (result.outcome !== 'accepted') return broken(result, sent, all.length);
    sent.push(...result.providerIds);
  }
  return accepted(`${all.length} sent`, { method, cost: all.length * PRICE, providerIds: sent });
}

async function tell(
  reach: Reach,
  text: string,
  { to, again, queuedAt }: Outgoing,
  method: string,
): Promise<SendResult> {
  const look = (ms: number) => toldDirectly(reach, text, to.id, sinceQueued(reach.now(), ms, queuedAt));
  if (again) {
    const before = await look(DAY_MS);
    if (before) return accepted('it was there already', { method, providerIds: [before] });
  }
  const path = `dm_conversations/with/${encodeURIComponent(to.id)}/messages`;
  const asked = await askX(reach, { method: 'POST', path, json: { text } }, Told);
  if (asked.kind === 'lost') {
    const there = await look(5 * MINUTE_MS);
    if (there) return accepted('the answer was lost, the message is there', { method, providerIds: [there] });
  }
  return settled(asked, method, asked.kind === 'done' ? asked.body.data?.dm_event_id : undefined);
}
