import { readFile } from 'node:fs/promises';
import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { changed, planning } from '../../../test/planning.ts';
import { DraftImport, YearOpened } from './contract.ts';
import { stepsOf } from './rules.ts';

const Behind = z.array(z.object({ label: z.string(), to: z.string() }));
const DOCUMENT = new URL('./seed/document-2562.txt', import.meta.url);

test('a new year is copied forward; what happens turns its months done; the old year shows what it showed', async () => {
  await using p = await planning();
  const opened = await p.send(p.planner, 'POST', '/plans/years', { fiscalYear: 2569, from: 2562, freeze: true });
  expect(opened.status).toBe(201);
  expect(YearOpened.parse(opened.body).doubts.map((doubt) => doubt.code)).toContain('open-doubt');
  expect((await p.send(p.planner, 'POST', '/plans/years', { fiscalYear: 2569, from: 2562 })).code).toBe(
    'already-there',
  );
  const before = await p.board(2562);

  const { document } = await p.plan(2569, 'complaints');
  const [meets, , gathers, , answers] = stepsOf(document.content);
  const over = changed(document.content, (step) => ({
    arrows:
      step.id === meets?.id || step.id === gathers?.id || step.id === answers?.id
        ? [{ id: v7(), from: 8, to: 8, origin: 'own', doubt: null }]
        : step.arrows,
  }));
  expect((await p.save(document, over)).code).toBe('month-over');
  expect((await p.save(document, over, { confirmPast: true })).status).toBe(200);

  await p.file();
  const { body: committee } = await p.send(p.planner, 'POST', '/committees', {
    version: null,
    committee: {
      name: 'คณะกรรมการรับเรื่องร้องเรียน',
      termFrom: '2025-10-01',
      members: [{ name: 'นายหนึ่ง', role: 'chair' }],
    },
  });
  const { body: meeting } = await p.send(p.planner, 'POST', '/meetings', {
    committeeId: (committee as { id: string }).id,
    title: 'ประชุม',
    startsAt: '2026-05-04T02:00:00Z',
    endsAt: '2026-05-04T02:30:00Z',
    agenda: [],
    stepIds: [meets?.id],
  });
  const { id } = meeting as { id: string };
  const members = z.object({ members: z.array(z.object({ id: z.uuid() })) }).parse(meeting).members;
  const attendance = members.map((member) => ({ memberId: member.id, state: 'present' }));
  const minutes = [{ no: '1', text: 'รับทราบ' }];
  const written = { version: 1, attendance, minutes, resolutions: [] };
  expect((await p.send(p.planner, 'PUT', `/meetings/${id}/minutes`, written)).status).toBe(200);
  const cell = async (stepId: string | undefined) =>
    (await p.plan(2569, 'complaints')).steps.find((step) => step.stepId === stepId)?.cells[7];
  expect(await cell(meets?.id)).toMatchObject({ planned: true, state: 'planned' });
  await p.send(await p.staff('executive'), 'POST', `/meetings/${id}/minutes/approve`, { version: 2 });
  expect(await cell(meets?.id)).toMatchObject({ planned: true, state: 'done', records: 1 });
  expect(await cell(gathers?.id)).toMatchObject({ planned: true, state: 'done', value: 1 });
  const behind = await p.send(p.planner, 'GET', `/plans/documents/${document.id}/steps/${meets?.id}/months/8`);
  // It was put in after it had been held, and whoever looks at it sees when.
  const at = '2026-05-04T02:00:00.000Z';
  const now = p.w.now().toISOString();
  expect(behind.body).toMatchObject([{ id, to: `/meetings/${id}`, at, recordedAt: now, approvedAt: now }]);

  expect(await p.board(2562)).toEqual(before);
  const old = await p.plan(2562, 'complaints');
  expect((await p.save(old.document, old.document.content)).code).toBe('year-frozen');
});

test('a committee whose term is over, people that left and departments that ended are doubts of the new year’s steps until settled', async () => {
  await using p = await planning();
  const owner = await p.staff('department-officer', p.health);
  const { body: committee } = await p.send(p.planner, 'POST', '/committees', {
    version: null,
    committee: {
      name: 'คณะกรรมการชุดเก่า',
      termFrom: '2018-10-01',
      termTo: '2019-09-30',
      members: [{ name: 'นายหนึ่ง', role: 'chair' }],
    },
  });
  const { id: committeeId } = committee as { id: string };
  const { document } = await p.plan(2562, 'complaints');
  const [meets] = stepsOf(document.content);
  const meeting = (settings: object) => ({ kind: 'rule', rule: 'plans.meeting-held', settings });
  const named = changed(document.content, (step) =>
    step.id === meets?.id ? { evidence: meeting({ committeeId }), ownerId: owner.userId, departmentId: p.health } : {},
  );
  expect((await p.save(document, named, { confirmPast: true })).status).toBe(200);
  await p.w.scoped(async (tx) => {
    await tx.updateTable('people.staff').set({ active: false }).where('user_id', '=', owner.userId).execute();
    await tx
      .updateTable('people.directory_version')
      .set({ valid_to: '2026-05-01' })
      .where('entry_id', '=', p.health)
      .execute();
  });
  const opened = await p.send(p.planner, 'POST', '/plans/years', { fiscalYear: 2569, from: 2562 });
  const codes = ['committee-ended', 'owner-left', 'department-retired'];
  expect(YearOpened.parse(opened.body).doubts.map(({ code }) => code)).toEqual(expect.arrayContaining(codes));

  const step = async () => {
    const plan = await p.plan(2569, 'complaints');
    return { ...plan, step: stepsOf(plan.document.content).find(({ id }) => id === meets?.id) };
  };
  const copied = await step();
  const doubts = codes.map((code) => ({ code, settled: null }));
  expect(copied.step).toMatchObject({ ownerId: null, departmentId: null, evidence: meeting({ committeeId }), doubts });
  expect(copied.step?.doubts?.[0]?.name).toBe('คณะกรรมการชุดเก่า');

  // One is settled by choosing another, one by saying that it stays; who says so is whoever saves, whatever is sent.
  const forged = { at: '2020-01-01T00:00:00.000Z', by: 'ผู้อื่น' };
  const settled = changed(copied.document.content, (each) =>
    each.id === meets?.id
      ? {
          departmentId: p.engineers,
          doubts: each.doubts?.map((doubt) => (doubt.code === 'owner-left' ? { ...doubt, settled: forged } : doubt)),
        }
      : {},
  );
  expect((await p.save(copied.document, settled, { confirmPast: true })).status).toBe(200);
  const after = await step();
  const by = { at: p.w.now().toISOString(), by: expect.not.stringContaining('ผู้อื่น') };
  expect(after.step?.doubts?.map((doubt) => doubt.settled)).toEqual([null, by, by]);
  expect(after.openDoubts).toBe(copied.openDoubts - 2);
  // A doubt that is left out of what is saved is as open as it was, and who settled one stays.
  const silent = changed(after.document.content, (each) => ({
    arrows: each.arrows.map((arrow) => ({ ...arrow, doubt: null })),
    doubts: each.id === meets?.id ? [] : undefined,
  }));
  expect((await p.save(after.document, silent, { confirmPast: true })).status).toBe(200);
  const still = await step();
  expect(still.step?.doubts).toEqual(after.step?.doubts);
  expect(still.openDoubts).toBe(after.openDoubts);
});

test('behind a figure are numbers, not what citizens said; a frozen month keeps the records it had', async () => {
  await using p = await planning();
  await p.send(p.planner, 'POST', '/plans/years', { fiscalYear: 2569, from: 2562 });
  const { document } = await p.plan(2569, 'complaints');
  const gathers = stepsOf(document.content)[2];
  const { id, number } = await p.file();
  const url = `/plans/documents/${document.id}/steps/${gathers?.id}/months/8`;
  const assessor = await p.staff('assessor');
  const behind = async () => Behind.parse((await p.send(assessor, 'GET', url)).body);
  expect(await behind()).toEqual([{ label: number, to: `/cases/${id}` }]);
  // Nothing stands behind a month that is still to come: its cell says none, though its quarter has some.
  const onTime = { kind: 'rule', rule: 'complaints.on-time', settings: { percent: 95, period: 'quarter' } } as const;
  const timed = changed(document.content, (each) => (each.id === gathers?.id ? { evidence: onTime } : {}));
  expect((await p.save(document, timed, { confirmPast: true })).status).toBe(200);
  await p.step(p.desk, id, { step: 'reply', note: 'เสร็จแล้ว' });
  await p.step(p.desk, id, { step: 'close' });
  const cells = (await p.plan(2569, 'complaints')).steps.find(({ stepId }) => stepId === gathers?.id)?.cells ?? [];
  const next = await p.send(assessor, 'GET', url.replace(/8$/, '9'));
  expect([cells.slice(7, 9).map(({ records }) => records), next.body]).toEqual([[1, 0], []]);

  const head = await p.staff('department-head', p.engineers);
  expect((await p.send(head, 'POST', '/plans/years/2569/freeze', {})).status).toBe(403);
  const mayor = await p.staff('executive');
  p.w.at(new Date('2026-10-05T03:00:00Z'));
  expect((await p.send(mayor, 'POST', '/plans/years/2569/freeze', {})).status).toBe(200);
  const before = await p.board(2569);
  await p.file();
  await p.send(p.planner, 'POST', '/plans/years', { fiscalYear: 2570, from: 2569 });
  const { systems: read } = DraftImport.parse(
    (await p.send(p.planner, 'POST', '/plans/import/read', { text: await readFile(DOCUMENT, 'utf8') })).body,
  );
  const added = { ...read[0], systemId: null, title: 'ระบบใหม่' };
  const accepted = await p.send(p.planner, 'POST', '/plans/import/accept', { fiscalYear: 2570, systems: [added] });
  expect(accepted.status).toBe(201);
  p.w.at(new Date('2026-11-04T03:00:00Z'));
  expect(await p.board(2569)).toEqual(before);
  expect(await behind()).toEqual([{ label: number, to: `/cases/${id}` }]);
});

test('a year that still runs is not closed', async () => {
  await using p = await planning();
  await p.send(p.planner, 'POST', '/plans/years', { fiscalYear: 2569, from: 2562 });
  const mayor = await p.staff('executive');
  const freeze = (year: number) => p.send(mayor, 'POST', `/plans/years/${year}/freeze`);
  expect((await freeze(2569)).code).toBe('year-running');
  expect((await freeze(2562)).status).toBe(200);
});
