import { globSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { expect, test } from 'vitest';
import { world } from './harness.ts';

/** `'schema.table': Scoped & { … }` as the modules declare it: table → columns. */
function declared(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const file of globSync('src/{platform,modules}/**/*.ts')) {
    const text = readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
    for (const [, table = '', body = ''] of text.matchAll(
      /'((?:platform|people|auth|channels|voices|complaints|plans)\.\w+)': (?:Scoped & )?\{([^}]*)\}/g,
    )) {
      const columns = [...body.matchAll(/(?:^|[;{\n])\s*(\w+)\??:/g)].map(([, column = '']) => column);
      found.set(table, new Set(['municipality_id', ...columns]));
    }
  }
  return found;
}

test('what the modules say of their tables is what the database has, column by column', async () => {
  await using w = await world();
  const client = new pg.Client({ connectionString: w.ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `select table_schema || '.' || table_name as table, array_agg(column_name::text order by column_name) as columns
       from information_schema.columns where table_schema in ('platform', 'people', 'auth', 'channels', 'voices', 'complaints', 'plans') group by 1`,
  );
  await client.end();
  const said = declared();
  expect(rows.length).toBeGreaterThan(35);
  for (const [table, columns] of said) {
    const real = rows.find((row) => row.table === table);
    expect(real, `${table} exists`).toBeDefined();
    expect([...columns].sort(), table).toEqual(real?.columns);
  }
  // What only the accounts library touches is declared nowhere in ours.
  const library = new Set(['auth.account', 'auth.verification', 'auth.twoFactor', 'auth.rateLimit']);
  expect(rows.map((row) => row.table).filter((table) => !said.has(table) && !library.has(table))).toEqual([]);
});
