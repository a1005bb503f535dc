import { MOST_IMAGE_BYTES, readImage } from '../../../platform/files/image.ts';
import { keepFile } from '../../../platform/files/keep-file.ts';
import type { FileStore } from '../../../platform/files/store.ts';
import type { Job } from '../../../platform/jobs.ts';
import type { Outbound } from '../../../platform/outbound/outbound.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { sha256 } from '../../../platform/token.ts';
import { attachedTo, attachFiles } from '../../voices/index.ts';
import { loadComplaint, lockComplaint } from '../store.ts';
import { PHOTOS } from './jobs.ts';

const PATIENCE_MS = 20_000;

/**
 * Brings a ticket's pictures to its case: only from the public internet, only what is a picture by its content, each once. One that is
 * not to be had now is tried again with the job; one that never will is left out.
 */
export function fetchPhotosJob(outbound: Outbound, files: FileStore): Job<typeof PHOTOS.schema> {
  return {
    ...PHOTOS,
    async handle({ scoped, municipalityId, now }, { complaintId, urls, addedBy }) {
      const there = await scoped(async (tx) => {
        const row = await loadComplaint(tx, complaintId);
        return row ? (await attachedTo(tx, [row.voice_id])).map(({ name }) => name) : null;
      });
      if (there === null) return;
      let missing = 0;
      for (const url of urls.filter((each) => !there.includes(nameOf(each)))) {
        const answer = await outbound.send({ url, timeoutMs: PATIENCE_MS, mostBytes: MOST_IMAGE_BYTES });
        if (!answer.ok || answer.status >= 500 || answer.status === 429) {
          if (
            answer.ok ||
            answer.fault === 'timeout' ||
            answer.fault === 'unreachable' ||
            answer.fault === 'not-resolved'
          )
            missing += 1;
          continue;
        }
        const image = answer.status === 200 && !answer.truncated ? await pictureOf(answer.body) : null;
        if (!image) continue;
        await scoped(async (tx) => {
          const row = await lockComplaint(tx, complaintId);
          const attached = row ? await attachedTo(tx, [row.voice_id]) : [];
          if (!row || attached.some(({ name }) => name === nameOf(url))) return;
          const fileId = await keepFile(tx, files, image, { now: now(), name: nameOf(url), municipalityId });
          await attachFiles(tx, row.voice_id, [fileId], { addedBy, internal: false, at: now() });
        });
      }
      if (missing > 0) throw new Error(`${missing} pictures of the ticket are not to be had now`);
    },
  };
}

async function pictureOf(bytes: Buffer) {
  try {
    return await readImage(bytes);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** By its address, so that it is known again. */
const nameOf = (url: string): string => `traffy-${sha256(url).toString('hex').slice(0, 16)}`;
