import { createHmac } from 'node:crypto';
import { sameSecret } from '../../../platform/token.ts';
import type { Door, Knock, Settings } from '../adapter.ts';
import { setting } from '../provider/setting.ts';
import { splitX } from './split.ts';

const hmac = (secret: string, what: string | Buffer): string =>
  `sha256=${createHmac('sha256', secret).update(what).digest('base64')}`;

/** The challenge-response check: at registration, every hour, and when somebody asks for it; unanswered, X stops sending. */
function challenge({ query }: Knock, settings: Settings): { type: string; body: string } | null {
  const secret = setting(settings, 'consumerSecret');
  const token = query['crc_token'] ?? '';
  if (secret === '' || token === '') return null;
  return { type: 'application/json; charset=utf-8', body: JSON.stringify({ response_token: hmac(secret, token) }) };
}

/** `x-twitter-webhooks-signature: sha256=<base64>` over the bytes as they came (docs.x.com/x-api/webhooks/quickstart). */
function prove({ headers, body }: Knock, settings: Settings): boolean {
  const secret = setting(settings, 'consumerSecret');
  const given = headers['x-twitter-webhooks-signature']?.trim() ?? '';
  return secret !== '' && given !== '' && sameSecret(given, hmac(secret, body));
}

export const xDoor: Door = { challenge, prove, split: splitX };
