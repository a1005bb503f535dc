import { readFileSync } from 'node:fs';
import pg from 'pg';
import { v7 } from 'uuid';
import type { Draft } from '../src/modules/complaints/index.ts';
import { dayOf } from '../src/thai/index.ts';
import { dataFolder, startServer, visit } from '../test/faults/running-server.ts';
import { type Figure, median, ms, perSecond, quantile } from './figure.ts';
import { madeUp } from './made-up.ts';
import { openWire } from './wire.ts';

const CONNECTIONS = 32;
const ROUNDS = 5;
const BLOCK_MS = Number(process.env['BENCH_BLOCK_MS'] ?? 3000);

/**
 * What a filing costs beside the least that the database can do. Both are measured in turns in one run, on the same database,
 * through the same driver, at 32 connections: a bare insert of one row with its own commit, and a filing by HTTP (case, event,
 * clock, number, audit and job in one transaction, answered after its commit), all to one municipality. Jobs are added here and
 * performed elsewhere (`ROLE=web`): sending mail afterwards is no part of a filing.
 */
export async function filing(): Promise<Figure[]> {
  using folder = dataFolder();
  const server = await startServer(folder.path, { ROLE: 'web' });
  try {
    await using desk = await visit(folder.path);
    const drafts = await desk.scoped((tx) => madeUp(tx, 5000, { seed: 1, last: dayOf(new Date()) }));
    const file = openFiling(server.origin, await desk.apiKey(), drafts);
    const rates = { bare: [] as number[], filed: [] as number[] };
    const took: number[] = [];
    await bareBlock(desk.ownerUrl, BLOCK_MS / 2);
    await block(file.one, BLOCK_MS * 2, []); // warms up
    for (let round = 0; round < ROUNDS; round += 1) {
      rates.bare.push(await bareBlock(desk.ownerUrl, BLOCK_MS));
      rates.filed.push(await block(file.one, BLOCK_MS, took));
    }
    file.close();
    const ratios = rates.filed.map((rate, i) => rate / (rates.bare[i] ?? Number.NaN));
    const resident = residentBytes(server.pid) / 1024 / 1024;
    const ratio = median(ratios);
    return [
      {
        what: 'bare committed inserts, 32 connections',
        measured: `${perSecond(median(rates.bare))} (${rates.bare.map(perSecond).join(', ')})`,
        target: '',
        met: null,
      },
      {
        what: 'filings by HTTP, 32 connections',
        measured: `${perSecond(median(rates.filed))} (${rates.filed.map(perSecond).join(', ')})`,
        target: '',
        met: null,
      },
      {
        what: 'filings to bare inserts, median of the rounds',
        measured: `${ratio.toFixed(2)} (${ratios.map((each) => each.toFixed(2)).join(', ')})`,
        target: '≥ 0.33',
        met: ratio >= 1 / 3,
      },
      {
        what: 'time of a filing, p50 / p99',
        measured: `${ms(median(took))} / ${ms(quantile(took, 0.99))}`,
        target: '',
        met: null,
      },
      {
        what: `resident memory of the Node process after ${took.length.toLocaleString('en')} filings`,
        measured: `${Math.round(resident)} MB`,
        target: '< 250 MB',
        met: resident < 250,
      },
    ];
  } finally {
    await server.end();
  }
}

/** Keeps 32 of them under way for a while; gives how many were done in a second, and how long each took. */
async function block(work: (connection: number) => Promise<void>, forMs: number, took: number[]): Promise<number> {
  const began = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, connection) => {
      for (let start = performance.now(); start - began < forMs; ) {
        await work(connection);
        const end = performance.now();
        took.push(end - start);
        start = end;
        done += 1;
      }
    }),
  );
  return (done / (performance.now() - began)) * 1000;
}

/** Connections of a block are opened before it and closed after it: the database has 60 for everybody. */
async function bareBlock(ownerUrl: string, forMs: number): Promise<number> {
  const clients = Array.from({ length: CONNECTIONS }, () => new pg.Client({ connectionString: ownerUrl }));
  await Promise.all(clients.map((client) => client.connect()));
  await clients[0]?.query('create schema if not exists bench');
  await clients[0]?.query(
    'create table if not exists bench.bare (id uuid primary key, at timestamptz not null, body text not null)',
  );
  const text = 'insert into bench.bare (id, at, body) values ($1, $2, $3)';
  const insert = async (connection: number) => {
    await clients[connection]?.query({ name: 'bare', text, values: [v7(), new Date(), 'one row, one commit'] });
  };
  const rate = await block(insert, forMs, []);
  await Promise.all(clients.map((client) => client.end()));
  return rate;
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

/** Bytes of memory that a process holds. */
function residentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}
