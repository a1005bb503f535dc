import type { Fetched, Reach } from '../adapter.ts';

/** Most bytes of one picture, video or document that are taken in. */
export const MOST_BYTES = 50 * 1024 * 1024;

/** Fetches bytes. What is not there any more, may not be had or is too large is gone; what fails otherwise is asked for again. */
export async function fetchBytes(
  reach: Pick<Reach, 'fetch'>,
  url: string,
  headers: Readonly<Record<string, string>>,
  name: string | null,
): Promise<Fetched> {
  try {
    const response = await reach.fetch(url, { headers });
    const { status } = response;
    if (status === 429 || status >= 500) {
      await response.body?.cancel();
      return { state: 'not-yet' };
    }
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      return { state: 'gone', why: `the provider answered ${status}` };
    }
    const pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of response.body) {
      size += piece.byteLength;
      if (size > MOST_BYTES) return { state: 'gone', why: 'larger than is taken in' };
      pieces.push(piece);
    }
    const mediaType = response.headers.get('content-type')?.split(';')[0]?.trim() ?? 'application/octet-stream';
    return { state: 'ready', bytes: Buffer.concat(pieces), mediaType, name };
  } catch {
    return { state: 'not-yet' };
  }
}
