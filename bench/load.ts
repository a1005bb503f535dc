import pg from 'pg';
import { v7 } from 'uuid';
import { median, perSecond } from './figure.ts';
import { processorMs, serverProcessorMs } from './processor.ts';

/** Milliseconds of processor time. */
export type Spent = { server: number; database: number; client: number };
/** `rate`: done in a second; `took`: milliseconds of each. */
export type Block = { rate: number; took: number[]; spent: Spent };

/** Reads the processor time so far of the program, its database (by the process of one of its connections), and this process. */
export function spentBy(serverPid: number, backend: number): () => Spent {
  return () => ({
    server: processorMs(serverPid),
    database: serverProcessorMs(backend),
    client: processorMs(process.pid),
  });
}

/** Keeps so many of them under way for a while; gives how many were done in a second, how long each took, and what they cost. */
export async function block(
  work: (connection: number) => Promise<void>,
  connections: number,
  forMs: number,
  clock: () => Spent,
): Promise<Block> {
  const before = clock();
  const began = performance.now();
  const took: number[] = [];
  await Promise.all(
    Array.from({ length: connections }, async (_, connection) => {
      for (let start = performance.now(); start - began < forMs; ) {
        await work(connection);
        const end = performance.now();
        took.push(end - start);
        start = end;
      }
    }),
  );
  const rate = (took.length / (performance.now() - began)) * 1000;
  const after = clock();
  const spent = {
    server: after.server - before.server,
    database: after.database - before.database,
    client: after.client - before.client,
  };
  return { rate, took, spent };
}

/**
 * The least that the database can do: one row with a primary key, prepared, each with its own commit. Connections are opened before
 * the block and closed after it: the database has 60 for everybody. `atOnce` inserts share them, two or more waiting at each.
 */
export async function bareBlock(
  ownerUrl: string,
  connections: number,
  forMs: number,
  clock: () => Spent,
  atOnce = connections,
): Promise<Block> {
  const clients = Array.from({ length: connections }, () => new pg.Client({ connectionString: ownerUrl }));
  await Promise.all(clients.map((client) => client.connect()));
  await clients[0]?.query('create schema if not exists bench');
  await clients[0]?.query(
    'create table if not exists bench.bare (id uuid primary key, at timestamptz not null, body text not null)',
  );
  const text = 'insert into bench.bare (id, at, body) values ($1, $2, $3)';
  const insert = async (connection: number) => {
    await clients[connection % connections]?.query({
      name: 'bare',
      text,
      values: [v7(), new Date(), 'one row, one commit'],
    });
  };
  const done = await block(insert, atOnce, forMs, clock);
  await Promise.all(clients.map((client) => client.end()));
  return done;
}

export const withEach = (rates: readonly number[]): string =>
  `${perSecond(median(rates))} (${rates.map(perSecond).join(', ')})`;

/** Processor time of one piece of work; `n/a` where the system does not say (`/proc` is Linux). */
export function processor(blocks: readonly Block[]): string {
  const count = blocks.reduce((sum, { took }) => sum + took.length, 0);
  const each = (['server', 'database', 'client'] as const).map(
    (part) => blocks.reduce((sum, { spent }) => sum + spent[part], 0) / count,
  );
  const total = each.reduce((sum, part) => sum + part, 0);
  return Number.isFinite(total) ? `${each.map((part) => part.toFixed(3)).join(' + ')} = ${total.toFixed(3)} ms` : 'n/a';
}
