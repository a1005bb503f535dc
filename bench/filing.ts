import { sql } from 'kysely';
import pg from 'pg';
import { v7 } from 'uuid';
import type { Draft } from '../src/modules/complaints/index.ts';
import { dayOf } from '../src/thai/index.ts';
import { dataFolder, startServer, visit } from '../test/faults/running-server.ts';
import { type Figure, median, ms, perSecond, quantile } from './figure.ts';
import { madeUp } from './made-up.ts';
import { processorMs, residentBytes, serverProcessorMs } from './processor.ts';
import { openWire } from './wire.ts';

const CONNECTIONS = 32;
const ROUNDS = 5;
const BLOCK_MS = Number(process.env['BENCH_BLOCK_MS'] ?? 3000);

/**
 * What a filing costs beside the least that the database can do. Both are measured in turns in one run, on the same database,
 * through the same driver, at 32 connections: a bare insert of one row with its own commit, and a filing by HTTP (case, event,
 * clock, number, audit and job in one transaction, answered after its commit), all to one municipality. Jobs are added here and
 * performed elsewhere (`ROLE=web`): sending mail afterwards is no part of a filing. A second reference, never compared with, is the
 * bare insert on one connection: what commits one after another can do, as gap-free numbers without shared transactions would have to.
 */
export async function filing(): Promise<Figure[]> {
  using folder = dataFolder();
  const server = await startServer(folder.path, { ROLE: 'web' });
  try {
    await using desk = await visit(folder.path);
    const drafts = await desk.scoped((tx) => madeUp(tx, 5000, { seed: 1, last: dayOf(new Date()) }));
    const backend = await desk.scoped(async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      return rows[0]?.pid ?? Number.NaN;
    });
    const clock = (): Spent => ({
      server: processorMs(server.pid),
      database: serverProcessorMs(backend),
      client: processorMs(process.pid),
    });
    const file = openFiling(server.origin, await desk.apiKey(), drafts);
    const bare = (connections: number, forMs: number) => bareBlock(desk.ownerUrl, connections, forMs, clock);
    const memory = { atStart: residentBytes(server.pid), after: Number.NaN };
    await bare(CONNECTIONS, BLOCK_MS / 2);
    await block(file.one, CONNECTIONS, BLOCK_MS * 2, clock); // warms up
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.push({
        bare: await bare(CONNECTIONS, BLOCK_MS),
        alone: await bare(1, BLOCK_MS / 3),
        filed: await block(file.one, CONNECTIONS, BLOCK_MS, clock),
      });
    }
    file.close();
    memory.after = residentBytes(server.pid);
    return figuresOf(rounds, memory);
  } finally {
    await server.end();
  }
}

/** Milliseconds of processor time. */
type Spent = { server: number; database: number; client: number };
type Block = { rate: number; took: number[]; spent: Spent };
type Round = { bare: Block; alone: Block; filed: Block };

function figuresOf(rounds: readonly Round[], memory: { atStart: number; after: number }): Figure[] {
  const rates = (of: keyof Round) => rounds.map((round) => round[of].rate);
  const took = rounds.flatMap(({ filed }) => filed.took);
  const ratios = rounds.map(({ bare, filed }) => filed.rate / bare.rate);
  const ratio = median(ratios);
  const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);
  const informs = (what: string, measured: string): Figure => ({ what, measured, target: '', met: null });
  return [
    informs(`bare committed inserts, ${CONNECTIONS} connections`, withEach(rates('bare'))),
    informs('second reference: bare committed inserts, one connection', withEach(rates('alone'))),
    informs(`filings by HTTP, ${CONNECTIONS} connections`, withEach(rates('filed'))),
    {
      what: `filings to bare inserts at ${CONNECTIONS} connections, median of the rounds`,
      measured: `${ratio.toFixed(2)} (${ratios.map((each) => each.toFixed(2)).join(', ')})`,
      target: '≥ 0.33',
      met: ratio >= 1 / 3,
    },
    informs('time of a filing, p50 / p99', `${ms(median(took))} / ${ms(quantile(took, 0.99))}`),
    informs('processor time of a filing: server + database + client', processor(rounds.map(({ filed }) => filed))),
    informs('processor time of a bare insert: server + database + client', processor(rounds.map(({ bare }) => bare))),
    {
      what: `resident memory of the Node process after ${took.length.toLocaleString('en')} filings (at start ${megabytes(memory.atStart)} MB)`,
      measured: `${megabytes(memory.after)} MB`,
      target: '< 250 MB',
      met: megabytes(memory.after) < 250,
    },
  ];
}

const withEach = (rates: readonly number[]): string =>
  `${perSecond(median(rates))} (${rates.map(perSecond).join(', ')})`;

/** Of one filing or insert; `n/a` where the system does not say (`/proc` is Linux). */
function processor(blocks: readonly Block[]): string {
  const count = blocks.reduce((sum, { took }) => sum + took.length, 0);
  const each = (['server', 'database', 'client'] as const).map(
    (part) => blocks.reduce((sum, { spent }) => sum + spent[part], 0) / count,
  );
  const total = each.reduce((sum, part) => sum + part, 0);
  return Number.isFinite(total) ? `${each.map((part) => part.toFixed(2)).join(' + ')} = ${total.toFixed(2)} ms` : 'n/a';
}

/** Keeps so many of them under way for a while; gives how many were done in a second, how long each took, and what they cost. */
async function block(
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

/** Connections of a block are opened before it and closed after it: the database has 60 for everybody. */
async function bareBlock(ownerUrl: string, connections: number, forMs: number, clock: () => Spent): Promise<Block> {
  const clients = Array.from({ length: connections }, () => new pg.Client({ connectionString: ownerUrl }));
  await Promise.all(clients.map((client) => client.connect()));
  await clients[0]?.query('create schema if not exists bench');
  await clients[0]?.query(
    'create table if not exists bench.bare (id uuid primary key, at timestamptz not null, body text not null)',
  );
  const text = 'insert into bench.bare (id, at, body) values ($1, $2, $3)';
  const insert = async (connection: number) => {
    await clients[connection]?.query({ name: 'bare', text, values: [v7(), new Date(), 'one row, one commit'] });
  };
  const done = await block(insert, connections, forMs, clock);
  await Promise.all(clients.map((client) => client.end()));
  return done;
}

function openFiling(origin: string, key: string, drafts: readonly Draft[]) {
  const wires = Array.from({ length: CONNECTIONS }, () => openWire(origin));
  const bodies = drafts.map(({ text, placeText, latitude, longitude, contact }) =>
    JSON.stringify({
      text,
      place: { description: placeText ?? '', ...(latitude && longitude ? { latitude, longitude } : {}) },
      contact,
    }),
  );
  let next = 0;
  return {
    one: async (connection: number) => {
      next += 1;
      const headers = `authorization: Bearer ${key}\r\nidempotency-key: bench-${next}\r\n`;
      const body = bodies[next % bodies.length] ?? '';
      const answer = await wires[connection]?.post('/api/v1/complaints', headers, body);
      if (answer?.status !== 201) throw new Error(JSON.stringify(answer));
    },
    close: () => {
      for (const wire of wires) wire.close();
    },
  };
}
