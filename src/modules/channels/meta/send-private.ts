import { z } from 'zod';
import type { Reach } from '../adapter.ts';
import type { Outgoing, SendResult } from '../outgoing.ts';
import { flatten } from '../provider/flatten.ts';
import { afterLoss, beforeSaying } from '../provider/looked.ts';
import { accepted, refused, sinceQueued, stopped, unreachable } from '../provider/results.ts';
import { type Composed, compose, type Limits } from './compose.ts';
import { failed, isReplied } from './failures.ts';
import { graph } from './graph.ts';
import { sentTo } from './was-sent.ts';
import { HUMAN_HOURS, wayOf } from './window.ts';

/** A yes is a yes, also when the rest of it cannot be read: it must not be said again. */
const Sent = z.object({ message_id: z.string().optional() }).catch({});
export type Platform = { readonly name: 'messenger' | 'instagram'; readonly limits: Limits };
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Sends to a person's own thread, within the window that Meta keeps open. */
export async function sendPrivate(message: Outgoing, reach: Reach, platform: Platform): Promise<SendResult> {
  const way = wayOf(message, reach.settings);
  const method = way === 'human-agent' ? 'tag' : 'push';
  if (way === 'closed') {
    const hours = message.hoursSinceHeard === null ? 'never' : `${Math.floor(message.hoursSinceHeard)} h ago`;
    return refused(`not sent: the person last wrote ${hours}`, { method, problem: 'window-closed' });
  }
  const how =
    way === 'human-agent' ? { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' } : { messaging_type: 'RESPONSE' };
  const messages = compose(message.parts, platform.limits);
  const sent: string[] = [];
  let { again = false } = message;
  for (const composed of messages) {
    const before = again ? beforeSaying(await look(message, composed, DAY_MS, reach, platform), method) : null;
    // They are said one after the other: after one that is not there none was tried.
    if (!before) again = false;
    const result = before ?? (await sendOne(message, composed, how, reach, platform, method));
    if (result.outcome !== 'accepted') {
      // Tried again, what was said is found by its words, and only the rest is said.
      const findable = messages.slice(0, sent.length).every(({ words }) => words !== '');
      if (result.outcome !== 'unreachable' || !findable) return stopped(result, sent, messages.length);
      return sent.length === 0 ? result : { ...result, nothingSent: false };
    }
    sent.push(...result.providerIds);
  }
  return accepted(`${messages.length} sent`, { method, providerIds: sent });
}

const look = ({ to, queuedAt }: Outgoing, { words }: Composed, ms: number, reach: Reach, platform: Platform) =>
  sentTo(reach, platform.name, to.id, { words, since: sinceQueued(reach.now(), ms, queuedAt) });

async function sendOne(
  outgoing: Outgoing,
  composed: Composed,
  how: Readonly<Record<string, string>>,
  reach: Reach,
  platform: Platform,
  method: string,
): Promise<SendResult> {
  const { message } = composed;
  const json = {
    recipient: { id: outgoing.to.id },
    ...how,
    message: platform.name === 'messenger' ? { ...message, metadata: outgoing.id } : message,
  };
  const asked = await graph(reach, { method: 'POST', path: 'me/messages', json }, Sent);
  if (asked.kind === 'done') return accepted('', { method, providerIds: idsOf(asked.body) });
  if (asked.kind === 'failed') return failed(asked.failure, method);
  if (asked.kind === 'unreached') return unreachable(asked.why, { method, nothingSent: true });
  return afterLoss(await look(outgoing, composed, 5 * MINUTE_MS, reach, platform), asked.why, method);
}

/**
 * Answers a comment in private: exactly one message for each comment, within seven days of it (docs/messenger-platform/discovery/
 * private-replies). Meta itself refuses a second one, so after a lost answer it is simply tried again.
 */
export async function sendPrivateReply(
  message: Outgoing,
  commentId: string,
  reach: Reach,
  platform: Platform,
): Promise<SendResult> {
  const method = 'private-reply';
  const { hoursSinceHeard } = message;
  if (hoursSinceHeard !== null && hoursSinceHeard > HUMAN_HOURS) {
    return refused('not sent: a comment can be answered in private for seven days', {
      method,
      problem: 'window-closed',
    });
  }
  const text = flatten(message.parts, true);
  if (platform.limits.measure(text) > platform.limits.text)
    return refused('one message is all', { method, problem: 'too-long' });
  const json = { recipient: { comment_id: commentId }, message: { text } };
  let lost = message.again === true;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const asked = await graph(reach, { method: 'POST', path: 'me/messages', json }, Sent);
    if (asked.kind === 'done') return accepted('', { method, providerIds: idsOf(asked.body) });
    if (asked.kind === 'failed') {
      if (lost && isReplied(asked.failure)) return accepted('it was there already', { method });
      return { ...failed(asked.failure, method), ...(attempt > 0 && { nothingSent: false }) };
    }
    if (asked.kind === 'unreached') return unreachable(asked.why, { method, nothingSent: attempt === 0 });
    lost = true;
  }
  return unreachable('the answer was lost twice', { method });
}

const idsOf = ({ message_id }: z.output<typeof Sent>): string[] => (message_id === undefined ? [] : [message_id]);
