import { t } from './words.ts';

const KNOWN = [
  'channelSecret',
  'channelAccessToken',
  'loginChannelId',
  'liffId',
  'appSecret',
  'verifyToken',
  'pageToken',
  'accountId',
  'humanAgent',
  'consumerSecret',
  'bearerToken',
  'consumerKey',
  'accessToken',
  'accessTokenSecret',
  'mentionsPolling',
  'webhookKey',
  'user',
  'password',
  'orgId',
  'imapUrl',
] as const;

/** What a field of a connection is called; one that has no word yet is shown by its own name. */
export function fieldLabel(name: string): string {
  const known = KNOWN.find((each) => each === name);
  return known === undefined ? name : t(known);
}

const BECAME = {
  'opened-case': 'openedCase',
  'added-to-case': 'addedToCase',
  dialogue: 'dialogue',
  gesture: 'gesture',
  edited: 'edited',
  withdrawn: 'withdrawn',
  reaction: 'reaction',
  'thread-changed': 'threadChanged',
  'delivery-noted': 'deliveryNoted',
  'ticket-queued': 'ticketQueued',
  again: 'again',
  nothing: 'nothing',
} as const;

/** What became of an arrival, in words. */
export function becameWord(became: string): string {
  const known = Object.entries(BECAME).find(([name]) => name === became)?.[1];
  return known === undefined ? became : t(known);
}
