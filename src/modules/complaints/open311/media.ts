import { z } from 'zod';
import { MOST_IMAGE_BYTES, readImage } from '../../../platform/files/image.ts';
import { keepFile } from '../../../platform/files/keep-file.ts';
import type { FileStore } from '../../../platform/files/store.ts';
import type { Job } from '../../../platform/jobs.ts';
import type { Outbound } from '../../../platform/outbound/outbound.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { attachFiles } from '../../voices/index.ts';
import { loadComplaint } from '../store.ts';

/** Fetches the picture that a request names by its address; enqueued with the request, before the case itself is there. */
export const mediaJob = { id: 'complaints.open311-media', schema: z.object({ complaintId: z.uuid() }) };

const PATIENCE_MS = 20_000;

/**
 * Brings the picture behind a media_url to the case, so that the officer sees it and it stays when the link dies. Only what is a picture by
 * its content is kept, encoded anew; only the public internet is asked. Whatever comes of it, the link stays with the request.
 */
export function fetchMedia(outbound: Outbound, files: FileStore): Job<(typeof mediaJob)['schema']> {
  return {
    ...mediaJob,
    async handle({ scoped, municipalityId, now }, { complaintId }) {
      const { row, complaint } = await scoped(async (tx) => ({
        row: await tx
          .selectFrom('complaints.open311_request')
          .select(['media_url', 'media_outcome'])
          .where('complaint_id', '=', complaintId)
          .executeTakeFirst(),
        complaint: await loadComplaint(tx, complaintId),
      }));
      if (!row?.media_url || row.media_outcome !== null) return;
      if (!complaint) throw new Error('the request is not filed yet');
      const answer = await outbound.send({ url: row.media_url, timeoutMs: PATIENCE_MS, mostBytes: MOST_IMAGE_BYTES });
      const image = answer.ok && answer.status === 200 && !answer.truncated ? await pictureOf(answer.body) : null;
      const outcome = image
        ? 'kept'
        : answer.ok
          ? answer.status === 200
            ? 'not-a-picture'
            : `status-${answer.status}`
          : answer.fault;
      await scoped(async (tx) => {
        const { numUpdatedRows } = await tx
          .updateTable('complaints.open311_request')
          .set({ media_outcome: outcome })
          .where('complaint_id', '=', complaintId)
          .where('media_outcome', 'is', null)
          .executeTakeFirst();
        if (!image || numUpdatedRows === 0n) return;
        const fileId = await keepFile(tx, files, image, { now: now(), name: nameOf(row.media_url), municipalityId });
        await attachFiles(tx, complaint.voice_id, [fileId], { addedBy: 'citizen', internal: false, at: now() });
      });
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

function nameOf(url: string | null): string {
  const last = url && URL.canParse(url) ? new URL(url).pathname.split('/').at(-1) : '';
  return last || 'open311';
}
