import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { PROBLEM_WORDS } from './problem-words.ts';

const SRC = fileURLToPath(new URL('../', import.meta.url));
const sources = globSync('{modules,server,platform}/**/*.ts', { cwd: SRC })
  .filter((path) => !path.endsWith('.test.ts'))
  .map((path) => readFileSync(`${SRC}${path}`, 'utf8'));

/** The codes that reach a field: in a refusal's `fields`, through a module's `invalid(…)`, or as a contract's own message. */
const FORMS = [
  /field(?:: [^,{}]+)?, problem: '([a-z-]+)'/g,
  /\binvalid\([^,()]+, '([a-z-]+)'/g,
  /\brefuse\('([a-z-]+)'\)/g,
  /\.(?:min|max|regex)\([^,()]+, '([a-z]+(?:-[a-z]+)+)'\)/g,
  /\.refine\((?:\([^;]*?|\w+), '([a-z]+(?:-[a-z]+)+)'\)/g,
];
const codes = new Set(
  sources.flatMap((text) => FORMS.flatMap((form) => [...text.matchAll(form)].map(([, code = '']) => code))),
);

test('every problem that the server finds with a field has Thai and English words', () => {
  for (const known of ['in-the-past', 'in-force', 'too-common', 'not-after-start', 'text-missing']) {
    expect(codes, 'the sources are still read as they are written').toContain(known);
  }
  expect([...codes].filter((code) => !(code in PROBLEM_WORDS)).toSorted()).toEqual([]);
  expect(Object.values(PROBLEM_WORDS).filter(([th, en]) => !/[ก-๙]/.test(th) || !/[a-z]/.test(en))).toEqual([]);
});
