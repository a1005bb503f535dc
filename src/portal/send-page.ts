import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Reply, Request } from '../platform/http.ts';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
/** Level 5 costs about a millisecond a page; 11, as for the files that never change, would cost thirty. */
const QUICK = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
};

/** Answers with a page. Pages may hold what one citizen typed, so nobody keeps them, unless the route has said who may. */
export async function sendPage(request: Request, reply: Reply, page: ReactElement, status = 200): Promise<Reply> {
  const html = Buffer.from(`<!doctype html>${renderToStaticMarkup(page)}`);
  const accepted = String(request.headers['accept-encoding'] ?? '');
  void reply.code(status).type('text/html; charset=utf-8').header('vary', 'accept-encoding, cookie');
  if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'private, no-store');
  if (/\bbr\b/.test(accepted)) return reply.header('content-encoding', 'br').send(await brotli(html, QUICK));
  if (/\bgzip\b/.test(accepted)) return reply.header('content-encoding', 'gzip').send(await zip(html));
  return reply.send(html);
}
