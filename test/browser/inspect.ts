import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const SHOTS = process.env['SCREENSHOTS'];
const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** In the dark a page has other colours and nothing else: these are the rules that look at them. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];
/**
 * What moves has come to rest: two frames for what a new width or theme changes, and the end of every fading. A browser that draws
 * nothing for a while (a page that it takes for hidden) is not waited for longer than five seconds.
 */
const AT_REST = `Promise.race([
  new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))).then(() =>
    Promise.allSettled(document.getAnimations()
      .filter(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().iterations !== Infinity)
      .map(({ finished }) => finished))),
  new Promise((done) => setTimeout(done, 5_000)),
]).then(() => document.documentElement.scrollWidth)`;

/** No violation axe knows of, nothing wider than the screen, and a picture for whoever wants to look. */
export async function inspect(page: Page, name: string, rules?: readonly string[]): Promise<void> {
  const width = page.viewportSize()?.width ?? 0;
  expect(Number(await page.evaluate(AT_REST)), `${name} scrolls sideways`).toBeLessThanOrEqual(width);
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}-${width}.png`, fullPage: true });
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(AXE);
  const options = JSON.stringify({ iframes: false, resultTypes: ['violations'], ...(rules && { runOnly: rules }) });
  const violations: unknown = await page.evaluate(
    `axe.run(${options}).then((found) => found.violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
  );
  expect(violations, name).toEqual([]);
}

/** The same page on a phone, on a desk and in the dark: it follows the device without being loaded again. */
export async function inspectEveryWay(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 360, height: 900 });
  await inspect(page, name);
  await page.setViewportSize({ width: 1280, height: 900 });
  await inspect(page, name);
  // Without motion: what fades from one theme into the other is in neither.
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await inspect(page, `${name}-dark`, OF_COLOURS);
}

const UNDER = `(() => {
  const { activeElement: at, body } = document;
  if (at === null || at === body) return '';
  const { left, top, width, height } = at.getBoundingClientRect();
  const over = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 20));
  const own = [at, ...(at.labels ?? [])].some((each) => over !== null && (each.contains(over) || over.contains(each)));
  return own ? '' : at.outerHTML.slice(0, 120) + ' is under ' + (over?.outerHTML.slice(0, 120) ?? 'nothing');
})()`;

/** Where the keyboard goes no bar lies over it (WCAG 2.2, 2.4.11). */
export async function expectFocusInSight(page: Page, presses: number): Promise<void> {
  for (let i = 0; i < presses; i += 1) {
    await page.keyboard.press('Tab');
    await expect.poll(() => page.evaluate(UNDER)).toBe('');
  }
}
