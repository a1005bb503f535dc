import { randomUUID } from 'node:crypto';
import type { FakeLine } from './line-server.ts';

const letters = '0123456789abcdefghjkmnpqrstvwxyz';
const ulid = () =>
  Array.from({ length: 26 }, () => letters[Math.floor(Math.random() * 32)])
    .join('')
    .toUpperCase();
const messageId = () => String(500_000_000_000_000_000n + BigInt(`0x${randomUUID().slice(0, 8)}`));

type Send = (url: string, headers: Record<string, string>, body: string) => Promise<number>;

/** Somebody with LINE on their phone: what they do reaches the desk as LINE's own signed deliveries. */
export function lineCitizen(
  line: FakeLine,
  send: Send,
  now: () => Date,
  userId = `U${randomUUID().replaceAll('-', '')}`,
) {
  const url = '/webhooks/line/main';
  const event = (given: Record<string, unknown>) => ({
    mode: 'active',
    timestamp: now().getTime(),
    source: { type: 'user', userId },
    webhookEventId: ulid(),
    deliveryContext: { isRedelivery: false },
    replyToken: line.replyToken(userId),
    ...given,
  });
  const deliver = async (...events: object[]): Promise<number> => {
    const body = JSON.stringify({ destination: `U${'0'.repeat(32)}`, events });
    return send(url, line.signedHeaders(body), body);
  };
  const message = (given: Record<string, unknown>) => ({
    ...event({ type: 'message' }),
    message: { id: messageId(), ...given },
  });
  return {
    userId,
    event,
    message,
    deliver,
    text: (text: string) => message({ type: 'text', text, quoteToken: 'q' }),
    press: (data: string) => event({ type: 'postback', postback: { data } }),
    picture(bytes: Buffer, type = 'image/jpeg') {
      const sent = message({ type: 'image', contentProvider: { type: 'line' }, quoteToken: 'q' });
      const id = messageId();
      line.contents.set(id, { bytes, type });
      return { ...sent, message: { id, type: 'image', contentProvider: { type: 'line' }, quoteToken: 'q' } };
    },
    location: (latitude: number, longitude: number, title: string) =>
      message({ type: 'location', title, address: '', latitude, longitude }),
    /** What this person's LINE shows from us, as text: titles, rows, alternative texts. */
    sees: () => line.shown.filter(({ to }) => to === userId),
    /** The data behind a button that this person was last shown, by its label. */
    button(label: string): string {
      const [, data] =
        new RegExp(`"label":"${label}","data":"([^"]*)"`).exec(
          JSON.stringify(line.shown.filter(({ to }) => to === userId).at(-1)),
        ) ?? [];
      if (data === undefined) throw new Error(`no button “${label}” was shown`);
      return data;
    },
  };
}
