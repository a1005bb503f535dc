import { createHmac } from 'node:crypto';
import { sameSecret } from '../../../platform/token.ts';
import type { Door } from '../adapter.ts';
import type { RawEvent } from '../arrival.ts';
import { digestOf } from '../provider/digest.ts';
import { setting } from '../provider/setting.ts';
import { Delivery, LineEvent } from './events.ts';

const SIGNED_BY = 'x-line-signature';
/** Base64 of 32 bytes: anything else is no signature of LINE's. */
const SIGNATURE = /^[A-Za-z0-9+/]{43}=$/;

/** The way in from LINE: `x-line-signature` is the HMAC-SHA256 of the bytes as they came, by the channel's secret (webhook.yml). */
export const lineDoor: Door = {
  signedBy: SIGNED_BY,
  prove({ headers, body }, settings) {
    const secret = setting(settings, 'channelSecret');
    const given = headers[SIGNED_BY]?.trim() ?? '';
    if (secret === '' || !SIGNATURE.test(given)) return false;
    return sameSecret(given, createHmac('sha256', secret).update(body).digest('base64'));
  },
  split,
};

/**
 * The events of a delivery, each with LINE's own id of it, or else with the digest of what it says: the same event delivered again has
 * the same. `webhookEventId` is unique by the documents; where two events of one delivery share one and say different things, the
 * digest tells them apart.
 */
function split(body: unknown): RawEvent[] {
  const delivery = Delivery.safeParse(body);
  if (!delivery.success) return isNothing(body) ? [] : [unknown(body)];
  const events = delivery.data.events.map((event) => ({ event, ...rawEvent(event) }));
  const [once, twice] = [new Set<string>(), new Set<string>()];
  for (const { id } of events) if (id !== null) (once.has(id) ? twice : once).add(id);
  return events.map(({ event, id, ...raw }) => ({
    ...raw,
    externalId:
      id === null
        ? `digest:${digestOfEvent(event)}`
        : twice.has(id)
          ? `${id}#${digestOfEvent(event).slice(0, 16)}`
          : id,
  }));
}

function rawEvent(event: unknown): Omit<RawEvent, 'externalId'> & { id: string | null } {
  const read = LineEvent.safeParse(event);
  const raw = JSON.stringify(event);
  if (!read.success) return { id: null, kind: 'unknown', at: null, raw };
  const { type, message, timestamp, webhookEventId } = read.data;
  return {
    id: webhookEventId ?? null,
    kind: type === 'message' && message ? `message.${message.type}` : type,
    at: timeOf(timestamp),
    raw,
  };
}

const unknown = (body: unknown): RawEvent => ({
  externalId: `digest:${digestOfEvent(body)}`,
  kind: 'unknown',
  at: null,
  raw: JSON.stringify(body),
});

/** LINE's moment, in milliseconds; null where it is none. */
export function timeOf(timestamp: number | undefined): Date | null {
  const at = timestamp === undefined ? null : new Date(timestamp);
  return at && !Number.isNaN(at.getTime()) ? at : null;
}

const isNothing = (body: unknown): boolean =>
  body === null || (typeof body === 'object' && !Array.isArray(body) && Object.keys(body).length === 0);

/** What differs between two deliveries of one event is left out: whether it is a redelivery, and the token to answer with. */
const PASSING = new Set(['deliveryContext', 'replyToken']);

function digestOfEvent(event: unknown): string {
  const lasting =
    typeof event === 'object' && event !== null && !Array.isArray(event)
      ? Object.fromEntries(Object.entries(event).filter(([name]) => !PASSING.has(name)))
      : event;
  return digestOf(lasting);
}
