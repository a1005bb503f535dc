import { expect, it, onTestFinished } from 'vitest';
import { world } from '../../../test/harness.ts';
import { fileComplaints } from '../../modules/complaints/index.ts';
import { loadDirectory } from '../../modules/people/index.ts';
import { loadBoard } from '../../modules/plans/index.ts';
import { firstBrokenAudit } from '../../platform/audit.ts';
import { inMunicipality } from '../../platform/db/db.ts';
import { MEASURES } from '../../server/measures.ts';
import { generateCases } from './generate-cases.ts';
import { letTalk } from './let-talk.ts';
import { makeDemo } from './make-demo.ts';
import { COMMUNITIES, person } from './people-and-places.ts';
import { seeded } from './random.ts';
import { startStandIn } from './stand-in.ts';

const from = '2025-06-01';

it('the same seed makes the same cases, ready to be filed', async () => {
  await using w = await world();
  const directory = await w.scoped((tx) => loadDirectory(tx, '2026-05-04'));
  const make = (seed: number) => generateCases(seeded(seed), 300, { ...directory, from, days: 300 });
  const drafts = make(1);
  expect(make(1)).toEqual(drafts);
  expect(make(2)).not.toEqual(drafts);
  expect(new Set(drafts.map(({ id }) => id)).size).toBe(300);
  expect(drafts.some(({ text }) => /[{}]|undefined/.test(text))).toBe(false);
  const filed = await w.scoped((tx) => fileComplaints(tx, drafts, w.now()));
  expect(new Set(filed.map(({ number }) => number)).size).toBe(300);
});

it('nobody in it can be called or written to', () => {
  const random = seeded(7);
  for (const { phone, email } of Array.from({ length: 500 }, () => person(random))) {
    expect(phone === '' || /^00-0\d\d-\d{4}$/.test(phone)).toBe(true);
    expect(email === '' || email.endsWith('@example.org')).toBe(true);
  }
  expect(new Set(COMMUNITIES).size).toBe(16);
});

it('a year passes in order: histories, stars and figures are those of real use, and the audit chain holds', async () => {
  const standIn = await startStandIn();
  onTestFinished(() => standIn.close());
  await using w = await world({ env: standIn.env });
  // The harness has a municipality already: the demonstration's directory is laid over it, as in a folder of its own.
  const id = await makeDemo(w.db, { seed: 3, cases: 80, now: w.now(), files: w.parts.files });
  const rows = await inMunicipality(w.db, id, (tx) => tx.selectFrom('complaints.complaint').selectAll().execute());
  const events = await inMunicipality(w.db, id, (tx) =>
    tx.selectFrom('complaints.complaint_event').selectAll().orderBy('complaint_id').orderBy('seq').execute(),
  );
  expect(rows.length).toBeGreaterThan(70);
  expect(new Set(rows.map(({ status }) => status)).size).toBeGreaterThan(2);
  expect(rows.some(({ stars }) => stars !== null)).toBe(true);
  expect(events.length).toBeGreaterThan(rows.length * 3);
  for (const [i, event] of events.entries()) {
    const before = events[i - 1];
    if (before?.complaint_id !== event.complaint_id) continue;
    expect(event.from_status).toBe(before.to_status);
    expect(event.at.getTime()).toBeGreaterThanOrEqual(before.at.getTime());
  }
  expect(events.every(({ at }) => at <= w.now())).toBe(true);
  const facts = await inMunicipality(w.db, id, (tx) => tx.selectFrom('complaints.daily_fact').selectAll().execute());
  expect(facts.reduce((sum, { received }) => sum + received, 0)).toBe(rows.length);
  expect(facts.reduce((sum, { closed }) => sum + closed, 0)).toBe(
    rows.filter(({ closed_at }) => closed_at !== null).length,
  );
  const office = await inMunicipality(w.db, id, async (tx) => ({
    meetings: await tx.selectFrom('plans.meeting').select('minutes_state').orderBy('starts_at').execute(),
    tasks: await tx.selectFrom('plans.task').select(['origin', 'state']).execute(),
    published: await tx.selectFrom('channels.publication').select('id').execute(),
    acknowledged: await tx.selectFrom('plans.acknowledgement').select('at').orderBy('at').execute(),
    years: await tx.selectFrom('plans.year').select(['fiscal_year', 'frozen_at']).orderBy('fiscal_year').execute(),
    board: await loadBoard(tx, MEASURES, 2569, w.now()),
  }));
  expect(office.years.map((year) => [year.fiscal_year, year.frozen_at !== null])).toEqual([
    [2562, false],
    [2568, true],
    [2569, false],
  ]);
  expect(new Set(office.meetings.map((each) => each.minutes_state))).toEqual(new Set(['approved', 'none']));
  expect(office.meetings.at(-1)?.minutes_state).toBe('none');
  expect(new Set(office.tasks.map(({ origin, state }) => `${origin} ${state}`))).toEqual(
    new Set(['own open', 'resolution done', 'resolution open']),
  );
  expect([office.published.length, office.acknowledged.length]).toEqual([2, 4]);
  // The months of the plans are filled by what happened, and what only people decide is still open for them.
  const states = office.board.systems.flatMap(({ plan }) => plan?.steps.map(({ state }) => state) ?? []);
  expect(states).toEqual(expect.arrayContaining(['done', 'unproven', 'planned']));
  expect(office.board.systems.map(({ plan }) => plan?.openDoubts)).toEqual([0, 0, 3, 0, 0]);

  await letTalk(w, w.now());
  const talked = await inMunicipality(w.db, id, async (tx) => ({
    events: await tx.selectFrom('channels.event').select(['channel', 'state']).execute(),
    cases: await tx
      .selectFrom('complaints.complaint')
      .select(['channel', 'summary'])
      .where('received_at', '>=', new Date(w.now().getTime() - 2 * 24 * 3_600_000))
      .where(
        'id',
        'not in',
        rows.map((each) => each.id),
      )
      .execute(),
    messages: await tx
      .selectFrom('channels.message')
      .select('status')
      .where('channel', 'in', ['line', 'facebook', 'instagram'])
      .execute(),
  }));
  expect(new Set(talked.events.map(({ channel }) => channel))).toEqual(new Set(['line', 'facebook', 'instagram']));
  expect(talked.events.filter(({ state }) => state === 'waiting' || state === 'failed')).toEqual([]);
  expect(talked.cases.map(({ channel }) => channel).toSorted()).toEqual([
    ...['facebook', 'facebook', 'instagram', 'line', 'line', 'line', 'phone', 'twitter'],
  ]);
  // Nobody real was written to: the stand-in has taken what was said.
  expect(new Set(talked.messages.map(({ status }) => status))).toEqual(new Set(['sent']));
  expect(await inMunicipality(w.db, id, firstBrokenAudit)).toBeNull();
});
