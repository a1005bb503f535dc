import type { App, Request } from '../../../platform/http.ts';
import { Refusal } from '../../../platform/refusal.ts';

/** Longest single event; and longest body whose proof is not made over its bytes, or that bears none. */
export const MOST_BYTES = 2_000_000;
/**
 * Longest body that bears a signature. Providers may lawfully send a thousand events at once (Meta's most), each with the longest text
 * there is (a comment of 8,000 letters), each letter escaped as \uXXXX: 1,000 × (8,000 × 6 + 2,000 around it) bytes.
 */
const MOST_SIGNED_BYTES = 50_000_000;
/** As long as providers wait for an answer; whoever sends slower lets the next one through. */
const PATIENCE_MS = 20_000;

/** Whether a request bears a proof over its bytes. Whether it is a right one is known only once they are all there. */
type IsSigned = (request: Request) => boolean;

/**
 * Bodies of these routes are bytes, whatever they are said to be: what is signed is the bytes. What is longer than `MOST_BYTES` is read
 * one at a time, until it is answered: a process holds one of them, whoever sends how many.
 */
export function takeAnyBytes(app: App, isSigned: IsSigned): void {
  const turn = oneAtATime();
  const held = new WeakMap<Request, () => void>();
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/octet-stream', async (request: Request, payload: AsyncIterable<Buffer>) => {
    const most = isSigned(request) ? MOST_SIGNED_BYTES : MOST_BYTES;
    if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge();
    const parts: Buffer[] = [];
    let size = 0;
    for await (const part of payload) {
      size += part.length;
      if (size > most) throw tooLarge();
      if (size > MOST_BYTES && !held.has(request)) held.set(request, await turn());
      parts.push(part);
    }
    return Buffer.concat(parts, size);
  });
  app.addHook('onRequest', (request, _reply, done) => {
    request.raw.headers['content-type'] = 'application/octet-stream';
    done();
  });
  // Also when whoever sent it went away.
  app.addHook('onResponse', (request, _reply, done) => {
    held.get(request)?.();
    done();
  });
}

const tooLarge = () => new Refusal('request-too-large');

/** Waits until nobody before has it any more; gives how to leave it. It is left by itself after a while. */
function oneAtATime(): () => Promise<() => void> {
  let last = Promise.resolve();
  return async () => {
    const before = last;
    const mine = Promise.withResolvers<void>();
    last = mine.promise;
    await before;
    const patience = setTimeout(() => mine.resolve(), PATIENCE_MS);
    patience.unref();
    return () => {
      clearTimeout(patience);
      mine.resolve();
    };
  };
}
