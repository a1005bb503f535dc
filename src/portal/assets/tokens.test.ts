import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const fontsCss = readFileSync(new URL('./fonts.css', import.meta.url), 'utf8');
const fonts = new URL('./fonts/', import.meta.url);

function coloursOf(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  if (start < 0) throw new Error(`tokens.css has no ${selector}`);
  const block = css.slice(start, css.indexOf('\n}', start));
  return new Map(Array.from(block.matchAll(/--c-([\w-]+): (#[0-9a-f]{6});/g), (m) => [m[1] ?? '', m[2] ?? '']));
}

/** WCAG 2.2 relative luminance of "#rrggbb". */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const STATUSES = ['new', 'progress', 'waiting', 'soon', 'overdue', 'done', 'closed'];
const GROUNDS = ['ground', 'surface', 'sunken', 'hover'];

const TEXT: [text: string, ground: string][] = [
  ...['ink', 'ink-soft', 'ink-faint'].flatMap((ink) => GROUNDS.map((ground): [string, string] => [ink, ground])),
  ...['primary', 'danger'].flatMap((ink) => ['ground', 'surface', 'sunken'].map((g): [string, string] => [ink, g])),
  ...STATUSES.flatMap((s): [string, string][] => [
    [`status-${s}`, `status-${s}-tint`],
    ...GROUNDS.map((ground): [string, string] => [`status-${s}`, ground]),
  ]),
  ['ink', 'note'],
  ['ink-soft', 'note'],
  ['ink-faint', 'note'],
  ['primary-ink', 'primary-tint'],
  ['ink', 'primary-tint'],
  ['ink-soft', 'primary-tint'],
  ['on-primary', 'primary'],
  ['on-primary', 'primary-hover'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-hover'],
  ['on-accent', 'accent'],
];
const MARKS: [mark: string, ground: string][] = ['line-strong', 'focus', 'chart-1', 'chart-2', 'chart-context'].flatMap(
  (mark) => ['ground', 'surface', 'sunken'].map((ground): [string, string] => [mark, ground]),
);

const light = coloursOf(':root');
const dark = new Map([...light, ...coloursOf(':root[data-theme="dark"]')]);

describe.each([
  ['light', light],
  ['dark', dark],
] as const)('%s', (_, colours) => {
  const colour = (name: string): string => {
    const found = colours.get(name);
    if (found === undefined) throw new Error(`no --c-${name}`);
    return found;
  };

  test.each(TEXT)('%s reads on %s', (text, ground) => {
    expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(MARKS)('%s is seen on %s', (mark, ground) => {
    expect(contrast(colour(mark), colour(ground))).toBeGreaterThanOrEqual(3);
  });
});

test('dark replaces every colour', () => {
  const replaced = coloursOf(':root[data-theme="dark"]');
  expect([...light.keys()].filter((name) => !replaced.has(name))).toEqual([]);
});

test('contrast knows black on white', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
});

test('every face in fonts.css is a file, and every file is a face', () => {
  const named = new Set(Array.from(fontsCss.matchAll(/url\("\.\/fonts\/([^"]+)"\)/g), (m) => m[1]));
  const kept = readdirSync(fonts).filter((name) => name.endsWith('.woff2'));
  expect([...named].sort()).toEqual(kept.sort());
});

test('what a portal page of running Thai needs leaves room in 60 KB for the page', () => {
  const needed = ['plex-thai-looped-400', 'plex-thai-looped-600', 'plex-latin-400', 'plex-latin-600'];
  const bytes = needed.reduce((sum, name) => sum + statSync(new URL(`${name}.woff2`, fonts)).size, 0);
  expect(bytes).toBeLessThan(36_000);
});
