import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { packedChromium } from './packed-chromium.ts';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];
/** A name of the machine that no browser takes for its own, so that a page of it is none of a secure context. */
export const LAN = 'desk.test';

/** Root has no user namespace to sandbox in; and a test's browser talks to the test alone. */
const ARGS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--no-first-run',
  '--no-pings',
  // Letters stand where the page puts them, not on whole pixels.
  '--font-render-hinting=none',
  `--host-resolver-rules=MAP ${LAN} 127.0.0.1`,
];

/** Long enough for a machine that does ten things at once: what never comes fails all the same. */
const LONGEST_WAIT_MS = 90_000;

/** The system's Chromium where there is one (or CHROMIUM_PATH), else the one inside an npm package. */
export async function openBrowser(): Promise<Browser> {
  const browser = await launch();
  browser.on('context', (context) => context.setDefaultTimeout(LONGEST_WAIT_MS));
  return browser;
}

async function launch(): Promise<Browser> {
  const installed = process.env['CHROMIUM_PATH'] ?? INSTALLED.find((path) => existsSync(path));
  if (installed) return chromium.launch({ executablePath: installed, args: ARGS, timeout: LONGEST_WAIT_MS });
  // Without the package's own arguments, which are for a function in a cloud: all in one process, which dies with a page, and no web security.
  return chromium.launch({ ...(await packedChromium()), args: ARGS, timeout: LONGEST_WAIT_MS });
}
