import { expect, it } from 'vitest';
import { emptyDatabase } from '../../../test/empty-database.ts';
import { applyMigrations, asOnlyMigrator } from './migrate.ts';

it('a migration that takes longer than three seconds is told of by its name, one that does not is not', async () => {
  await using database = await emptyDatabase();
  const said: string[] = [];
  const files = [
    { name: '0001_quick.sql', text: 'select 1', sha256: 'a' },
    { name: '0002_slow.sql', text: 'select pg_sleep(3.5)', sha256: 'b' },
  ];
  await asOnlyMigrator(database.url, (client) =>
    applyMigrations(client, database.url, { files, log: (line) => said.push(line) }),
  );
  expect(said).toEqual([expect.stringMatching(/^กำลังปรับฐานข้อมูล.*: 0002_slow\.sql$/)]);
});
