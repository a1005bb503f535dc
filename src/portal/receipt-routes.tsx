import QRCode from 'qrcode';
import { z } from 'zod';
import { receiptPdf } from '../documents/receipt.ts';
import { caseOpenedBy, trackCase } from '../modules/complaints/index.ts';
import { loadMunicipality, municipalityNameOn } from '../modules/people/index.ts';
import type { App } from '../platform/http.ts';
import { Refusal } from '../platform/refusal.ts';
import { dayOf } from '../thai/index.ts';
import { inPortal, type Portal, publicUrl } from './portal.ts';
import { printedLately } from './printed-lately.ts';
import { caseToken, openReceipt, trackUrl } from './receipt-link.ts';
import { ReceiptPage } from './receipt-page.tsx';
import { sendPage } from './send-page.ts';
import { WORDS } from './view.ts';

const config = { permission: 'public' };
const schema = { querystring: z.object({ t: z.string().max(2000).default('') }), hide: true };

export function receiptRoutes(app: App, portal: Portal): void {
  const printed = printedLately();
  app.get('/receipt', { config, schema }, async (request, reply) => {
    const facts = openReceipt(portal, request.query.t);
    if (!facts) throw new Refusal('link-expired');
    const qr = await QRCode.toString(trackUrl(publicUrl(portal, request), facts), {
      type: 'svg',
      margin: 2,
      errorCorrectionLevel: 'M',
    });
    return inPortal(portal, request, async (tx, view) => {
      // A code that was replaced since is shown to nobody as one that holds.
      const held = await caseOpenedBy(tx, { number: facts.number, code: facts.trackingCode });
      if (held === null) throw new Refusal('link-expired');
      const data = {
        facts,
        qr,
        // LINE's own browser keeps no files: this word to LINE opens the telephone's browser (LINE URL scheme, openExternalBrowser).
        pdfUrl: `/receipt.pdf?t=${request.query.t}&openExternalBrowser=1`,
        caseUrl: view.href(`/case?t=${caseToken(portal, { number: facts.number, code: facts.trackingCode })}`),
        imageName: `${plainNumber(facts.number)}.png`,
      };
      return sendPage(request, reply, <ReceiptPage view={view} data={data} />);
    });
  });
  app.get('/receipt.pdf', { config, schema }, async (request, reply) => {
    const facts = openReceipt(portal, request.query.t);
    if (!facts) throw new Refusal('link-expired');
    const receipt = await inPortal(portal, request, async (tx) => {
      const now = portal.parts.now();
      const tracked = await trackCase(tx, { number: facts.number, code: facts.trackingCode }, now, 'received');
      const { nameTh, nameEn, phone } = await loadMunicipality(tx);
      const then = await municipalityNameOn(tx, dayOf(tracked.receivedAt));
      return {
        municipality: { nameTh, nameEn, ...then, phone },
        number: tracked.number,
        trackingCode: tracked.trackingCode,
        trackUrl: `${publicUrl(portal, request)}/track?${new URLSearchParams({ n: tracked.number })}`,
        receivedAt: tracked.receivedAt,
        dueOn: tracked.citizenDueOn,
        category: tracked.categoryName?.nameTh ?? null,
        place: tracked.placeText || null,
        text: tracked.text,
        channel: WORDS.th.receipt.channel,
        recordedBy: null,
        signature: false,
        printedAt: now,
      };
    });
    const pdf = await printed(JSON.stringify({ ...receipt, printedAt: null }), () => receiptPdf(receipt));
    return reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename="receipt-${plainNumber(facts.number)}.pdf"`)
      .header('cache-control', 'private, no-store')
      .send(pdf);
  });
}

/** ร.0001/2569 as a file may be named anywhere: 0001-2569. */
const plainNumber = (number: string) => number.replaceAll(/[^\d/]/g, '').replace('/', '-');
