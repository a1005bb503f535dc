import { drawn } from './typst.ts';

/** The words on the menu; each must be short enough to be read at arm's length. */
export type RichMenuWords = {
  readonly report: string;
  readonly reportHint: string;
  readonly cases: string;
  readonly casesHint: string;
  readonly contact: string;
  readonly contactHint: string;
};
type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

export const RICH_MENU_SIZE = { width: 2500, height: 1686 } as const;
/** What can be touched: the whole of each field, so that no thumb falls between two. */
export const RICH_MENU_AREAS: Readonly<Record<'report' | 'cases' | 'contact', Area>> = {
  report: { x: 0, y: 0, width: 2500, height: 843 },
  cases: { x: 0, y: 843, width: 1250, height: 843 },
  contact: { x: 1250, y: 843, width: 1250, height: 843 },
};

const icon = (paths: string, colour: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="${colour}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${paths}</svg>`;
/** Lucide's megaphone, clipboard-list and phone (ISC). */
const ICONS = {
  report: icon('<path d="m3 11 18-5v12L3 14v-3z"/><path d="M11.6 16.8a3 3 0 1 1-5.8-1.6"/>', '#1c2430'),
  cases: icon(
    '<rect width="8" height="4" x="8" y="2" rx="1" ry="1"/><path d="M16 4h2a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2h2"/><path d="M12 11h4"/><path d="M12 16h4"/><path d="M8 11h.01"/><path d="M8 16h.01"/>',
    '#0f5c63',
  ),
  contact: icon(
    '<path d="M22 16.92v3a2 2 0 0 1-2.18 2 19.79 19.79 0 0 1-8.63-3.07 19.5 19.5 0 0 1-6-6 19.79 19.79 0 0 1-3.07-8.67A2 2 0 0 1 4.11 2h3a2 2 0 0 1 2 1.72 12.84 12.84 0 0 0 .7 2.81 2 2 0 0 1-.45 2.11L8.09 9.91a16 16 0 0 0 6 6l1.27-1.27a2 2 0 0 1 2.11-.45 12.84 12.84 0 0 0 2.81.7A2 2 0 0 1 22 16.92z"/>',
    '#0f5c63',
  ),
};

/** The picture of the menu under a LINE chat, as PNG of `RICH_MENU_SIZE`: a hundred kilobytes, where LINE takes a megabyte. */
export async function richMenuPicture(words: RichMenuWords): Promise<Buffer> {
  const svg = await drawn('rich-menu', { ...words, icons: ICONS });
  const { default: sharp } = await import('sharp');
  return sharp(Buffer.from(svg))
    .resize(RICH_MENU_SIZE.width, RICH_MENU_SIZE.height, { fit: 'fill' })
    .flatten({ background: '#fbfaf7' })
    .png({ palette: true, compressionLevel: 9 })
    .toBuffer();
}
