import { createHmac } from 'node:crypto';
import { sameSecret } from '../../../platform/token.ts';
import type { Door, Knock, SettingField, Settings } from '../adapter.ts';
import { setting } from '../provider/setting.ts';
import { splitMeta } from './split.ts';
import { HUMAN_AGENT } from './window.ts';

const SIGNED_BY = 'x-hub-signature-256';

/** What connects a Page, and the Instagram account that belongs to it: one app of Meta, one token of the Page. */
export const META_FIELDS: readonly SettingField[] = [
  { name: 'appSecret', secret: true, required: true, environment: 'META_APP_SECRET' },
  { name: 'verifyToken', secret: true, required: true, environment: 'META_VERIFY_TOKEN' },
  { name: 'pageToken', secret: true, required: true, environment: 'META_PAGE_TOKEN' },
  { name: 'accountId', secret: false, required: false, environment: null },
  { name: HUMAN_AGENT, secret: false, required: false, environment: null, isSwitch: true },
];

/**
 * Answers Meta's verification of an address (developers.facebook.com/docs/graph-api/webhooks/getting-started): the challenge as plain
 * text, when the token is the one that is set. No token set lets nobody in.
 */
function challenge({ query }: Knock, settings: Settings): { type: string; body: string } | null {
  const wanted = setting(settings, 'verifyToken');
  const given = query['hub.verify_token'] ?? '';
  const body = query['hub.challenge'] ?? '';
  if (wanted === '' || query['hub.mode'] !== 'subscribe' || body === '' || !sameSecret(given, wanted)) return null;
  return { type: 'text/plain; charset=utf-8', body };
}

/**
 * `X-Hub-Signature-256: sha256=<hex>` over the bytes as they came: Meta escapes Thai letters (\\u0e01) and signs that, so a body that was
 * parsed and written again has another signature.
 */
function prove({ headers, body }: Knock, settings: Settings): boolean {
  const secret = setting(settings, 'appSecret');
  const [, given = ''] = /^sha256=([0-9a-f]{64})$/i.exec(headers[SIGNED_BY]?.trim() ?? '') ?? [];
  if (secret === '' || given === '') return false;
  return sameSecret(given.toLowerCase(), createHmac('sha256', secret).update(body).digest('hex'));
}

export const metaDoor: Door = { challenge, signedBy: SIGNED_BY, prove, split: splitMeta };
