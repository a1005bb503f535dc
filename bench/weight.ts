import { once } from 'node:events';
import { get } from 'node:http';
import { dataFolder, startServer } from '../test/faults/running-server.ts';
import type { Figure } from './figure.ts';

const KB = 1024;
/** What the letters of the report page ask for: running text, headings and labels. */
const FONTS = ['plex-thai-looped-400', 'plex-thai-looped-600', 'plex-thai-600', 'plex-latin-400', 'plex-latin-600'];

/** What the first load of a page costs a citizen's telephone and an officer's browser: bytes of all answers as they are sent, and requests. */
export async function weight(): Promise<Figure[]> {
  using folder = dataFolder();
  const server = await startServer(folder.path);
  try {
    const report = await fetched(`${server.origin}/report`);
    const linked = linksOf(report.text);
    const css = linked.find((url) => url.endsWith('.css')) ?? '';
    const root = css.slice(0, css.lastIndexOf('/') + 1);
    const portal = [
      report,
      ...(await all(server.origin, [...linked, ...FONTS.map((font) => `${root}fonts/${font}.woff2`)])),
    ];
    const page = await fetched(`${server.origin}/console`);
    const first = linksOf(page.text);
    const styles = await all(server.origin, first);
    const console = [page, ...styles];
    return [
      figure('portal, report page: bytes over the wire', portal, 60),
      {
        what: 'portal, report page: requests',
        measured: String(portal.length),
        target: '≤ 8',
        met: portal.length <= 8,
      },
      figure(`console: first load, ${console.length} requests without fonts`, console, 350),
    ];
  } finally {
    await server.end();
  }
}

type Fetched = { readonly text: string; readonly bytes: number };

function figure(what: string, answers: readonly Fetched[], most: number): Figure {
  const kb = answers.reduce((sum, { bytes }) => sum + bytes, 0) / KB;
  return { what, measured: `${kb.toFixed(1)} KB`, target: `≤ ${most} KB`, met: kb <= most };
}

const linksOf = (html: string): string[] => [
  ...new Set(
    [...html.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css|woff2|svg|png|ico))"/g)].map((found) => found[1] ?? ''),
  ),
];
const all = (origin: string, paths: readonly string[]) =>
  Promise.all([...new Set(paths)].map((path) => fetched(`${origin}${path}`)));

/** The bytes of a body as they come over the wire, and of its headers; redirects are followed and counted. */
async function fetched(url: string): Promise<Fetched> {
  const request = get(url, { headers: { 'accept-encoding': 'br, gzip' } });
  const [answer] = (await once(request, 'response')) as [import('node:http').IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const { location } = answer.headers;
  if (location) return fetched(new URL(location, url).href);
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode}`);
  const { brotliDecompressSync, gunzipSync } = await import('node:zlib');
  const encoding = answer.headers['content-encoding'];
  const plain = encoding === 'br' ? brotliDecompressSync(body) : encoding === 'gzip' ? gunzipSync(body) : body;
  const head = answer.rawHeaders.reduce((sum, part) => sum + part.length + 2, 20);
  return { text: plain.toString('utf8'), bytes: body.length + head };
}
