import sharp, { type Sharp } from 'sharp';
import { z } from 'zod';
import { Refusal } from '../refusal.ts';
import { serveParent } from '../side-process.ts';

// One thread and nothing kept: memory matters more here than speed.
sharp.cache(false);
sharp.concurrency(1);

/** Cameras sold as "50 megapixels" give up to 8160 × 6144. What is larger is refused from its header, before it is decoded. */
const MOST_PIXELS = 50 * 1024 * 1024;
/** Cameras and the web write ten or so. Each passes over the whole picture, however few bytes it has: thousands take hours. */
const MOST_SCANS = 100;
const SCAN = Buffer.from([0xff, 0xda]);
/** Longest side kept, in pixels. */
const LONGEST_SIDE = 2048;
const QUALITY = 82;
/** A PNG that stays larger than this is a photograph; JPEG keeps it as well in a fraction of the room. */
const LARGE_PNG = 1024 * 1024;

const Work = z.object({
  bytes: z.instanceof(Uint8Array),
  mediaType: z.enum(['image/jpeg', 'image/png', 'image/webp']),
});
type ImageType = z.infer<typeof Work>['mediaType'];
type Encoded = { bytes: Uint8Array; mediaType: ImageType; width: number; height: number };

serveParent(async (work) => {
  const { bytes, mediaType } = Work.parse(work);
  try {
    return await encode(bytes, mediaType);
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.code, detail: error.detail };
    throw error;
  }
});

async function encode(bytes: Uint8Array, mediaType: ImageType): Promise<Encoded> {
  const open = () => sharp(bytes, { failOn: 'error', limitInputPixels: MOST_PIXELS, pages: 1, sequentialRead: true });
  if (mediaType === 'image/jpeg' && hasTooManyScans(bytes)) throw new Refusal('file-unreadable');
  const { width, height, hasAlpha } = await open().metadata().catch(unreadable);
  if (width * height > MOST_PIXELS)
    throw new Refusal('file-too-large', { pixels: width * height, mostPixels: MOST_PIXELS });
  const upright = () =>
    open()
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb');
  const as = async (type: ImageType): Promise<Encoded> => {
    const { data, info } = await encoded(upright(), type).toBuffer({ resolveWithObject: true }).catch(unreadable);
    return { bytes: new Uint8Array(data), mediaType: type, width: info.width, height: info.height };
  };
  const kept = await as(mediaType);
  return kept.mediaType === 'image/png' && kept.bytes.length > LARGE_PNG
    ? as(hasAlpha ? 'image/webp' : 'image/jpeg')
    : kept;
}

/** ITU-T T.81 §B.1.1.5: within a scan's own data no such mark can stand. */
function hasTooManyScans(jpeg: Uint8Array): boolean {
  const bytes = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  let scans = 0;
  for (let at = bytes.indexOf(SCAN); at >= 0 && scans <= MOST_SCANS; at = bytes.indexOf(SCAN, at + 2)) scans += 1;
  return scans > MOST_SCANS;
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
