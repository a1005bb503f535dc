import { fileTypeFromBuffer } from 'file-type';
import { z } from 'zod';
import { Refusal } from '../refusal.ts';
import { SideProcessEnded, sideProcess } from '../side-process.ts';

const IMAGE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type ImageType = (typeof IMAGE_TYPES)[number];
export type Image = { bytes: Buffer; mediaType: ImageType; width: number; height: number };

/** 10 MB: what a citizen may send in one picture. */
export const MOST_IMAGE_BYTES = 10 * 1024 * 1024;

const Encoded = z.union([
  z.object({ bytes: z.instanceof(Uint8Array), mediaType: z.enum(IMAGE_TYPES), width: z.int(), height: z.int() }),
  z.object({ refused: z.enum(['file-too-large', 'file-unreadable']), detail: z.record(z.string(), z.unknown()) }),
]);
/** The largest picture that is taken needs a second or two; whatever needs longer keeps everybody else's waiting. */
const encode = sideProcess(new URL('./image-process.ts', import.meta.url), { patienceMs: 20_000 });

/**
 * A picture that is safe to keep and to show: known by its content, not its name; upright; at most 2048 px a side; encoded anew, so
 * that nothing but pixels is left (no position, no camera, no hidden HTML). One is decoded at a time, whoever asks, in a
 * process that knows no secret and gives its memory back.
 * @throws Refusal 'file-too-large' (detail.mostBytes or detail.mostPixels), 'file-not-an-image' (detail.found), 'file-unreadable'
 */
export async function readImage(bytes: Uint8Array, { mostBytes = MOST_IMAGE_BYTES } = {}): Promise<Image> {
  if (bytes.length > mostBytes) throw new Refusal('file-too-large', { bytes: bytes.length, mostBytes });
  const found = await typeOf(bytes);
  const mediaType = IMAGE_TYPES.find((type) => type === found);
  if (!mediaType) throw new Refusal('file-not-an-image', { found });
  const encoded = Encoded.parse(await encode({ bytes, mediaType }).catch(unreadable));
  if ('refused' in encoded) throw new Refusal(encoded.refused, encoded.detail);
  return { ...encoded, bytes: Buffer.from(encoded.bytes) };
}

/** On which the process broke, or which it did not get done with. */
function unreadable(error: unknown): never {
  throw error instanceof SideProcessEnded ? new Refusal('file-unreadable') : error;
}

/** The media type that the content shows, or null when it is none that is known (text, HTML and SVG are not). */
export async function typeOf(bytes: Uint8Array): Promise<string | null> {
  try {
    return (await fileTypeFromBuffer(bytes))?.mime ?? null;
  } catch {
    return null; // it began like a known type and ended too early to tell
  }
}
