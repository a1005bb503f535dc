import { z } from 'zod';
import { receiptPdf } from '../documents/receipt.ts';
import { caseForReceipt, type TrackedCase } from '../modules/complaints/index.ts';
import { actorOf, loadMunicipality } from '../modules/people/index.ts';
import { inMunicipality } from '../platform/db/db.ts';
import type { Routes } from '../platform/http.ts';
import { channelName } from './case-words.ts';

/** The receipt that the counter prints: for whoever registered the case, and for those who see it. */
export const receiptRoutes: Routes = async (app, { db, now, publicUrl }) => {
  app.get(
    '/complaints/:id/receipt.pdf',
    {
      config: { permission: 'complaint.register' },
      schema: { tags: ['complaints'], summary: 'The printed receipt (PDF)', params: z.object({ id: z.uuid() }) },
    },
    async (request, reply) => {
      const origin = publicUrl ?? `${request.protocol}://${request.host}`;
      const { municipality, tracked, recordedBy } = await inMunicipality(db, request.municipalityId, async (tx) => {
        const { nameTh, nameEn, phone } = await loadMunicipality(tx);
        const found = await caseForReceipt(tx, actorOf(request), request.params.id, now());
        return { municipality: { nameTh, nameEn, ...found.municipalityName, phone }, ...found };
      });
      const query = new URLSearchParams({ n: tracked.number, c: tracked.trackingCode });
      const pdf = await print(tracked, municipality, `${origin}/track?${query}`, recordedBy, now());
      return reply
        .type('application/pdf')
        .header('cache-control', 'private, no-store')
        .header('content-disposition', 'inline; filename="receipt.pdf"')
        .send(pdf);
    },
  );
};

function print(
  tracked: TrackedCase,
  municipality: { nameTh: string; nameEn: string; phone: string },
  trackUrl: string,
  recordedBy: string | null,
  printedAt: Date,
): Promise<Buffer> {
  return receiptPdf({
    municipality,
    number: tracked.number,
    trackingCode: tracked.trackingCode,
    trackUrl,
    receivedAt: tracked.receivedAt,
    dueOn: tracked.citizenDueOn,
    category: tracked.categoryName?.nameTh ?? null,
    place: tracked.placeText || null,
    text: tracked.text,
    channel: channelName(tracked.channel),
    recordedBy,
    signature: tracked.kind === 'petition',
    printedAt,
  });
}
