import { Pool } from 'undici';
import { z } from 'zod';
import { loadDirectory, openAuth } from '../src/modules/people/index.ts';
import { secretKey } from '../src/platform/secret-key.ts';
import { addDays, type Day, dayOf } from '../src/thai/index.ts';
import { dataFolder, startServer, visit } from '../test/faults/running-server.ts';
import { signIn } from '../test/sign-in.ts';
import { type Figure, median, ms } from './figure.ts';
import { madeUp } from './made-up.ts';
import { ageCases, seedCases } from './seed.ts';

const SIZES = (process.env['BENCH_SIZES'] ?? '1000,10000,100000').split(',').map(Number);
const TIMES = 15;
const LONGEST_MS = 50;

/** What is read: a name, a path, and who reads it. */
type Page = { readonly what: string; readonly url: string; readonly who: 'desk' | 'department' };

const list = (query: Record<string, string>) => `/api/v1/complaints?${new URLSearchParams(query).toString()}`;
const search = (words: string): Page => ({ what: `search “${words}”`, url: list({ search: words }), who: 'desk' });

const pagesOn = (today: Day): readonly Page[] => [
  { what: 'home, desk', url: '/api/v1/home', who: 'desk' },
  { what: 'home, department', url: '/api/v1/home', who: 'department' },
  { what: 'counts of the views', url: '/api/v1/complaints/counts', who: 'desk' },
  { what: 'inbox, all', url: list({}), who: 'desk' },
  { what: 'inbox, unassigned', url: list({ view: 'unassigned' }), who: 'desk' },
  { what: 'inbox, open', url: list({ view: 'open' }), who: 'desk' },
  { what: 'inbox, overdue', url: list({ view: 'overdue' }), who: 'desk' },
  { what: 'inbox, due today', url: list({ view: 'due-today' }), who: 'desk' },
  { what: 'inbox, due soon', url: list({ view: 'due-soon' }), who: 'desk' },
  { what: 'inbox, waiting', url: list({ view: 'waiting' }), who: 'desk' },
  { what: 'inbox, closed', url: list({ view: 'closed' }), who: 'desk' },
  { what: 'inbox, a department officer’s', url: list({}), who: 'department' },
  { what: 'inbox, my department', url: list({ view: 'my-department' }), who: 'department' },
  { what: 'inbox, mine', url: list({ view: 'mine' }), who: 'department' },
  { what: 'inbox, one channel', url: list({ channel: 'email' }), who: 'desk' },
  { what: 'inbox, a rare kind and status', url: list({ kind: 'petition', status: 'waiting-citizen' }), who: 'desk' },
  { what: 'inbox, one month', url: list({ from: addDays(today, -120), to: addDays(today, -90) }), who: 'desk' },
  search('ไฟ'),
  search('ถนน'),
  search('ลิ่น'),
  search('ร้านซ่อมยานอวกาศ'),
  search('0000001'),
  search('citizen00'),
  search('ร.0500/2569'),
];

/**
 * What the lists, the home page and the search cost by HTTP on this machine, one request at a time, with 1,000, 10,000 and 100,000
 * cases: medians, and how they grow.
 */
export async function reading(): Promise<Figure[]> {
  using folder = dataFolder();
  const server = await startServer(folder.path, { ROLE: 'web' });
  const pool = new Pool(server.origin, { connections: 1 });
  try {
    await using desk = await visit(folder.path);
    const { db, municipalityId } = desk;
    const now = new Date();
    const directory = await desk.scoped((tx) => loadDirectory(tx, dayOf(now)));
    const departmentId = directory.departments[2]?.id ?? '';
    const key = await secretKey(undefined, folder.path);
    const office = { auth: openAuth({ db, key, publicUrl: null, now: () => now }), parts: { db } };
    const clerk = await signIn(office, municipalityId, 'intake', now);
    const officer = await signIn(office, municipalityId, { roles: ['department-officer'], departmentId }, now);
    const headers = { desk: clerk.headers, department: officer.headers };
    const drafts = inStrides(await desk.scoped((tx) => madeUp(tx, Math.max(...SIZES), { seed: 7, last: dayOf(now) })));
    const medians = new Map<string, number[]>();
    for (const [i, size] of SIZES.entries()) {
      const more = drafts.slice(SIZES[i - 1] ?? 0, size);
      await seedCases(
        db,
        municipalityId,
        more.toSorted((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime()),
      );
      await ageCases(desk.ownerUrl, { id: officer.userId, departmentId });
      const pages = [...pagesOn(dayOf(now)), await deep(pool, headers.desk)];
      for (const { what, url, who } of pages) {
        medians.set(what, [...(medians.get(what) ?? []), await timed(pool, url, headers[who])]);
      }
    }
    return [...medians].map(([what, each]) => ({
      what,
      measured: each.map(ms).join(' / '),
      target: `< ${LONGEST_MS} ms`,
      met: (each.at(-1) ?? Number.NaN) < LONGEST_MS,
    }));
  } finally {
    await pool.destroy();
    await server.end();
  }
}

/** The same items in an order in which every first part is a sample of the whole. */
function inStrides<T>(items: readonly T[]): T[] {
  const step = 7919; // prime, so that every item comes once
  return items.flatMap((_, i) => items.slice((i * step) % items.length, ((i * step) % items.length) + 1));
}

async function timed(pool: Pool, url: string, headers: Record<string, string>): Promise<number> {
  const took: number[] = [];
  for (let i = 0; i < TIMES + 3; i += 1) {
    const began = performance.now();
    await read(pool, url, headers);
    if (i >= 3) took.push(performance.now() - began);
  }
  return median(took);
}

async function read(pool: Pool, path: string, headers: Record<string, string>): Promise<unknown> {
  const answer = await pool.request({ method: 'GET', path, headers });
  const body = await answer.body.json();
  if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode} ${JSON.stringify(body)}`);
  return body;
}

const Next = z.object({ next: z.string().nullable() });

async function deep(pool: Pool, headers: Record<string, string>): Promise<Page> {
  let url = list({ limit: '50' });
  for (let page = 1; page < 20; page += 1) {
    const { next } = Next.parse(await read(pool, url, headers));
    if (next) url = list({ limit: '50', after: next });
  }
  return { what: 'inbox, the 20th page', url, who: 'desk' };
}
