import { Refusal } from '../refusal.ts';
import { type ImageType, readImage, typeOf } from './image.ts';

/** 20 MB: what staff may upload in one scan. */
export const MOST_UPLOAD_BYTES = 20 * 1024 * 1024;

export type Upload = {
  bytes: Uint8Array;
  mediaType:
    | ImageType
    | 'application/pdf'
    | `video/${'mp4' | 'quicktime' | '3gpp' | 'webm'}`
    | `audio/${'mp4' | 'aac' | 'mpeg' | 'ogg' | 'wav' | 'amr'}`;
  width: number | null;
  height: number | null;
};

/**
 * A scan that staff upload: a picture as in `readImage` (up to 20 MB), or a PDF, which is kept as it is and must only ever be
 * served as an attachment: a PDF can hold scripts and links.
 * @throws Refusal 'file-too-large', 'file-type-refused' (detail.found), 'file-unreadable'
 */
export async function readUpload(bytes: Uint8Array): Promise<Upload> {
  if (bytes.length > MOST_UPLOAD_BYTES)
    throw new Refusal('file-too-large', { bytes: bytes.length, mostBytes: MOST_UPLOAD_BYTES });
  if (startsAsPdf(bytes)) {
    if (!endsAsPdf(bytes)) throw new Refusal('file-unreadable');
    return { bytes, mediaType: 'application/pdf', width: null, height: null };
  }
  try {
    return await readImage(bytes, { mostBytes: MOST_UPLOAD_BYTES });
  } catch (error) {
    if (error instanceof Refusal && error.code === 'file-not-an-image') {
      throw new Refusal('file-type-refused', { found: await typeOf(bytes) });
    }
    throw error;
  }
}

const ascii = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

/** ISO 32000-1 §7.5.2: the header is the first line. A file with something before it is not taken: it could be two things at once. */
const startsAsPdf = (bytes: Uint8Array) => /^%PDF-[12]\.\d/.test(ascii(bytes.subarray(0, 8)));

/** ISO 32000-1 §7.5.5: a whole file ends in startxref, an offset and %%EOF; scanners add some bytes after it. */
const endsAsPdf = (bytes: Uint8Array) => /startxref\s+\d+\s+%%EOF/.test(ascii(bytes.subarray(-2048)));
