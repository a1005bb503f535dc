import type { Part } from '../../channels/index.ts';
import type { Attached } from '../../voices/index.ts';
import { wordsIn } from './words.ts';

/** What every channel that shows pictures takes: LINE's preview is the narrowest (JPEG or PNG, at most 1 MB). */
const SHOWN = ['image/jpeg', 'image/png'];
const MOST_BYTES = 1_000_000;

type File = Pick<Attached, 'fileId' | 'name' | 'mediaType' | 'bytes'>;

/** Files that an officer put to an answer, as a conversation says them: pictures to be seen, anything else by its link. */
export function pictureParts(
  language: 'th' | 'en',
  files: readonly File[],
  linkTo: (fileId: string) => string,
): Part[] {
  const w = wordsIn(language);
  return files.map(({ fileId, name, mediaType, bytes }, i): Part => {
    const url = linkTo(fileId);
    if (SHOWN.includes(mediaType) && bytes <= MOST_BYTES) return { kind: 'image', url, alt: w.picture(i + 1) };
    return {
      kind: 'link',
      text: mediaType.startsWith('image/') ? w.picture(i + 1) : w.file(name || String(i + 1)),
      url,
    };
  });
}
