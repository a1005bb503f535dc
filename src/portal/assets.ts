import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { transformSync } from 'oxc-transform';
import type { App } from '../platform/http.ts';
import { Refusal } from '../platform/refusal.ts';

type Asset = { type: string; bytes: Buffer };
/** Every file a page may link to, under one address that changes when any of them does. */
export type Assets = { url(name: string): string; get(name: string): Asset | undefined; base: string };

const FONTS = [
  'plex-thai-looped-400',
  'plex-thai-looped-600',
  'plex-thai-400',
  'plex-thai-600',
  'plex-latin-400',
  'plex-latin-600',
];
const STYLES = ['fonts', 'tokens', 'portal', 'forms', 'pages'];
/** Each script is its parts one after another, in this order: one request instead of six. */
const SCRIPTS = {
  report: ['words', 'draft', 'steps', 'questions', 'photos', 'place', 'send', 'report'],
  receipt: ['words', 'receipt'],
  case: ['words', 'photos', 'send', 'case'],
  liff: ['liff'],
  embed: ['embed'],
  widget: ['widget'],
};
const FONT = 'font/woff2';
const CSS = 'text/css; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';

const here = (path: string) => new URL(path, import.meta.url);
const inPackage = (path: string) => createRequire(import.meta.url).resolve(path);

/**
 * Reads the portal's files into memory. Scripts are our own TypeScript with its types taken out, so no build step stands between
 * the source and the page.
 */
export async function loadAssets(): Promise<Assets> {
  const files = new Map<string, Asset>();
  const style = await Promise.all(STYLES.map((name) => readFile(here(`./assets/${name}.css`), 'utf8')));
  files.set('portal.css', { type: CSS, bytes: Buffer.from(slim(style.join('\n'))) });
  for (const name of FONTS)
    files.set(`fonts/${name}.woff2`, { type: FONT, bytes: await readFile(here(`./assets/fonts/${name}.woff2`)) });
  for (const [name, parts] of Object.entries(SCRIPTS)) {
    const sources = await Promise.all(parts.map((part) => readFile(here(`./enhance/${part}.ts`), 'utf8')));
    files.set(`${name}.js`, { type: SCRIPT, bytes: Buffer.from(slim(sources.map(asScript).join('\n'))) });
  }
  files.set('leaflet/leaflet.js', { type: SCRIPT, bytes: await readFile(inPackage('leaflet/dist/leaflet.js')) });
  files.set('leaflet/leaflet.css', { type: CSS, bytes: await readFile(inPackage('leaflet/dist/leaflet.css')) });

  const hash = createHash('sha256');
  for (const [name, { bytes }] of files) hash.update(name).update(bytes);
  const base = `/assets/${hash.digest('base64url').slice(0, 12)}/`;
  return { base, url: (name) => `${base}${name}`, get: (name) => files.get(name) };
}

/** As a telephone of 2018 reads it: what a browser inside another program cannot parse it does not run at all. */
const LANGUAGE = 'es2019';

/** Our own TypeScript without its types, imports and exports: its parts stand in one file, in one module's scope. */
function asScript(source: string): string {
  return transformSync('part.ts', source, { target: LANGUAGE })
    .code.replaceAll(/^import [^;]*;$/gm, '')
    .replaceAll(/^export /gm, '');
}

/** Block comments and indentation say nothing to a browser. */
function slim(source: string): string {
  return source
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/^\s*\/\/.*$/gm, '')
    .replaceAll(/^\s+|\s+$/gm, '')
    .replaceAll(/\n+/g, '\n');
}

type Encoding = 'br' | 'gzip' | 'identity';
const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Serves them for a year, compressed once and kept. */
export function assetRoutes(app: App, assets: Assets): void {
  const encoded = new Map<string, Promise<Buffer>>();
  app.get<{ Params: { hash: string; '*': string } }>(
    '/assets/:hash/*',
    { config: { permission: 'public' } },
    async (request, reply) => {
      const name = request.params['*'];
      const asset = assets.get(name);
      if (!asset) throw new Refusal('not-found');
      const fresh = assets.url(name) === `/assets/${request.params.hash}/${name}`;
      const encoding = encodingFor(asset, String(request.headers['accept-encoding'] ?? ''));
      const key = `${encoding} ${name}`;
      const bytes = encoded.get(key) ?? encode(asset.bytes, encoding);
      encoded.set(key, bytes);
      reply
        .type(asset.type)
        .header('vary', 'accept-encoding')
        .header('cache-control', fresh ? 'public, max-age=31536000, immutable' : 'no-cache');
      if (encoding !== 'identity') reply.header('content-encoding', encoding);
      return reply.send(await bytes);
    },
  );
}

/** woff2 is compressed already. */
function encodingFor({ type }: Asset, accepted: string): Encoding {
  if (type === FONT) return 'identity';
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : 'identity';
}

async function encode(bytes: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'br') return brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  return encoding === 'gzip' ? zip(bytes, { level: 9 }) : bytes;
}
