import { world } from '../harness.ts';
import { builtConsole } from './built-console.ts';
import { LAN, openBrowser } from './chromium.ts';

/** The program as people reach it, with its console, and a browser; what was begun is ended also when something of it fails. */
export async function served(given?: Parameters<typeof world>[0]) {
  await builtConsole();
  await using begun = new AsyncDisposableStack();
  const w = begun.use(await world(given));
  const base = await w.app.listen({ port: 0, host: '127.0.0.1' });
  const browser = await openBrowser();
  begun.defer(() => browser.close());
  const all = begun.move();
  // As another machine of an office opens it: by a name and without HTTPS, where browsers keep some of what they can from a page.
  const lan = base.replace('127.0.0.1', LAN);
  return { w, base, lan, browser, [Symbol.asyncDispose]: () => all.disposeAsync() };
}
export type Served = Awaited<ReturnType<typeof served>>;
