import { Pool } from 'undici';
import { z } from 'zod';
import { loadDirectory, openAuth } from '../src/modules/people/index.ts';
import { secretKey } from '../src/platform/secret-key.ts';
import { dayOf, fiscalYearOf, fiscalYearRange } from '../src/thai/index.ts';
import { dataFolder, startServer, visit } from '../test/faults/running-server.ts';
import { signIn } from '../test/sign-in.ts';
import { type Figure, median, ms } from './figure.ts';
import { madeUp } from './made-up.ts';
import { multiply } from './multiply.ts';
import { ageCases, seedCases } from './seed.ts';

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
 * What a year's board costs in the server: five systems, sixty steps with evidence rules, each system's with settings of their own, over
 * a register of a million cases in that year, all twelve months of it over; the records behind one month; and a plan as PDF. One request
 * at a time, medians, by HTTP.
 */
export async function plans(): Promise<Figure[]> {
  using folder = dataFolder();
  const server = await startServer(folder.path, { ROLE: 'web' });
  const pool = new Pool(server.origin, { connections: 1 });
  try {
    await using desk = await visit(folder.path);
    const now = new Date();
    const year = fiscalYearOf(dayOf(now)) - 1;
    const span = fiscalYearRange(year);
    const { departments } = await desk.scoped((tx) => loadDirectory(tx, dayOf(now)));
    await seedCases(
      desk.db,
      desk.municipalityId,
      await desk.scoped((tx) => madeUp(tx, FILED, { seed: 3, last: span.to })),
    );
    await ageCases(desk.ownerUrl, { id: crypto.randomUUID(), departmentId: departments[2]?.id ?? '' });
    const began = performance.now();
    await multiply(desk.ownerUrl, CASES, span);
    process.stderr.write(
      `${CASES.toLocaleString('en')} cases in ${Math.round((performance.now() - began) / 1000)} s\n`,
    );
    const key = await secretKey(undefined, folder.path);
    const office = { auth: openAuth({ db: desk.db, key, publicUrl: null, now: () => now }), parts: { db: desk.db } };
    const planner = await signIn(office, desk.municipalityId, 'planner', now);
    const call: Call = async (method, path, body) => {
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
    await call('POST', '/plans/years', { fiscalYear: year, from: 2562 });
    const board = () => call('GET', `/plans/years/${year}`);
    const documents = Board.parse(JSON.parse((await board()).toString())).systems.flatMap(
      ({ plan }) => plan?.document ?? [],
    );
    const committees = await committeesOf(call, documents.length);
    for (const [i, document] of documents.entries()) {
      const content = widened(document.content, rulesOf(i, committees[i] ?? null));
      await call('PUT', `/plans/documents/${document.id}`, {
        version: document.version,
        why: 'bench',
        confirmPast: true,
        document: { kind: 'plan', content },
      });
    }
    const opened = await timed(board);
    const [saved] = Board.parse(JSON.parse((await board()).toString())).systems;
    const plan = saved?.plan?.document;
    const month = `steps/${plan?.content.outputs[0]?.steps[0]?.id ?? ''}/months/6`;
    const behind = await timed(() => call('GET', `/plans/documents/${plan?.id ?? ''}/${month}`));
    const printed = await timed(() => call('GET', `/plans/documents/${plan?.id ?? ''}/print.pdf`));
    return [
      {
        what: `board of a year, ${STEPS} steps with rules over ${CASES.toLocaleString('en')} cases`,
        measured: ms(opened),
        target: '< 100 ms',
        met: opened < 100,
      },
      { what: 'the records behind one month of it', measured: ms(behind), target: '< 50 ms', met: behind < 50 },
      { what: 'a plan as PDF', measured: ms(printed), target: '< 200 ms', met: printed < 200 },
    ];
  } finally {
    await pool.destroy();
    await server.end();
  }
}

type Call = (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) => Promise<Buffer>;

/** So many committees, one for each system's meetings. */
async function committeesOf(call: Call, many: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 1; i <= many; i += 1) {
    const members = [{ name: 'นายหนึ่ง', role: 'chair' }];
    const committee = { name: `คณะกรรมการชุดที่ ${i}`, termFrom: '2020-10-01', members };
    ids.push(
      Step.pick({ id: true }).parse(
        JSON.parse((await call('POST', '/committees', { version: null, committee })).toString()),
      ).id,
    );
  }
  return ids;
}

/** One rule of each kind, set otherwise for each system: none of them can be read for two systems at once. */
const rulesOf = (system: number, committeeId: string | null) => [
  { kind: 'rule', rule: 'complaints.recorded', settings: { least: system + 1 } },
  { kind: 'rule', rule: 'complaints.on-time', settings: { percent: 90 + system, period: 'quarter' } },
  { kind: 'rule', rule: 'complaints.recorded-by-every-department', settings: { each: system + 1 } },
  { kind: 'rule', rule: 'plans.meeting-held', settings: { committeeId } },
  { kind: 'rule', rule: 'channels.directory-published', settings: {} },
  { kind: 'rule', rule: 'plans.report-acknowledged', settings: {} },
];

/** A plan of twelve steps, each with a rule of its own kind. */
function widened(content: z.infer<typeof Plan>['content'], rules: ReturnType<typeof rulesOf>): object {
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
    evidence: rules[i % rules.length],
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

async function timed(work: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let i = 0; i < TIMES + 3; i += 1) {
    const began = performance.now();
    await work();
    if (i >= 3) took.push(performance.now() - began);
  }
  return median(took);
}
