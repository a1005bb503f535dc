import pg from 'pg';
import { Pool } from 'undici';
import { z } from 'zod';
import { openAuth } from '../src/modules/people/index.ts';
import { secretKey } from '../src/platform/secret-key.ts';
import { dayOf, fiscalYearOf } from '../src/thai/index.ts';
import { dataFolder, startServer, visit } from '../test/faults/running-server.ts';
import { signIn } from '../test/sign-in.ts';
import { type Figure, median, ms } from './figure.ts';
import { madeUp } from './made-up.ts';
import { seedCases } from './seed.ts';

const CASES = Number(process.env['BENCH_CASES'] ?? 1_000_000);
const FILED = 2000;
const STEPS = 60;
const TIMES = 15;

const Step = z.looseObject({ id: z.uuid(), no: z.string(), arrows: z.array(z.unknown()) });
const Plan = z.looseObject({
  id: z.uuid(),
  version: z.int(),
  standing: z.string(),
  content: z.looseObject({ outputs: z.array(z.looseObject({ steps: z.array(Step) })) }),
});
const Board = z.looseObject({
  systems: z.array(z.looseObject({ plan: z.looseObject({ document: Plan }).nullable() })),
});

/**
 * What a year's board costs in the server: five systems, sixty steps with evidence rules, over a register of a million cases; and a plan
 * as PDF. One request at a time, medians, by HTTP.
 */
export async function plans(): Promise<Figure[]> {
  using folder = dataFolder();
  const server = await startServer(folder.path, { ROLE: 'web' });
  const pool = new Pool(server.origin, { connections: 1 });
  try {
    await using desk = await visit(folder.path);
    const now = new Date();
    await seedCases(
      desk.db,
      desk.municipalityId,
      await desk.scoped((tx) => madeUp(tx, FILED, { seed: 3, last: dayOf(now) })),
    );
    await multiply(desk.ownerUrl, CASES);
    const key = await secretKey(undefined, folder.path);
    const office = { auth: openAuth({ db: desk.db, key, publicUrl: null, now: () => now }), parts: { db: desk.db } };
    const planner = await signIn(office, desk.municipalityId, 'planner', now);
    const call = async (method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<Buffer> => {
      const answer = await pool.request({
        method,
        path: `/api/v1${path}`,
        headers: { ...planner.headers, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
      });
      const bytes = Buffer.from(await answer.body.arrayBuffer());
      if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.statusCode} ${bytes.toString().slice(0, 300)}`);
      return bytes;
    };
    const year = fiscalYearOf(dayOf(now));
    await call('POST', '/plans/years', { fiscalYear: year, from: 2562 });
    const board = () => call('GET', `/plans/years/${year}`);
    const documents = Board.parse(JSON.parse((await board()).toString())).systems.flatMap(
      ({ plan }) => plan?.document ?? [],
    );
    for (const document of documents) {
      const content = widened(document.content);
      await call('PUT', `/plans/documents/${document.id}`, {
        version: document.version,
        why: 'bench',
        confirmPast: true,
        document: { kind: 'plan', content },
      });
    }
    const opened = await timed(board);
    const printed = await timed(() => call('GET', `/plans/documents/${documents[0]?.id ?? ''}/print.pdf`));
    return [
      {
        what: `board of a year, ${STEPS} steps with rules over ${CASES.toLocaleString('en')} cases`,
        measured: ms(opened),
        target: '< 100 ms',
        met: opened < 100,
      },
      { what: 'a plan as PDF', measured: ms(printed), target: '< 200 ms', met: printed < 200 },
    ];
  } finally {
    await pool.destroy();
    await server.end();
  }
}

const RULES = [
  { kind: 'rule', rule: 'complaints.recorded', settings: { least: 1 } },
  { kind: 'rule', rule: 'complaints.on-time', settings: { percent: 95, period: 'quarter' } },
  { kind: 'rule', rule: 'complaints.recorded-by-every-department', settings: { each: 1 } },
  { kind: 'rule', rule: 'plans.meeting-held', settings: {} },
  { kind: 'rule', rule: 'channels.directory-published', settings: {} },
  { kind: 'rule', rule: 'plans.report-acknowledged', settings: {} },
] as const;

/** A plan of twelve steps, each with a rule of its own kind. */
function widened(content: z.infer<typeof Plan>['content']): object {
  const first = content.outputs[0]?.steps[0];
  const steps = Array.from({ length: STEPS / 5 }, (_, i) => ({
    origin: 'own',
    raw: null,
    text: `ขั้นตอนที่ ${i + 1}`,
    responsible: '',
    departmentId: null,
    ownerId: null,
    target: '',
    indicator: '',
    budgetPlanned: null,
    budgetSpent: null,
    risk: '',
    ...(i === 0 ? first : {}),
    id: crypto.randomUUID(),
    no: String(i + 1),
    arrows: [{ id: crypto.randomUUID(), from: 1, to: 12, origin: 'own', doubt: null }],
    evidence: RULES[i % RULES.length],
  }));
  const blank = {
    id: crypto.randomUUID(),
    no: '1',
    output: 'ผลผลิต',
    raw: null,
    budgetText: '-',
    budgetPlanned: null,
    unit: '',
  };
  return { ...content, outputs: [{ ...(content.outputs[0] ?? blank), steps }] };
}

/** Copies the cases that were filed until there are so many, their voices and daily figures with them. */
async function multiply(ownerUrl: string, cases: number): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('set session_replication_role = replica');
    const copies = Math.max(0, Math.ceil(cases / FILED) - 1);
    const { rows } = await client.query<{ name: string }>(
      `select string_agg(quote_ident(column_name), ', ' order by ordinal_position) as name from information_schema.columns
        where table_schema = 'complaints' and table_name = 'complaint'
          and column_name not in ('id', 'voice_id', 'number', 'sequence', 'tracking_code')`,
    );
    const same = rows[0]?.name ?? '';
    await client.query(
      `insert into complaints.complaint (id, voice_id, number, sequence, tracking_code, ${same})
       select gen_random_uuid(), gen_random_uuid(), c.number || '-' || n, c.sequence + n * ${FILED}::bigint, c.tracking_code, ${same}
         from complaints.complaint c, generate_series(1, $1::int) n`,
      [copies],
    );
    await client.query(
      'update complaints.daily_fact set received = received * $1, closed = closed * $1, closed_on_time = closed_on_time * $1',
      [copies + 1],
    );
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let i = 0; i < TIMES + 3; i += 1) {
    const began = performance.now();
    await work();
    if (i >= 3) took.push(performance.now() - began);
  }
  return median(took);
}
