import { globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const PAGES = [...globSync('*.md', { cwd: ROOT }), ...globSync('docs/**/*.md', { cwd: ROOT })];
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
/** What a reader sees: neither comments nor the lines of an example. */
const shown = (text: string): string => text.replaceAll(/<!--[\s\S]*?-->/g, '').replaceAll(/^```[\s\S]*?^```/gm, '');

/** The name under which GitHub and others find a heading: lower case, letters, digits, hyphens and underscores, spaces as hyphens. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
const anchorsOf = (text: string): Set<string> =>
  new Set([...shown(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => anchorOf(heading.trim())));

/** What is wrong with a page's relative links: a file that is not there, or a heading that its page does not have. */
function brokenLinks(path: string, text: string): string[] {
  const links = [...shown(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = '']) => to);
  return links.flatMap((to) => {
    if (/^[a-z]+:/.test(to)) return [];
    const [file = '', anchor = ''] = to.split('#');
    const target = file === '' ? path : join(dirname(path), decodeURIComponent(file));
    if (!statSync(join(ROOT, target), { throwIfNoEntry: false })) return [`${path}: ${to} is not there`];
    if (anchor === '' || anchorsOf(read(target)).has(decodeURIComponent(anchor))) return [];
    return [`${path}: ${to} names no heading`];
  });
}

test('there is something to read', () => {
  expect(PAGES).toContain('README.md');
  expect(PAGES.filter((path) => path.startsWith('docs/guide/')).length).toBeGreaterThan(8);
  expect(PAGES.filter((path) => path.startsWith('docs/adr/')).length).toBeGreaterThan(10);
});

test('every relative link and picture leads somewhere', () => {
  expect(PAGES.flatMap((path) => brokenLinks(path, read(path)))).toEqual([]);
});

test('a link that leads nowhere is noticed', () => {
  const text = '[a](docs/no-such.md) [b](README.md#no-such-heading) [c](https://example.org) ![d](docs/no-such.png)';
  expect(brokenLinks('README.md', text)).toHaveLength(3);
});

test('every decision is in the list of decisions', () => {
  const list = read('docs/adr/README.md');
  const decisions = globSync('[0-9]*.md', { cwd: join(ROOT, 'docs/adr') });
  expect(decisions.filter((name) => !list.includes(`(${name})`))).toEqual([]);
});

const Named = z.record(z.string(), z.string());
const Package = z.object({ scripts: Named, dependencies: Named });

test('every package that the decisions name as a pillar is one that is installed', () => {
  const { dependencies } = Package.parse(JSON.parse(read('package.json')));
  const rows = [...read('docs/adr/0012-pillars.md').matchAll(/^\| (`[^|]+)\|/gm)];
  const pillars = rows.flatMap(([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
  expect(pillars.length).toBeGreaterThan(25);
  expect(pillars.filter((name) => !(name in dependencies))).toEqual([]);
});

test('every npm command that is named exists', () => {
  const { scripts } = Package.parse(JSON.parse(read('package.json')));
  const named = PAGES.flatMap((path) =>
    [...read(path).matchAll(/npm (?:run ([\w:-]+)|(start|test)\b)/g)].map(([, run, plain]) => run ?? plain ?? ''),
  );
  expect(new Set(named)).toContain('start');
  expect([...new Set(named)].filter((name) => !(name in scripts))).toEqual([]);
});

test('every command of ours that is named exists, and every one is named', () => {
  const commands = [...read('src/cli/main.ts').matchAll(/^ {2}'?([a-z][a-z -]*)'?: async/gm)].map(
    ([, name = '']) => name,
  );
  expect(commands.length).toBeGreaterThan(4);
  const readme = read('README.md');
  expect(commands.filter((name) => !readme.includes(`cli -- ${name}`) && !readme.includes(`npm run ${name}`))).toEqual(
    [],
  );
  const named = PAGES.flatMap((path) =>
    [...read(path).matchAll(/npm run cli -- ([a-z][a-z-]*)/g)].map(([, word = '']) => word),
  );
  const first = new Set([...commands.map((name) => name.split(' ')[0]), 'help']);
  expect([...new Set(named)].filter((word) => !first.has(word))).toEqual([]);
});

test('the README lists the settings that the program reads, each of them', () => {
  const declared = [...read('src/platform/config.ts').matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(([, name]) => name);
  const listed = [...read('README.md').matchAll(/^\| `([A-Z][A-Z0-9_]+)` +\|/gm)].map(([, name]) => name);
  expect(declared.length).toBeGreaterThan(10);
  expect(listed.toSorted()).toEqual(declared.toSorted());
});

/** What the screens say: the catalogues of the console and the portal, as they are written. */
function wordsOnScreen(): Set<string> {
  const files = [
    ...globSync('src/console/**/{words,*-words,th}.ts', { cwd: ROOT }),
    ...globSync('src/portal/words/th.ts', { cwd: ROOT }),
    ...globSync('src/modules/channels/*/contract.ts', { cwd: ROOT }),
  ];
  const words = files.flatMap((path) =>
    [...read(path).matchAll(/'((?:[^'\\\n]|\\.)*)'/g)].map(([, word = '']) => word),
  );
  expect(words.length).toBeGreaterThan(300);
  return new Set(words);
}

test('what the guide prints in bold is what the screen says', () => {
  const words = wordsOnScreen();
  const bold = PAGES.filter((path) => path.startsWith('docs/guide/')).flatMap((path) =>
    [...shown(read(path)).matchAll(/\*\*([^*]+)\*\*/g)].map(([, word = '']) => ({ path, word })),
  );
  expect(bold.length).toBeGreaterThan(100);
  expect(bold.filter(({ word }) => !words.has(word))).toEqual([]);
});
