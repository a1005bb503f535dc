import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { dataFolder, startServer, type Visit, visit } from '../test/faults/running-server.ts';
import { type Figure, median, ms, quantile } from './figure.ts';
import { type Block, bareBlock, block, processor, spentBy, withEach } from './load.ts';
import { residentBytes } from './processor.ts';
import { openWire } from './wire.ts';

const CONNECTIONS = 64;
/** What the embedded database has connections for, beside those of the program. */
const BARE_CONNECTIONS = 32;
const ROUNDS = 5;
const BLOCK_MS = Number(process.env['BENCH_BLOCK_MS'] ?? 3000);
const SECRET = 'a channel secret of the benchmark';
const ENV = {
  LINE_CHANNEL_SECRET: SECRET,
  LINE_CHANNEL_ACCESS_TOKEN: 'none',
  LINE_API_BASE: 'http://127.0.0.1:9',
  LINE_DATA_API_BASE: 'http://127.0.0.1:9',
};

/**
 * What a LINE event costs beside the least that the database can do, measured in turns in one run on the same database, with the load
 * generator on the same machine: a delivery of one message in Thai by HTTP at 64 connections (signature over its bytes, event and job
 * committed, answered after the commit), and bare inserts of one row with their own commit. Events are read elsewhere (`ROLE=web`).
 */
export async function webhooks(): Promise<Figure[]> {
  using folder = dataFolder();
  const server = await startServer(folder.path, { ROLE: 'web', ...ENV });
  try {
    await using desk = await visit(folder.path);
    const clock = spentBy(server.pid, await backendOf(desk));
    const line = openLine(server.origin);
    const atStart = residentBytes(server.pid);
    await bareBlock(desk.ownerUrl, BARE_CONNECTIONS, BLOCK_MS / 2, clock);
    line.sign(BLOCK_MS * 30);
    await block(line.deliver, CONNECTIONS, BLOCK_MS * 2, clock); // warms up
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      line.sign(BLOCK_MS * 15);
      rounds.push({
        many: await bareBlock(desk.ownerUrl, BARE_CONNECTIONS, BLOCK_MS, clock, CONNECTIONS),
        alone: await bareBlock(desk.ownerUrl, 1, BLOCK_MS / 3, clock),
        delivered: await block(line.deliver, CONNECTIONS, BLOCK_MS, clock),
      });
    }
    line.close();
    const after = residentBytes(server.pid);
    const kept = await countEvents(desk);
    if (kept !== line.answered()) throw new Error(`${line.answered()} answered, ${kept} kept`);
    return figuresOf(rounds, { atStart, after, kept });
  } finally {
    await server.end();
  }
}

type Round = { many: Block; alone: Block; delivered: Block };

function figuresOf(rounds: readonly Round[], { atStart, after, kept }: Record<'atStart' | 'after' | 'kept', number>) {
  const rates = (of: keyof Round) => rounds.map((round) => round[of].rate);
  const took = rounds.flatMap(({ delivered }) => delivered.took);
  const rate = median(rates('delivered'));
  const ratios = rounds.map(({ many, delivered }) => delivered.rate / many.rate);
  const informs = (what: string, measured: string): Figure => ({ what, measured, target: '', met: null });
  const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);
  return [
    {
      what: `LINE events by HTTP, ${CONNECTIONS} connections`,
      measured: withEach(rates('delivered')),
      target: '≥ 2,000/s',
      met: rate >= 2000,
    },
    { what: 'time of a delivery, p50', measured: ms(median(took)), target: '', met: null },
    {
      what: 'time of a delivery, p99',
      measured: ms(quantile(took, 0.99)),
      target: '< 100 ms',
      met: quantile(took, 0.99) < 100,
    },
    informs('bare committed inserts, one connection', withEach(rates('alone'))),
    informs(
      `bare committed inserts, ${CONNECTIONS} at once on ${BARE_CONNECTIONS} connections (the database has 60)`,
      withEach(rates('many')),
    ),
    {
      what: `LINE events to bare inserts, both ${CONNECTIONS} at once, median of the rounds`,
      measured: `${median(ratios).toFixed(2)} (${ratios.map((each) => each.toFixed(2)).join(', ')})`,
      target: '≥ 1',
      met: median(ratios) >= 1,
    },
    informs('processor time of an event: server + database + client', processor(rounds.map((each) => each.delivered))),
    informs('processor time of a bare insert: server + database + client', processor(rounds.map((each) => each.many))),
    informs(
      `resident memory of the Node process after ${kept.toLocaleString('en')} events (at start ${megabytes(atStart)} MB)`,
      `${megabytes(after)} MB`,
    ),
  ] satisfies Figure[];
}

async function backendOf(desk: Visit): Promise<number> {
  return desk.scoped(async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    return rows[0]?.pid ?? Number.NaN;
  });
}

async function countEvents(desk: Visit): Promise<number> {
  return desk.scoped(async (tx) => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from channels.event`.execute(tx);
    return rows[0]?.n ?? Number.NaN;
  });
}

const TEXTS = [
  'ไฟถนนหน้าตลาดสดดับมาสามคืนแล้วครับ เดินกลับบ้านมืดมาก ช่วยมาดูให้หน่อย',
  'น้ำท่วมขังในซอยเทศบาล 5 ระบายไม่ทัน ส่งกลิ่นเหม็น เด็กนักเรียนเดินลำบากค่ะ',
  'ขยะหน้าโรงเรียนไม่ได้เก็บมาสองวันแล้ว',
];

/** Deliveries of one message each, signed beforehand: what signing costs is LINE's. */
function openLine(origin: string) {
  const wires = Array.from({ length: CONNECTIONS }, () => openWire(origin));
  let ready: { headers: string; body: string }[] = [];
  let made = 0;
  let answered = 0;
  const signed = () => {
    const body = delivery(made);
    made += 1;
    return { headers: `x-line-signature: ${createHmac('sha256', SECRET).update(body).digest('base64')}\r\n`, body };
  };
  return {
    /** Makes so many ready, and lets go of what is left of those before. */
    sign(count: number) {
      ready = Array.from({ length: count }, signed);
    },
    deliver: async (connection: number): Promise<void> => {
      const { headers, body } = ready.pop() ?? signed();
      const answer = await wires[connection]?.post('/webhooks/line/main', headers, body);
      if (answer?.status !== 200) throw new Error(JSON.stringify(answer));
      answered += 1;
    },
    answered: () => answered,
    close: () => {
      for (const wire of wires) wire.close();
    },
  };
}

/** As LINE's documents show it (webhook.yml): one text message of one of a thousand people. */
function delivery(n: number): string {
  const id = n.toString(36).toUpperCase().padStart(26, '0');
  return JSON.stringify({
    destination: 'U00000000000000000000000000000000',
    events: [
      {
        type: 'message',
        message: { type: 'text', id: String(400_000_000_000 + n), quoteToken: 'q', text: `${TEXTS[n % 3]} (${n})` },
        webhookEventId: id,
        deliveryContext: { isRedelivery: false },
        timestamp: 1_780_000_000_000 + n,
        source: { type: 'user', userId: `U${String(n % 1000).padStart(32, '0')}` },
        replyToken: `reply${n}`,
        mode: 'active',
      },
    ],
  });
}
