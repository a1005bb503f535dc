import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askingCategory } from '../../test/asking-category.ts';
import { type World, world } from '../../test/harness.ts';

const KB = 1024;
let w: World;
beforeAll(async () => {
  w = await world();
  await askingCategory(w); // what it asks is not part of the first load
});
afterAll(() => w[Symbol.asyncDispose]());

const fetchBytes = async (url: string) => {
  const answer = await w.app.inject({ method: 'GET', url, headers: { 'accept-encoding': 'gzip, deflate, br' } });
  expect(answer.statusCode, url).toBe(200);
  return { bytes: answer.rawPayload.length, headers: answer.headers };
};

describe('the report page over the wire', () => {
  it('is at most 60 KB in at most 8 requests, with every font its letters can ask for', async () => {
    const { body } = await w.app.inject({ method: 'GET', url: '/report' });
    const linked = [...body.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((found) => found[1] ?? '');
    // Running text, headings and labels use these; the plain 400 only stands in tables, and the portal has none.
    const fonts = ['plex-thai-looped-400', 'plex-thai-looped-600', 'plex-thai-600', 'plex-latin-400', 'plex-latin-600'];
    const css = linked.find((url) => url.endsWith('.css')) ?? '';
    const root = css.slice(0, css.lastIndexOf('/') + 1);
    const all = new Set([...linked, ...fonts.map((font) => `${root}fonts/${font}.woff2`)]);
    const sizes = await Promise.all(['/report', ...all].map(fetchBytes));
    const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(all.size + 1).toBeLessThanOrEqual(8);
    expect(total).toBeLessThanOrEqual(60 * KB);
  });

  it('lets a browser keep its files for a year, and its script is at most 8 KB', async () => {
    const { body } = await w.app.inject({ method: 'GET', url: '/report' });
    const script = /<script type="module" src="([^"]+)"/.exec(body)?.[1] ?? '';
    const { bytes, headers } = await fetchBytes(script);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers['content-encoding']).toBe('br');
    expect(bytes).toBeLessThanOrEqual(8 * KB);
  });

  it('serves an old address of a file, but not for a year', async () => {
    const { body } = await w.app.inject({ method: 'GET', url: '/report' });
    const css = /href="(\/assets\/[^"]+\.css)"/.exec(body)?.[1] ?? '';
    const old = css.replace(/\/assets\/[^/]+\//, '/assets/older/');
    expect((await fetchBytes(old)).headers['cache-control']).toBe('no-cache');
    expect((await w.app.inject({ method: 'GET', url: '/assets/x/../../package.json' })).statusCode).toBe(404);
    expect((await w.app.inject({ method: 'GET', url: '/assets/x/report.ts' })).statusCode).toBe(404);
  });
});
