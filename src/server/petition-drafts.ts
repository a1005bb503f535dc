import { buffer } from 'node:stream/consumers';
import type { ReadPicture } from '../documents/ocr.ts';
import { scansIn } from '../documents/pdf-scans.ts';
import { PetitionDraft, ReadPetition } from '../modules/complaints/contract.ts';
import { mustBeFree } from '../modules/voices/index.ts';
import { inMunicipality } from '../platform/db/db.ts';
import { openFile } from '../platform/files/keep-file.ts';
import type { Reply, Routes } from '../platform/http.ts';
import { limitRate } from '../platform/rate-limit.ts';
import { Refusal } from '../platform/refusal.ts';

/** One is read at a time, and takes seconds: who would wait behind more than these is told so at once. */
const MOST_WAITING = 4;
const AN_HOUR = { most: 60, seconds: 3600 };

/**
 * Reads the scan of a petition into a draft that the officer corrects. The file is one that was uploaded and belongs to nothing yet; what
 * was read is kept nowhere. Whoever goes away while it is read ends the reading.
 */
export function petitionDraftRoutes(read: ReadPicture): Routes {
  let waiting = 0;
  return async (app, { db, files, now, log }) => {
    app.post(
      '/petition-drafts',
      {
        config: { permission: 'complaint.register' },
        schema: {
          tags: ['complaints'],
          summary: 'Read the text of an uploaded scan, as a draft',
          body: ReadPetition,
          response: { 200: PetitionDraft },
        },
      },
      async (request, reply) => {
        if (waiting >= MOST_WAITING) throw new Refusal('reader-busy');
        waiting += 1;
        try {
          const { fileId } = request.body;
          const scan = await inMunicipality(db, request.municipalityId, async (tx) => {
            await limitRate(tx, `petition-drafts ${request.actor?.id ?? ''}`, AN_HOUR, now());
            await mustBeFree(tx, [fileId]);
            const { stream, mediaType } = await openFile(tx, files, fileId);
            return { bytes: new Uint8Array(await buffer(stream)), mediaType };
          });
          const pages = scan.mediaType === 'application/pdf' ? scansIn(scan.bytes) : [scan.bytes];
          const [first] = pages;
          if (!first || !/^(image|application\/pdf)/.test(scan.mediaType)) throw new Refusal('scan-not-a-picture');
          const { text, confidence, doubtful } = await read(first, whileThere(reply)).catch((error: unknown) => {
            // Neither what it says nor where it stopped: a message may quote what was read.
            log.warn({ event: 'scan-not-read', problem: error instanceof Error ? error.name : typeof error });
            throw new Refusal('scan-not-read');
          });
          return { text, confidence, doubtful: [...doubtful], pages: pages.length };
        } finally {
          waiting -= 1;
        }
      },
    );
  };
}

/** Aborts when whoever asked has gone before the answer. */
function whileThere(reply: Reply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableEnded) gone.abort();
  });
  return gone.signal;
}
