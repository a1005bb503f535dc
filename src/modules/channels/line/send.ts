import { v5 } from 'uuid';
import { z } from 'zod';
import type { Reach } from '../adapter.ts';
import type { Outgoing, SendResult } from '../outgoing.ts';
import { accepted, refused, stopped, uncertain, unreachable } from '../provider/results.ts';
import { type Asked, answerOf, type LineFailure, line } from './api.ts';
import { AT_ONCE_MOST, compose, type LineOut } from './messages.ts';

/** A yes is a yes, also when the rest of it cannot be read: it must not be said again. */
const Sent = z.object({ sentMessages: z.array(z.object({ id: z.string() })).default([]) }).catch({ sentMessages: [] });
type SentAnswer = Asked<z.output<typeof Sent>>;
const Count = z.object({ count: z.int().min(0) });

const RATE_WAIT_SECONDS = 60;
const KEY_WAIT_SECONDS = 3_600;

/**
 * Sends a message: by the free reply token while it lives, else as a push, which LINE counts. A push carries our id as its retry key, so
 * that it arrives once however often it is tried (docs/messaging-api/retrying-api-request). A reply has no such key, but its token works
 * once: after a lost answer the same token is tried again. When it is dead by then, nobody knows whether we used it or time did
 * (LINE says the same of both), and the message is uncertain.
 */
export async function sendLine(message: Outgoing, reach: Reach): Promise<SendResult> {
  const messages = compose(message.parts);
  if (messages.length === 0) return refused('there is nothing to say');
  // More than one request goes by push alone: it may be repeated as a whole, a reply and a push together may not.
  if (message.replyToken !== null && messages.length <= AT_ONCE_MOST) {
    const replied = await reply(message, messages, message.replyToken, reach);
    if (replied) return replied;
  }
  const bundles = Array.from({ length: Math.ceil(messages.length / AT_ONCE_MOST) }, (_, i) =>
    messages.slice(i * AT_ONCE_MOST, (i + 1) * AT_ONCE_MOST),
  );
  const people = await counted(message, reach);
  const ids: string[] = [];
  let answer = '';
  for (const [i, bundle] of bundles.entries()) {
    const pushed = await push(message, bundle, i, reach);
    if (pushed.outcome === 'unreachable') return i === 0 ? pushed : { ...pushed, nothingSent: false };
    if (pushed.outcome === 'refused') return { ...stopped(pushed, ids, bundles.length), cost: i * people };
    ids.push(...pushed.providerIds);
    answer = pushed.answer;
  }
  return accepted(answer, { method: 'push', cost: bundles.length * people, providerIds: ids });
}

/** Null: the token is used up or too old, and a push is due. */
async function reply(
  message: Outgoing,
  messages: readonly LineOut[],
  replyToken: string,
  reach: Reach,
): Promise<SendResult | null> {
  const method = 'reply';
  let unsureBefore = false;
  let asked: SentAnswer;
  for (let attempt = 0; ; attempt += 1) {
    asked = await line(reach, { method: 'POST', path: '/v2/bot/message/reply', json: { replyToken, messages } }, Sent);
    const unsure = asked.kind === 'lost' || (asked.kind === 'failed' && asked.failure.status >= 500);
    if (!unsure || attempt > 0) break;
    unsureBefore = true;
  }
  if (asked.kind === 'done') return accepted(requestId(asked.headers), { method, providerIds: idsOf(asked.body) });
  if (asked.kind !== 'failed')
    return unreachable(asked.why, { method, nothingSent: asked.kind === 'unreached' && !unsureBefore });
  if (asked.failure.status === 400 && /invalid reply token/i.test(asked.failure.message)) {
    return message.again === true || unsureBefore ? uncertain(answerOf(asked.failure), { method }) : null;
  }
  const result = failed(asked.failure, method);
  return unsureBefore ? { ...result, nothingSent: false } : result;
}

async function push(message: Outgoing, messages: readonly LineOut[], nth: number, reach: Reach): Promise<SendResult> {
  const method = 'push';
  const asked = await line(
    reach,
    {
      method: 'POST',
      path: '/v2/bot/message/push',
      headers: { 'x-line-retry-key': nth === 0 ? message.id : v5(`push ${nth}`, message.id) },
      json: { to: message.to.id, messages },
    },
    Sent,
  );
  if (asked.kind === 'done') return accepted(requestId(asked.headers), { method, providerIds: idsOf(asked.body) });
  if (asked.kind !== 'failed') return unreachable(asked.why, { method, nothingSent: asked.kind === 'unreached' });
  const { failure } = asked;
  if (failure.status === 409) {
    // Our retry key was accepted before: it is there, and this names the request that brought it.
    const before = failure.headers.get('x-line-accepted-request-id') ?? '';
    return accepted(`accepted before: ${before}`, { method, providerIds: failure.sentIds });
  }
  return failed(failure, method);
}

/** What a failure means for the message (developers.line.biz/en/reference/messaging-api/#error-responses). */
function failed(failure: LineFailure, method: string): SendResult {
  const { status, message, details, retryAfterSeconds } = failure;
  const answer = answerOf(failure);
  if (status === 429) {
    return /monthly limit|additional messages/i.test(message)
      ? refused(answer, { method, problem: 'quota' })
      : unreachable(answer, { method, retryAfterSeconds: retryAfterSeconds ?? RATE_WAIT_SECONDS, nothingSent: true });
  }
  // They wait for the administrator: a new token, or one that is seen to work, lets them go at once (`held-for-key.ts`).
  if (status === 401 || status === 403) {
    return unreachable(answer, {
      method,
      problem: 'wrong-key',
      retryAfterSeconds: KEY_WAIT_SECONDS,
      nothingSent: true,
    });
  }
  if (status >= 500 || status === 408) return unreachable(answer, { method, retryAfterSeconds });
  if (status === 404 || /property, '?to'?|failed to send/i.test(message))
    return refused(answer, { method, problem: 'gone' });
  if (status === 413 || details.some((each) => /length|too long/i.test(each.message))) {
    return refused(answer, { method, problem: 'too-long' });
  }
  return refused(answer, { method });
}

/** How many LINE counts for one request: everybody who gets it (docs/messaging-api/pricing). */
async function counted({ to }: Outgoing, reach: Reach): Promise<number> {
  if (to.kind !== 'group' && to.kind !== 'room') return 1;
  const path = `/v2/bot/${to.kind}/${encodeURIComponent(to.id)}/members/count`;
  const asked = await line(reach, { path }, Count);
  return asked.kind === 'done' ? asked.body.count : 1;
}

const idsOf = ({ sentMessages }: z.output<typeof Sent>): string[] => sentMessages.map(({ id }) => id);
const requestId = (headers: Headers): string => headers.get('x-line-request-id') ?? '';
