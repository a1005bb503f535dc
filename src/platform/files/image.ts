import { fileTypeFromBuffer } from 'file-type';
import sharp, { type Sharp } from 'sharp';
import { Refusal } from '../refusal.ts';
import { oneAtATime } from './one-at-a-time.ts';

// libvips would keep decoded pictures and a thread a core; this process has other work and little memory.
sharp.cache(false);
sharp.concurrency(1);

export const IMAGE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type ImageType = (typeof IMAGE_TYPES)[number];
export type Image = { bytes: Buffer; mediaType: ImageType; width: number; height: number };

/** 10 MB: what a citizen may send in one picture. */
export const MOST_IMAGE_BYTES = 10 * 1024 * 1024;
/** Cameras sold as "50 megapixels" give up to 8160 × 6144. What is larger is refused from its header, before it is decoded. */
export const MOST_PIXELS = 50 * 1024 * 1024;
/** Longest side kept, in pixels. */
export const LONGEST_SIDE = 2048;
const QUALITY = 82;
/** A PNG that stays larger than this is a photograph; JPEG keeps it as well in a fraction of the room. */
const LARGE_PNG = 1024 * 1024;

const queue = oneAtATime();

/**
 * A picture that is safe to keep and to show: known by its content, not its name; upright; at most 2048 px a side; encoded anew, so
 * that nothing but pixels is left (no position, no camera, no hidden HTML). One is decoded at a time, whoever asks.
 * @throws Refusal 'file-too-large' (detail.mostBytes or detail.mostPixels), 'file-not-an-image' (detail.found), 'file-unreadable'
 */
export async function readImage(bytes: Uint8Array, { mostBytes = MOST_IMAGE_BYTES } = {}): Promise<Image> {
  if (bytes.length > mostBytes) throw new Refusal('file-too-large', { bytes: bytes.length, mostBytes });
  const found = await typeOf(bytes);
  const mediaType = IMAGE_TYPES.find((type) => type === found);
  if (!mediaType) throw new Refusal('file-not-an-image', { found });
  return queue(() => encode(bytes, mediaType));
}

/** The media type that the content shows, or null when it is none that is known (text, HTML and SVG are not). */
export async function typeOf(bytes: Uint8Array): Promise<string | null> {
  try {
    return (await fileTypeFromBuffer(bytes))?.mime ?? null;
  } catch {
    return null; // it began like a known type and ended too early to tell
  }
}

async function encode(bytes: Uint8Array, mediaType: ImageType): Promise<Image> {
  const open = () => sharp(bytes, { failOn: 'error', limitInputPixels: MOST_PIXELS, pages: 1, sequentialRead: true });
  const { width, height, hasAlpha } = await open().metadata().catch(unreadable);
  if (width * height > MOST_PIXELS)
    throw new Refusal('file-too-large', { pixels: width * height, mostPixels: MOST_PIXELS });
  const upright = () =>
    open()
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb');
  const as = async (type: ImageType): Promise<Image> => {
    const { data, info } = await encoded(upright(), type).toBuffer({ resolveWithObject: true }).catch(unreadable);
    return { bytes: data, mediaType: type, width: info.width, height: info.height };
  };
  const kept = await as(mediaType);
  return kept.mediaType === 'image/png' && kept.bytes.length > LARGE_PNG
    ? as(hasAlpha ? 'image/webp' : 'image/jpeg')
    : kept;
}

function encoded(picture: Sharp, type: ImageType): Sharp {
  if (type === 'image/jpeg') return picture.flatten({ background: '#fff' }).jpeg({ quality: QUALITY });
  return type === 'image/webp' ? picture.webp({ quality: QUALITY }) : picture.png({ compressionLevel: 9 });
}

/** What libvips says of a broken picture is about its bytes, never about us: the person is told that it cannot be read. */
function unreadable(error: unknown): never {
  const text = error instanceof Error ? error.message : '';
  if (text.includes('exceeds pixel limit')) throw new Refusal('file-too-large', { mostPixels: MOST_PIXELS });
  throw new Refusal('file-unreadable');
}
