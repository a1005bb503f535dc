import { buffer } from 'node:stream/consumers';
import { readFileLink } from '../../../platform/files/file-link.ts';
import { openFile } from '../../../platform/files/keep-file.ts';
import type { FileStore } from '../../../platform/files/store.ts';
import type { OpenPicture } from '../../channels/index.ts';
import { mayBeOpened } from '../may-be-opened.ts';

/** What `/photo` shows to whoever was sent a picture, for a provider that is given its bytes; under the same conditions, asked when it goes. */
export const openPicture =
  (key: string, files: FileStore): OpenPicture =>
  async ({ scoped, municipalityId, now }, url) => {
    const link = readFileLink(key, URL.parse(url)?.searchParams.get('t') ?? '', now());
    if (link?.municipalityId !== municipalityId || link.for !== 'message') return null;
    const file = await scoped(async (tx) =>
      (await mayBeOpened(tx, link.id, 'message')) ? openFile(tx, files, link.id) : null,
    );
    return file && { bytes: await buffer(file.stream), mediaType: file.mediaType };
  };
