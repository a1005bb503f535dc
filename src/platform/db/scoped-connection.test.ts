import { setImmediate as turn } from 'node:timers/promises';
import { CompiledQuery, sql } from 'kysely';
import { expect, test } from 'vitest';
import { world } from '../../../test/harness.ts';
import { send, sendAndCommit, type Tx } from './db.ts';

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

const KEEP = CompiledQuery.raw(
  `insert into platform.counter (class, fiscal_year, value) values ('ท', 2569, 1) returning value`,
);
const kept = (tx: Tx) =>
  sql<{ value: number }>`select value from platform.counter where class = 'ท'`.execute(tx).then(({ rows }) => rows);

test('what is sent with the commit is there for others when it resolves, and nothing is asked after it', async () => {
  await using w = await world();
  const asked = w.scoped(async (tx) => {
    expect(await sendAndCommit(tx, [KEEP], CompiledQuery.raw('select 2 as two'))).toEqual([{ two: 2 }]);
    expect(await w.scoped(kept)).toEqual([{ value: 1 }]);
    await sql`delete from platform.counter`.execute(tx);
  });
  await expect(asked).rejects.toThrow('asked nothing more');
  expect(await w.scoped(kept)).toEqual([{ value: 1 }]);
});

test('of what is sent with the commit nothing is kept where one part fails, and its fault is the one that is told', async () => {
  await using w = await world();
  const asked = w.scoped((tx) => sendAndCommit(tx, [KEEP, CompiledQuery.raw('select 1 / 0')], KEEP));
  await expect(asked).rejects.toMatchObject({ code: '22012' });
  expect(await w.scoped(kept)).toEqual([]);
});

test('what is sent together without the commit goes with the transaction', async () => {
  await using w = await world();
  const asked = w.scoped(async (tx) => {
    expect(await send(tx, [], KEEP)).toEqual([{ value: 1 }]);
    throw new Error('thought better of');
  });
  await expect(asked).rejects.toThrow('thought better of');
  expect(await w.scoped(kept)).toEqual([]);
});
