import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CONNECTED, deliver, lineBody, lineText } from '../../../../test/deliveries.ts';
import { type World, world } from '../../../../test/harness.ts';
import { runAllJobs } from '../../../../test/run-jobs.ts';
import type { Job, Schedule } from '../../../platform/jobs.ts';
import { type Accounts, openAccounts } from '../accounts/open-accounts.ts';
import type { Adapter } from '../adapter.ts';
import { ADAPTERS } from '../adapters.ts';
import type { RawEvent } from '../arrival.ts';
import { inboxJobs } from '../index.ts';
import type { Became, Received } from '../receive.ts';
import { LOST_AFTER_MS, MOST_ATTEMPTS } from './rules.ts';

const MINUTE = 60_000;
/** Ahead of the queue's own clock, so that a later attempt is later. */
const NOW = new Date('2090-05-04T03:00:00Z');

/** The register's side, as a list: what was taken, and what goes wrong with which words. */
function register() {
  const taken: Received[] = [];
  const wrong = new Set<string>();
  return {
    taken,
    wrong,
    texts: () => taken.map(({ arrival }) => (arrival.kind === 'message' ? arrival.text : arrival.kind)),
    receive: async (_tx: unknown, received: Received): Promise<Became> => {
      const { arrival } = received;
      if (arrival.kind === 'message' && wrong.has(arrival.text)) throw new TypeError('words of a citizen');
      taken.push(received);
      return { became: arrival.kind === 'message' ? 'opened-case' : 'thread-changed' };
    },
  };
}

describe('events that were kept', () => {
  let w: World;
  let owner: pg.Client;
  let said: ReturnType<typeof register>;
  const polled: { events: RawEvent[]; cursor: string }[] = [];
  const asked: (string | null)[] = [];
  const line = ADAPTERS.find(({ kind }) => kind === 'line');
  const mail: Adapter = {
    ...(line ?? expect.fail()),
    kind: 'email',
    fields: [],
    door: null,
    async poll(cursor) {
      asked.push(cursor);
      const next = polled.shift();
      if (!next) throw new Error('the server does not answer');
      return next;
    },
  };
  let work: (schedule?: string) => Promise<void>;
  let accounts: Accounts;

  beforeAll(async () => {
    w = await world({ env: CONNECTED });
    owner = new pg.Client({ connectionString: w.ownerUrl });
    await owner.connect();
    accounts = openAccounts({
      db: w.db,
      key: w.parts.key,
      now: w.now,
      adapters: [...ADAPTERS.filter(({ kind }) => kind !== 'email'), mail],
      bases: { line: '', lineData: '', meta: '', x: '', traffy: '' },
      environment: CONNECTED,
    });
    work = async (schedule) => {
      const { jobs, schedules }: { jobs: readonly Job[]; schedules: readonly Schedule[] } = inboxJobs(
        accounts,
        said.receive,
      );
      await runAllJobs({ jobs, schedules, parts: w.parts, municipalities: [w.municipalityId] }, w.ownerUrl, schedule);
    };
  });
  afterAll(async () => {
    await owner.end();
    await w[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    said = register();
    asked.length = 0;
    w.at(NOW);
    await owner.query(
      'delete from channels.event; delete from channels.account; delete from graphile_worker._private_jobs',
    );
  });
  const events = () =>
    w.scoped((tx) => tx.selectFrom('channels.event').selectAll().orderBy('happened_at').orderBy('id').execute());
  /** As if the time of every job that waits had come. */
  const hurry = () => owner.query('update graphile_worker._private_jobs set run_at = now() where locked_at is null');
  const loseJobs = () => owner.query('delete from graphile_worker._private_jobs');

  it('are read in the order they happened, each once, and say what became of them', async () => {
    const [a, b, c] = [lineText('หนึ่ง'), lineText('สอง'), lineText('สาม')];
    await deliver(w.app, 'line', lineBody(c, a));
    await deliver(w.app, 'line', lineBody(b, a));
    await work();
    expect(said.texts().toSorted()).toEqual(['สอง', 'สาม', 'หนึ่ง'].toSorted());
    expect(said.texts().indexOf('หนึ่ง')).toBeLessThan(said.texts().indexOf('สาม'));
    for (const event of await events()) {
      expect(event).toMatchObject({ state: 'done', attempts: 1, settled_at: NOW });
      expect(event.outcome).toEqual({ became: [{ became: 'opened-case' }], problem: null });
      expect(said.taken.filter(({ eventId }) => eventId === event.id)).toHaveLength(1);
    }
    await work();
    expect(said.taken).toHaveLength(3);
  });

  it('of a kind nobody knows, or no text at all, are shown as unknown', async () => {
    await deliver(w.app, 'line', lineBody({ type: 'brandNew', webhookEventId: 'n1', timestamp: 1 }));
    await deliver(w.app, 'line', 'no json');
    await work();
    expect((await events()).map(({ state }) => state)).toEqual(['unknown', 'unknown']);
    expect(said.taken).toEqual([]);
  });

  it('that fail hold up nobody, are tried again later and later, and then are shown as failed', async () => {
    said.wrong.add('เสีย');
    await deliver(w.app, 'line', lineBody(lineText('ดี 1'), lineText('เสีย'), lineText('ดี 2')));
    await work();
    expect(said.texts()).toEqual(['ดี 1', 'ดี 2']);
    const bad = async () => (await events()).find(({ raw }) => raw.includes('เสีย'));
    expect(await bad()).toMatchObject({ state: 'waiting', attempts: 1, outcome: { problem: 'TypeError' } });
    const waits: number[] = [];
    for (let attempt = 2; attempt <= MOST_ATTEMPTS; attempt += 1) {
      waits.push(((await bad())?.try_after?.getTime() ?? 0) - w.now().getTime());
      await hurry();
      await work();
    }
    expect(waits).toEqual(waits.toSorted((x, y) => x - y));
    expect(waits[0]).toBe(5_000);
    expect(await bad()).toMatchObject({
      state: 'failed',
      attempts: MOST_ATTEMPTS,
      settled_at: w.now(),
      try_after: null,
    });
    expect(JSON.stringify((await bad())?.outcome)).not.toContain('citizen');
    await hurry();
    await work();
    expect((await bad())?.attempts).toBe(MOST_ATTEMPTS);
  });

  it('that failed once pass when what was wrong is mended', async () => {
    said.wrong.add('เสีย');
    await deliver(w.app, 'line', lineBody(lineText('เสีย')));
    await work();
    said.wrong.clear();
    await hurry();
    await work();
    expect(await events()).toMatchObject([{ state: 'done', attempts: 2, try_after: null }]);
    expect(said.taken).toHaveLength(1);
  });

  it('whose job was lost are taken up after some minutes, all of them, and not before', async () => {
    await deliver(w.app, 'line', lineBody(...Array.from({ length: 120 }, (_, i) => lineText(`หาย ${i}`))));
    await loseJobs();
    await work('every.channels.sweep-events');
    expect(said.taken).toEqual([]);
    w.at(new Date(NOW.getTime() + LOST_AFTER_MS + 1));
    await work('every.channels.sweep-events');
    expect(new Set(said.texts()).size).toBe(120);
    expect(said.taken).toHaveLength(120);
    expect((await events()).every(({ state }) => state === 'done')).toBe(true);
  });

  it('are settled once when two workers are at them together', async () => {
    await deliver(w.app, 'line', lineBody(...Array.from({ length: 40 }, (_, i) => lineText(`สองคน ${i}`))));
    w.at(new Date(NOW.getTime() + 10 * MINUTE));
    await Promise.all([work(), work('every.channels.sweep-events')]);
    expect(said.texts().toSorted()).toEqual(Array.from({ length: 40 }, (_, i) => `สองคน ${i}`).toSorted());
  });

  it('are asked for where nothing arrives by itself, and the place to go on is kept with them', async () => {
    const event = (externalId: string): RawEvent => ({ externalId, kind: 'unknown', at: null, raw: '{}' });
    polled.push(
      { events: [event('1'), event('2\0')], cursor: 'c1' },
      { events: [event('1'), event('3')], cursor: 'c2' },
    );
    await work('every.channels.poll-all');
    await work('every.channels.poll-all');
    expect(asked).toEqual([null, 'c1']);
    expect(await events()).toHaveLength(3);
    await work('every.channels.poll-all');
    const kept = async () =>
      (await owner.query("select cursor, check_result from channels.account where channel = 'email'")).rows;
    expect(await kept()).toMatchObject([
      { cursor: 'c2', check_result: { ok: false, detail: 'Error', problem: 'unreachable' } },
    ]);
    expect((await events()).every(({ state }) => state === 'unknown')).toBe(true);
    // Paused is what we say, not what is said to us: it is asked for, kept and read as at a webhook's door.
    await owner.query("update channels.account set active = false where channel = 'email'");
    accounts.forget(w.municipalityId, 'email');
    expect(await accounts.reach(w.municipalityId, 'email')).toBeNull();
    polled.push({ events: [event('4')], cursor: 'c3' });
    await work('every.channels.poll-all');
    expect(asked.at(-1)).toBe('c2');
    expect(await kept()).toEqual([{ cursor: 'c3', check_result: { ok: true, detail: '', problem: null } }]);
    expect((await events()).map(({ external_id, state }) => [external_id, state])).toContainEqual(['4', 'unknown']);
  });

  it('are emptied when their period is over, known when they come again, and kept while nobody could read them', async () => {
    const bodies = [lineBody(lineText('เก็บไม่นาน')), lineBody(lineText('อ่านไม่ได้'))] as const;
    said.wrong.add('อ่านไม่ได้');
    for (const body of bodies) await deliver(w.app, 'line', body);
    await deliver(w.app, 'traffy', JSON.stringify({ what: 'nobody knows' }));
    await work();
    await owner.query("update channels.event set state = 'failed', settled_at = received_at where state = 'waiting'");
    const later = (days: number) => w.at(new Date(NOW.getTime() + days * 24 * 60 * MINUTE));
    later(90);
    await work('every.channels.remove-raw');
    expect((await events()).every(({ raw_removed_at }) => raw_removed_at === null)).toBe(true);
    later(91);
    await work('every.channels.remove-raw');
    await work('every.channels.remove-raw');
    const after = await events();
    expect(
      Object.fromEntries(after.map(({ state, raw, raw_removed_at }) => [state, raw === '' && raw_removed_at !== null])),
    ).toEqual({ done: true, failed: false, unknown: false });
    const audited = await w.scoped((tx) =>
      tx.selectFrom('platform.audit_entry').selectAll().where('action', '=', 'retention.remove').execute(),
    );
    expect(audited).toMatchObject([
      {
        actor_kind: 'system',
        subject_id: 'raw-event',
        detail: { count: 1, days: 90, before: new Date(NOW.getTime() + 14 * 60 * MINUTE).toISOString() },
      },
    ]);
    const taken = said.taken.length;
    expect((await deliver(w.app, 'line', bodies[0])).status).toBe(200);
    await work();
    expect(await events()).toHaveLength(after.length);
    expect(said.taken).toHaveLength(taken);
    const { headers } = await w.signIn('administrator');
    const id = after.find(({ state }) => state === 'done')?.id;
    const one = await w.app.inject({ url: `/api/v1/channel-events/${id}`, headers });
    expect(one.json()).toMatchObject({ raw: null, rawRemovedAt: w.now().toISOString(), state: 'done' });
    const run = await w.app.inject({ method: 'POST', url: `/api/v1/channel-events/${id}/run`, headers });
    expect([run.statusCode, run.json().code]).toEqual([410, 'content-removed']);
  });

  it('are seen, counted and run again through the API, their words by who manages channels alone', async () => {
    const get = async (role: 'administrator' | 'intake', url: string) => {
      const { headers } = await w.signIn(role);
      return (await w.app.inject({ method: 'GET', url: `/api/v1${url}`, headers })).json();
    };
    const noted = (action: string) =>
      w.scoped((tx) =>
        tx.selectFrom('platform.audit_entry').select('subject_id').where('action', '=', action).execute(),
      );
    for (let i = 0; i < 5; i += 1) {
      w.at(new Date(NOW.getTime() + i * MINUTE));
      await deliver(w.app, 'line', lineBody(lineText(`เรื่อง ${i}`)));
    }
    await deliver(w.app, 'traffy', JSON.stringify({ what: 'nobody knows' }));
    await work();
    const first = await get('administrator', '/channel-events?limit=4');
    expect(first.rows.map(({ channel }: { channel: string }) => channel).toSorted()).toEqual([
      'line',
      'line',
      'line',
      'traffy',
    ]);
    const rest = await get('administrator', `/channel-events?limit=4&after=${first.next}`);
    expect(rest).toMatchObject({ next: null, rows: [{ state: 'done' }, { state: 'done' }] });
    expect(new Set([...first.rows, ...rest.rows].map(({ id }: { id: string }) => id)).size).toBe(6);
    const blind = await get('intake', '/channel-events?channel=line&state=done');
    expect(blind.rows).toHaveLength(5);
    expect(JSON.stringify([first, blind])).not.toContain('เรื่อง');
    const whole = (role: 'administrator' | 'intake') => get(role, `/channel-events/${blind.rows[0].id}`);
    expect(await whole('administrator')).toMatchObject({ raw: expect.stringContaining('เรื่อง'), withheld: false });
    expect(await whole('intake')).toMatchObject({ raw: null, withheld: false });
    expect(await noted('channel-event.read')).toEqual([{ subject_id: blind.rows[0].id }]);
    expect(await get('intake', '/channel-events/counts')).toEqual(
      expect.arrayContaining([
        { channel: 'line', state: 'done', count: 5, more: false },
        { channel: 'traffy', state: 'unknown', count: 1, more: false },
      ]),
    );
    const { id } = rest.rows[0];
    const run = async (role: 'administrator' | 'intake') => {
      const { headers } = await w.signIn(role);
      return w.app.inject({ method: 'POST', url: `/api/v1/channel-events/${id}/run`, headers });
    };
    expect((await run('intake')).statusCode).toBe(403);
    expect((await run('administrator')).json()).toMatchObject({ id, state: 'waiting', attempts: 0 });
    await work();
    expect(said.taken.filter(({ eventId }) => eventId === id)).toHaveLength(2);
    expect(await get('administrator', `/channel-events/${id}`)).toMatchObject({ state: 'done', attempts: 1 });
    expect(await noted('channel-event.run-again')).toEqual([{ subject_id: id }]);
  });
});
