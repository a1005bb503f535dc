import { createHmac } from 'node:crypto';
import { sameSecret } from '../../../platform/token.ts';
import type { Door, Knock, Settings } from '../adapter.ts';
import { setting } from '../provider/setting.ts';
import { splitX } from './split.ts';

const hmac = (secret: string, what: string | Buffer): string =>
  `sha256=${createHmac('sha256', secret).update(what).digest('base64')}`;

const SIGNED_BY = 'x-twitter-webhooks-signature';
/** What X sends is letters, digits and what base64 and UUIDs add to them. */
const CRC_TOKEN = /^[\w+/=.-]{1,200}$/;

/**
 * The challenge-response check: at registration, every hour, and when somebody asks for it; unanswered, X stops sending. Its answer is made
 * with the key that events are signed with, and anybody may ask: whatever could be the body of an event (no JSON object is without a
 * brace) is not answered, or its answer would be that event's signature.
 */
function challenge({ query }: Knock, settings: Settings): { type: string; body: string } | null {
  const secret = setting(settings, 'consumerSecret');
  const token = query['crc_token'] ?? '';
  if (secret === '' || !CRC_TOKEN.test(token)) return null;
  return { type: 'application/json; charset=utf-8', body: JSON.stringify({ response_token: hmac(secret, token) }) };
}

/**
 * `x-twitter-webhooks-signature: sha256=<base64>` over the bytes as they came (docs.x.com/x-api/webhooks/quickstart). A body that the
 * challenge would sign for anybody proves nothing.
 */
function prove({ headers, body }: Knock, settings: Settings): boolean {
  const secret = setting(settings, 'consumerSecret');
  const given = headers[SIGNED_BY]?.trim() ?? '';
  if (secret === '' || given === '' || CRC_TOKEN.test(body.toString('latin1'))) return false;
  return sameSecret(given, hmac(secret, body));
}

export const xDoor: Door = { challenge, signedBy: SIGNED_BY, prove, split: splitX };
