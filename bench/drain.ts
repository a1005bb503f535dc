import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { CONNECTED, lineBody, lineText, proof } from '../test/deliveries.ts';
import { dataFolder, startServer, type Visit, visit } from '../test/faults/running-server.ts';
import { type Figure, perSecond } from './figure.ts';
import { processorMs, residentBytes } from './processor.ts';
import { openWire } from './wire.ts';

const EVENTS = Number(process.env['BENCH_EVENTS'] ?? 100_000);
/** Messages of one delivery, and the people that they come from. */
const A_DELIVERY = 100;
const PEOPLE = 1000;
const LOOK_MS = 1000;
/** One in so many is a message that opens a case or adds to one; the others are messages that were taken back before they came. */
const ONE_IN = 20;

type Look = { at: number; left: number; bytes: number };

/**
 * A queue of LINE events, kept while nobody read them, drained by one worker: how fast, and what memory it holds meanwhile. One in
 * twenty is a message, which costs what a case and its answer cost; each of the others is a row of its own. LINE itself is away.
 */
export async function drain(): Promise<Figure[]> {
  using folder = dataFolder();
  const web = await startServer(folder.path, { ...CONNECTED, ROLE: 'web' });
  try {
    await using desk = await visit(folder.path);
    const began = performance.now();
    await deliverAll(web.origin);
    const took = (performance.now() - began) / 1000;
    const worker = await startServer(folder.path, { ...CONNECTED, ROLE: 'worker', DATABASE_URL: desk.ownerUrl });
    try {
      const before = processorMs(worker.pid);
      const looks = await watch(desk, worker.pid);
      return figuresOf(looks, { took, processor: processorMs(worker.pid) - before, failed: await failedOf(desk) });
    } finally {
      await worker.end();
    }
  } finally {
    await web.end();
  }
}

async function deliverAll(origin: string): Promise<void> {
  const wires = Array.from({ length: 8 }, () => openWire(origin));
  let left = Math.ceil(EVENTS / A_DELIVERY);
  let person = 0;
  await Promise.all(
    wires.map(async (wire) => {
      while (left > 0) {
        left -= 1;
        const events = Array.from({ length: A_DELIVERY }, () => {
          person += 1;
          const source = { type: 'user', userId: `U${String(person % PEOPLE).padStart(32, '0')}` };
          return person % ONE_IN === 0
            ? lineText(`น้ำท่วมในซอย ${person % PEOPLE} สูงขึ้นอีก`, { source })
            : takenBack(source, person);
        });
        const body = lineBody(...events);
        const { 'x-line-signature': signature = '' } = proof('line', Buffer.from(body)).headers;
        const answer = await wire.post('/webhooks/line/main', `x-line-signature: ${signature}\r\n`, body);
        if (answer.status !== 200) throw new Error(JSON.stringify(answer));
      }
    }),
  );
  for (const wire of wires) wire.close();
}

const takenBack = (source: object, n: number): object =>
  lineText('', { type: 'unsend', message: undefined, source, unsend: { messageId: `back-${n}` } });

/** Looks every second until nothing waits. */
async function watch(desk: Visit, pid: number): Promise<Look[]> {
  const looks: Look[] = [];
  const start = performance.now();
  for (let left = Number.NaN; left !== 0; await pause(LOOK_MS)) {
    left = await countOf(desk, 'waiting');
    looks.push({ at: performance.now() - start, left, bytes: residentBytes(pid) });
  }
  return looks;
}

const failedOf = (desk: Visit): Promise<number> => countOf(desk, 'failed');

function countOf(desk: Visit, state: string): Promise<number> {
  return desk.scoped(async (tx) => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from channels.event where state = ${state}
      and state in ('waiting', 'failed', 'unknown')`.execute(tx);
    return rows[0]?.n ?? Number.NaN;
  });
}

function figuresOf(
  looks: readonly Look[],
  { took, processor, failed }: { took: number; processor: number; failed: number },
): Figure[] {
  const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);
  const [first, last] = [looks[0], looks.at(-1)];
  const read = (first?.left ?? 0) - (last?.left ?? 0);
  const seconds = ((last?.at ?? 0) - (first?.at ?? 0)) / 1000;
  const tenths = Array.from({ length: 11 }, (_, i) => looks[Math.round((i * (looks.length - 1)) / 10)]?.bytes ?? 0);
  // The first tenth is the program warming up.
  const [early, late] = [Math.max(...tenths.slice(1, 4)), Math.max(...tenths.slice(-3))];
  return [
    {
      what: `${EVENTS.toLocaleString('en')} LINE events queued by deliveries of ${A_DELIVERY}`,
      measured: perSecond(EVENTS / took),
      target: '',
      met: null,
    },
    {
      what: 'events read into the register by one worker',
      measured: `${perSecond(read / seconds)}, ${(processor / read).toFixed(2)} ms of its processor time each, ${failed} failed`,
      target: '0 failed',
      met: failed === 0,
    },
    {
      what: 'resident memory of the worker, at each tenth of the time',
      measured: `${tenths.map(megabytes).join(', ')} MB`,
      target: 'does not grow',
      met: late < early * 1.15,
    },
  ];
}
