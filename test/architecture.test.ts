import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (file: string) => readFileSync(file, 'utf8');
const sources = globSync('src/**/*.{ts,tsx,css}');
const tables = globSync('migrations/*.sql').flatMap((file) =>
  [...read(file).matchAll(/create (?:unlogged )?table (\w+\."?\w+"?)/g)].map(([, table = '']) =>
    table.replaceAll('"', ''),
  ),
);

test('only a module, and the evidence that is read from all, names its own tables', () => {
  expect(tables.length).toBeGreaterThan(35);
  expect(sources.length).toBeGreaterThan(200);
  const trespass = sources.flatMap((file) => {
    if (/\.test\.tsx?$/.test(file)) return [];
    const home = /^src\/modules\/(\w+)\//.exec(file)?.[1] ?? /^src\/(platform)\//.exec(file)?.[1];
    const text = read(file);
    return tables
      .filter(
        (table) =>
          home !== 'evidence' &&
          !(OWNER[table.split('.')[0] ?? ''] ?? []).includes(home ?? '') &&
          new RegExp(`['\`" ]${table}(?![\\w-])`).test(text),
      )
      .map((table) => `${file} names ${table}`);
  });
  expect(trespass).toEqual([]);
});

/** Whose each schema is. Accounts are people's, and so are the reading of the audit chain and the counting of sign-in attempts; a stored
 * file's row is joined by the voices it is attached to. */
const OWNER: Readonly<Record<string, readonly string[]>> = {
  platform: ['platform', 'people', 'voices'],
  people: ['people'],
  auth: ['people'],
  channels: ['channels'],
  voices: ['voices'],
  complaints: ['complaints'],
  plans: ['plans'],
};

test('the console and the portal ask browsers for nothing that only a page with HTTPS is given', () => {
  // An office opens the program by http: from its other machines; these two do without where it is missing.
  const may = ['src/console/lib/copy-text.ts', 'src/portal/enhance/receipt.ts'];
  const asking = globSync('src/{console,portal/enhance}/**/*.{ts,tsx}').filter(
    (file) => !may.includes(file) && /\bcrypto\.(randomUUID|subtle)|navigator\.clipboard/.test(read(file)),
  );
  expect(asking).toEqual([]);
});

test('no file is longer than 400 lines', () => {
  const long = globSync('{src,test,bench,bin}/**/*.{ts,tsx,mjs,css}').filter(
    (file) => read(file).split('\n').length > 401,
  );
  expect(long).toEqual([]);
});

test('the tools that hold the house saw it', () => {
  const said = execFileSync(
    'node_modules/.bin/depcruise',
    ['-c', '.dependency-cruiser.cjs', 'src', '--output-type', 'json'],
    { maxBuffer: 2 ** 28, encoding: 'utf8' },
  );
  const { summary } = JSON.parse(said) as { summary: { totalCruised: number; error: number } };
  expect(summary.totalCruised).toBeGreaterThan(250);
  expect(summary.error).toBe(0);
}, 120_000);

test('a door lists names, and no more than the house can remember', () => {
  const doors = globSync('src/modules/*/index.ts');
  expect(doors.length).toBeGreaterThan(3);
  for (const door of doors) expect(read(door), door).not.toMatch(/export \*/);
});

test('nobody marks work as left, and nobody casts at a boundary', () => {
  const marks = sources.filter((file) =>
    /\b(TODO|FIXME|XXX|HACK)\b|@ts-(ignore|nocheck)|: any\b|as any\b/.test(read(file)),
  );
  expect(marks).toEqual([]);
});
