import { createHmac } from 'node:crypto';
import type { App } from '../src/platform/http.ts';

export type Machine = 'line' | 'facebook' | 'instagram' | 'twitter' | 'traffy';

/** What connects every channel that has a door, as the operator's environment does. */
export const CONNECTED = {
  LINE_CHANNEL_SECRET: 'line secret of the tests',
  LINE_CHANNEL_ACCESS_TOKEN: 'line token of the tests',
  META_APP_SECRET: 'meta secret of the tests',
  META_VERIFY_TOKEN: 'meta verify token of the tests',
  META_PAGE_TOKEN: 'meta page token of the tests',
  X_CONSUMER_SECRET: 'x secret of the tests',
  X_BEARER_TOKEN: 'x bearer of the tests',
  TRAFFY_WEBHOOK_KEY: 'traffy-key-of-the-tests',
  LINE_API_BASE: 'http://127.0.0.1:9',
  LINE_DATA_API_BASE: 'http://127.0.0.1:9',
  META_API_BASE: 'http://127.0.0.1:9',
  X_API_BASE: 'http://127.0.0.1:9',
  TRAFFY_API_BASE: 'http://127.0.0.1:9',
};

const hmac = (secret: string, body: Buffer) => createHmac('sha256', secret).update(body);

/** How each provider proves a body: headers, and for Traffy the end of the path. */
export function proof(channel: Machine, body: Buffer): { headers: Record<string, string>; rest: string } {
  const { LINE_CHANNEL_SECRET, META_APP_SECRET, X_CONSUMER_SECRET, TRAFFY_WEBHOOK_KEY } = CONNECTED;
  switch (channel) {
    case 'line':
      return { headers: { 'x-line-signature': hmac(LINE_CHANNEL_SECRET, body).digest('base64') }, rest: '' };
    case 'facebook':
    case 'instagram':
      return { headers: { 'x-hub-signature-256': `sha256=${hmac(META_APP_SECRET, body).digest('hex')}` }, rest: '' };
    case 'twitter':
      return {
        headers: { 'x-twitter-webhooks-signature': `sha256=${hmac(X_CONSUMER_SECRET, body).digest('base64')}` },
        rest: '',
      };
    case 'traffy':
      return { headers: {}, rest: `/${TRAFFY_WEBHOOK_KEY}` };
  }
}

/** Delivers bytes as a provider does; returns the status and body of the answer. */
export async function deliver(
  app: App,
  channel: Machine,
  body: Buffer | string,
  { headers = {}, slug = 'main', method = 'POST' as 'POST' | 'PATCH' } = {},
): Promise<{ status: number; body: string }> {
  const bytes = Buffer.from(body);
  const proven = proof(channel, bytes);
  const answer = await app.inject({
    method,
    url: `/webhooks/${channel}/${slug}${proven.rest}`,
    headers: { 'content-type': 'application/json', ...proven.headers, ...headers },
    payload: bytes,
  });
  return { status: answer.statusCode, body: answer.body };
}

let made = 0;
/** A LINE text message as its documents show it; what is given is put over it. */
export function lineText(text: string, over: Record<string, unknown> = {}): Record<string, unknown> {
  made += 1;
  return {
    type: 'message',
    message: { type: 'text', id: String(468_789_577_898_262_000 + made * 1000), quoteToken: 'q', text },
    webhookEventId: `01H${String(made).padStart(23, '0')}`,
    deliveryContext: { isRedelivery: false },
    timestamp: 1_777_863_600_000 + made,
    source: { type: 'user', userId: `U${String(made % 7).padStart(32, '0')}` },
    replyToken: `reply-${made}`,
    mode: 'active',
    ...over,
  };
}

export const lineBody = (...events: object[]): string =>
  JSON.stringify({ destination: 'U00000000000000000000000000000000', events });
