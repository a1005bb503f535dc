import { Refusal } from '../refusal.ts';
import { readUpload, type Upload } from './document.ts';
import { typeOf } from './image.ts';

/** Sounds and films as telephones make them, by what their content shows. */
const PLAYABLE = {
  'video/mp4': 'video/mp4',
  'video/x-m4v': 'video/mp4',
  'video/quicktime': 'video/quicktime',
  'video/3gpp': 'video/3gpp',
  'video/webm': 'video/webm',
  'audio/mp4': 'audio/mp4',
  'audio/x-m4a': 'audio/mp4',
  'audio/aac': 'audio/aac',
  'audio/mpeg': 'audio/mpeg',
  'audio/ogg': 'audio/ogg',
  'audio/ogg; codecs=opus': 'audio/ogg',
  'audio/wav': 'audio/wav',
  'audio/amr': 'audio/amr',
} as const satisfies Record<string, PlayableType>;
type PlayableType = Exclude<Upload['mediaType'], 'image/jpeg' | 'image/png' | 'image/webp' | 'application/pdf'>;

/** 50 MB: a film of a minute or two. */
const MOST_PLAYABLE_BYTES = 50 * 1024 * 1024;

/**
 * What people send in a conversation: pictures and PDFs as in `readUpload`, sounds and films as they are, but for where they were taken,
 * which is blotted out. Anything else is refused.
 * @throws Refusal 'file-too-large', 'file-type-refused' (detail.found), 'file-unreadable'
 */
export async function readMedia(bytes: Uint8Array): Promise<Upload> {
  const found = await typeOf(bytes);
  const playable = Object.entries(PLAYABLE).find(([type]) => type === found)?.[1];
  if (!playable) return readUpload(bytes);
  if (bytes.length > MOST_PLAYABLE_BYTES) {
    throw new Refusal('file-too-large', { bytes: bytes.length, mostBytes: MOST_PLAYABLE_BYTES });
  }
  return { bytes: withoutPlace(bytes), mediaType: playable, width: null, height: null };
}

/** Boxes of an MP4 or QuickTime film that say where it was taken: `©xyz` (QuickTime File Format, user data) and `loci` (3GPP TS 26.244 §8.6). */
const PLACES = [Buffer.from([0xa9, 0x78, 0x79, 0x7a]), Buffer.from('loci')];
const APPLE_PLACE = Buffer.from('com.apple.quicktime.location.ISO6709');
/** How far behind a key its value may stand in a film's list of facts. */
const POSITION = /[+-]\d{2,3}(?:\.\d+)?[+-]\d{2,3}(?:\.\d+)?(?:[+-]\d+(?:\.\d+)?)?\//g;
const HEAD_BYTES = 4;
const LONGEST_BOX = 1024;

/** Turns such boxes into free space of the same length, so that nothing else moves, and blots out what Apple writes among its facts. */
function withoutPlace(bytes: Uint8Array): Uint8Array {
  const film = Buffer.from(bytes);
  for (const name of PLACES) {
    for (let at = film.indexOf(name); at >= HEAD_BYTES; at = film.indexOf(name, at + 1)) {
      const length = film.readUInt32BE(at - HEAD_BYTES);
      if (length < 8 || length > LONGEST_BOX || at - HEAD_BYTES + length > film.length) continue;
      film.write('free', at, 'latin1');
      film.fill(0, at + HEAD_BYTES, at - HEAD_BYTES + length);
    }
  }
  if (!film.includes(APPLE_PLACE)) return film;
  for (const { index, 0: found } of film.toString('latin1').matchAll(POSITION))
    film.fill('0', index, index + found.length);
  return film;
}
