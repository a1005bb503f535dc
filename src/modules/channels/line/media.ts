import { z } from 'zod';
import type { Outbound } from '../../../platform/outbound/outbound.ts';
import type { Fetched, Reach } from '../adapter.ts';
import type { MediaRef } from '../arrival.ts';
import { fetchBytes, MOST_BYTES } from '../provider/fetch-bytes.ts';
import { contentUrl, lineData, lineHeaders } from './api.ts';

const Transcoding = z.object({ status: z.enum(['processing', 'succeeded', 'failed']) });
const EXTERNAL_MS = 30_000;

/**
 * Fetches what a person sent, from LINE by its message's id. Videos and sounds are made ready first, and asked for until they are. What was
 * sent through LIFF lies at an address that its sender chose: that is fetched by the way out for such addresses, never from inside.
 */
export function fetchLineMedia(outbound: Outbound): (ref: MediaRef, reach: Reach) => Promise<Fetched> {
  return async (ref, reach) => {
    if (/^https?:/i.test(ref.ref)) return fromElsewhere(outbound, ref);
    if (ref.kind === 'video' || ref.kind === 'audio') {
      const waits = await notReady(ref.ref, reach);
      if (waits) return waits;
    }
    return fetchBytes(patient(reach), contentUrl(reach, ref.ref), lineHeaders(reach), ref.name);
  };
}

async function notReady(messageId: string, reach: Reach): Promise<Fetched | null> {
  const asked = await lineData(reach, contentUrl(reach, messageId, '/transcoding'), Transcoding);
  if (asked.kind === 'done') {
    if (asked.body.status === 'processing') return { state: 'not-yet' };
    return asked.body.status === 'failed' ? { state: 'gone', why: 'LINE could not prepare it' } : null;
  }
  const status = asked.kind === 'failed' ? asked.failure.status : null;
  return status === 404 || status === 410
    ? { state: 'gone', why: `the provider answered ${status}` }
    : { state: 'not-yet' };
}

/** 202 says "not prepared yet", and a wrong token says nothing of the picture: both mean later, not never. */
function patient(reach: Reach): Pick<Reach, 'fetch'> {
  return {
    fetch: async (input, init) => {
      const response = await reach.fetch(input, init);
      if (![202, 401, 403].includes(response.status)) return response;
      await response.body?.cancel();
      return new Response(null, { status: 503 });
    },
  };
}

async function fromElsewhere(outbound: Outbound, { ref, name }: MediaRef): Promise<Fetched> {
  const answer = await outbound.send({ url: ref, timeoutMs: EXTERNAL_MS, mostBytes: MOST_BYTES });
  if (!answer.ok) {
    const passing = answer.fault === 'unreachable' || answer.fault === 'timeout' || answer.fault === 'not-resolved';
    return passing ? { state: 'not-yet' } : { state: 'gone', why: answer.fault };
  }
  if (answer.truncated) return { state: 'gone', why: 'larger than is taken in' };
  if (answer.status >= 500 || answer.status === 429) return { state: 'not-yet' };
  if (answer.status !== 200) return { state: 'gone', why: `its server answered ${answer.status}` };
  const mediaType = answer.headers['content-type']?.split(';')[0]?.trim() ?? 'application/octet-stream';
  return { state: 'ready', bytes: answer.body, mediaType, name };
}
