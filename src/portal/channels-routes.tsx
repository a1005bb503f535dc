import QRCode from 'qrcode';
import { posterPaper } from '../documents/poster.ts';
import { publicationOn } from '../modules/channels/index.ts';
import type { App, Request } from '../platform/http.ts';
import { dayOf } from '../thai/index.ts';
import { ChannelsPage } from './channels-page.tsx';
import { inPortal, type Portal, publicUrl } from './portal.ts';
import { printedLately } from './printed-lately.ts';
import { sendPage } from './send-page.ts';

const config = { permission: 'public' };

/** The channel directory for everybody, and as a poster to print. */
export function channelsRoutes(app: App, portal: Portal): void {
  const printed = printedLately();
  const today = () => dayOf(portal.parts.now());
  app.get('/channels', { config, schema: { hide: true } }, (request, reply) =>
    inPortal(portal, request, async (tx, view) => {
      const publication = await publicationOn(tx, today());
      const pictures = await pairs(publication?.ways ?? [], portal, request);
      return sendPage(request, reply, <ChannelsPage view={view} publication={publication} qr={pictures} />);
    }),
  );
  app.get('/channels/poster.pdf', { config, schema: { hide: true } }, async (request, reply) => {
    const { publication, municipality } = await inPortal(portal, request, async (tx, view) => ({
      publication: await publicationOn(tx, today()),
      municipality: view.municipality,
    }));
    const pictures = await pairs(publication?.ways ?? [], portal, request);
    const poster = {
      municipalityTh: municipality?.nameTh ?? '',
      municipalityEn: municipality?.nameEn ?? '',
      phone: municipality?.phone ?? '',
      ways: (publication?.ways ?? []).map((way) => ({
        name: way.nameTh,
        address: way.address,
        hours: way.hours,
        qr: pictures.get(way.id) ?? null,
      })),
    };
    const pdf = await printed(JSON.stringify(poster), () => posterPaper(poster));
    return reply
      .type('application/pdf')
      .header('cache-control', 'public, max-age=300')
      .header('content-disposition', 'inline; filename="channels.pdf"')
      .send(pdf);
  });
}

/** What a telephone scans for a way: its own address; our report page for the website itself. */
async function pairs(
  ways: readonly { id: string; channel: string; url: string }[],
  portal: Portal,
  request: Request,
): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(
    ways.map(async ({ id, channel, url }): Promise<[string, string] | null> => {
      const target = url || (channel === 'website' ? `${publicUrl(portal, request)}/report` : '');
      if (target === '') return null;
      return [id, await QRCode.toString(target, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' })];
    }),
  );
  return new Map(found.filter((each) => each !== null));
}
