import { sql } from 'kysely';
import type { Draft } from '../src/modules/complaints/index.ts';
import { dayOf } from '../src/thai/index.ts';
import { dataFolder, startServer, visit } from '../test/faults/running-server.ts';
import { type Figure, median, ms, quantile } from './figure.ts';
import { type Block, bareBlock, block, processor, spentBy, withEach } from './load.ts';
import { madeUp } from './made-up.ts';
import { residentBytes } from './processor.ts';
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
    const clock = spentBy(server.pid, backend);
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
