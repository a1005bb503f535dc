import { setImmediate as turn } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { world } from '../../../test/harness.ts';

test('of statements that share a trip the one that failed first is thrown, whoever is heard first', async () => {
  await using w = await world();
  const heardLate = (asked: Promise<unknown>) =>
    asked.catch(async (error: unknown) => {
      await turn();
      throw error;
    });
  const both = w.scoped((tx) => Promise.all([heardLate(sql`select 1 / 0`.execute(tx)), sql`select 1`.execute(tx)]));
  await expect(both).rejects.toMatchObject({ code: '22012' });
  expect(await w.scoped((tx) => sql<{ one: number }>`select 1 as one`.execute(tx))).toMatchObject({
    rows: [{ one: 1 }],
  });
});
