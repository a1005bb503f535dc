import type { Browser, Page } from 'playwright-core';
import type { SignedIn } from '../sign-in.ts';
import { LAN } from './chromium.ts';

/** In the page: what its policy stopped, but for frames, which are of another site. */
const TELL_VIOLATIONS = `document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
  if (!violatedDirective.startsWith('frame')) window.wasForbidden([violatedDirective, blockedURI, sourceFile].join(' '));
});`;

type Visit = {
  /** Whose session it is; nobody's without. */
  readonly who?: Pick<SignedIn, 'cookie'> | null;
  /** The page's clock stands still here: forms begin with the browser's day, which is the server's, also at midnight. */
  readonly now?: Date;
  readonly width?: number;
  /** Takes from the browser what an older one does not have, before any script of the page runs. */
  readonly without?: string;
};

/**
 * A page in a browser of its own: in Thai, in Bangkok, signed in. Nothing outside is fetched: neither a map nor
 * what a link points at. A page that tries what its own policy forbids fails when it is closed; frames are another page's.
 */
export async function openPage(
  browser: Browser,
  url: string,
  { who = null, now, width = 1280, without = '' }: Visit = {},
): Promise<Page & AsyncDisposable> {
  const context = await browser.newContext({
    locale: 'th-TH',
    timezoneId: 'Asia/Bangkok',
    viewport: { width, height: 900 },
  });
  if (who !== null) {
    const [name = '', value = ''] = who.cookie.split('=');
    await context.addCookies([{ name, value, url: new URL(url).origin }]);
  }
  await context.route(
    (to) => ![LAN, 'localhost', '127.0.0.1'].includes(to.hostname) && !/^(data|blob):/.test(to.protocol),
    (route) => route.abort(),
  );
  if (now !== undefined) await context.clock.setFixedTime(now);
  const page = await context.newPage();
  const forbidden: string[] = [];
  await page.exposeFunction('wasForbidden', (what: string) => forbidden.push(what));
  await page.addInitScript({ content: `${without}\n${TELL_VIOLATIONS}` });
  await page.goto(url);
  return Object.assign(page, {
    async [Symbol.asyncDispose]() {
      await context.close();
      if (forbidden.length > 0) throw new Error(`the page tried what it may not: ${forbidden.join('\n')}`);
    },
  });
}
