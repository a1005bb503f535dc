import { z } from 'zod';
import type { Adapter, Fetched, Reach } from '../adapter.ts';
import type { MediaRef } from '../arrival.ts';
import { fetchBytes } from '../provider/fetch-bytes.ts';
import { askX, authorization, me } from './api.ts';
import { xDoor } from './door.ts';
import { testFailed } from './failures.ts';
import { pollMentions } from './poll.ts';
import { readX } from './read.ts';
import { nameOf } from './read-message.ts';
import { sendDirect } from './send-direct.ts';
import { IN_PUBLIC, sendPost } from './send-post.ts';

const User = z.object({ data: z.object({ name: z.string().optional(), username: z.string().optional() }) });

/** X: posts that name the account or answer it, and direct messages. */
export const twitter: Adapter = {
  kind: 'twitter',
  fields: [
    { name: 'consumerSecret', secret: true, required: true, environment: 'X_CONSUMER_SECRET' },
    { name: 'bearerToken', secret: true, required: false, environment: 'X_BEARER_TOKEN' },
    { name: 'consumerKey', secret: true, required: false, environment: null },
    { name: 'accessToken', secret: true, required: false, environment: null },
    { name: 'accessTokenSecret', secret: true, required: false, environment: null },
    { name: 'mentionsPolling', secret: false, required: false, environment: null, isSwitch: true },
  ],
  abilities: {
    longestText: IN_PUBLIC.most,
    // They are made one post or message: each costs.
    mostAtOnce: 5,
    windowHours: null,
    humanWindowHours: null,
    sends: ['text', 'image'],
    inPublic: IN_PUBLIC,
  },
  door: xDoor,
  read: (event) => readX(event),
  send(message, reach) {
    const { answers, to } = message;
    if (answers?.public) return sendPost(message, answers.externalId, reach);
    return to.kind === 'post' ? sendPost(message, to.id, reach) : sendDirect(message, reach);
  },
  async test(reach) {
    const own = await me(reach, true);
    if (own.kind === 'failed') return testFailed(own.failure);
    if (own.kind !== 'done') return { ok: false, detail: own.why, problem: 'unreachable' };
    return { ok: true, detail: `@${own.body.username} (${own.body.id})`, problem: null };
  },
  fetchMedia,
  async profile(personId, reach) {
    const asked = await askX(reach, { path: `users/${encodeURIComponent(personId)}` }, User);
    const name = asked.kind === 'done' ? nameOf(asked.body.data) : null;
    return name === null ? null : { name, language: null };
  },
  poll: pollMentions,
};

const OPEN = /^(?:pbs|video)\.twimg\.com$/;
const PRIVATE = /^ton\.(?:twitter|x)\.com$/;

/** Pictures of posts lie open; those of direct messages are given to whoever signs. Nowhere else is asked. */
async function fetchMedia(ref: MediaRef, reach: Reach): Promise<Fetched> {
  const url = URL.canParse(ref.ref) ? new URL(ref.ref) : null;
  const own = url !== null && URL.canParse(reach.bases.x) && url.origin === new URL(reach.bases.x).origin;
  const secure = url?.protocol === 'https:' && url.port === '';
  if (!url || !(own || (secure && (OPEN.test(url.hostname) || PRIVATE.test(url.hostname))))) {
    return { state: 'gone', why: 'not an address of the provider' };
  }
  const headers: Record<string, string> =
    own || PRIVATE.test(url.hostname) ? { authorization: authorization(reach, 'GET', ref.ref) } : {};
  return fetchBytes(reach, ref.ref, headers, ref.name);
}
