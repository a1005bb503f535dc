import { readFile } from 'node:fs/promises';
import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { office } from '../../../test/desk.ts';
import type { SignedIn } from '../../../test/sign-in.ts';
import { Board, DraftImport, type PlanContent, PlanDocument, YearOpened } from './contract.ts';
import { stepsOf } from './rules.ts';

const Behind = z.array(z.object({ label: z.string(), to: z.string() }));

const DOCUMENT = new URL('./seed/document-2562.txt', import.meta.url);

async function planning() {
  const o = await office();
  const planner = await o.staff('planner');
  const send = async (who: SignedIn, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => {
    const answer = await o.w.app.inject({
      method,
      url: `/api/v1${url}`,
      headers: who.headers,
      ...(payload && { payload }),
    });
    const body: unknown = answer.body === '' ? {} : answer.json();
    return { status: answer.statusCode, body, code: (body as { code?: string }).code };
  };
  const board = async (year: number) => Board.parse((await send(planner, 'GET', `/plans/years/${year}`)).body);
  const plan = async (year: number, code: string) => {
    const found = (await board(year)).systems.find((each) => each.system.code === code)?.plan;
    if (!found) throw new Error(`no plan of ${code}`);
    return found;
  };
  const save = (document: PlanDocument, content: PlanContent, over: object = {}) =>
    send(planner, 'PUT', `/plans/documents/${document.id}`, {
      version: document.version,
      why: 'ปรับตามมติที่ประชุม',
      document: { kind: 'plan', content },
      ...over,
    });
  return { ...o, planner, send, board, plan, save };
}

const changed = (
  content: PlanContent,
  change: (step: PlanContent['outputs'][number]['steps'][number]) => object,
): PlanContent => ({
  ...content,
  outputs: content.outputs.map((output) => ({
    ...output,
    steps: output.steps.map((step) => ({ ...step, ...change(step) })),
  })),
});

test('at first start the five systems are there as the document has them, blanks and doubts included', async () => {
  await using p = await planning();
  const { systems } = await p.board(2562);
  expect(systems.map(({ system, chart, plan }) => [system.no, chart?.standing, plan?.document.standing])).toEqual([
    [1, 'source', 'blank'],
    [2, 'blank', 'source'],
    [3, 'source', 'source'],
    [4, 'blank', 'blank'],
    [5, 'source', 'source'],
  ]);
  const [needs] = systems;
  expect(needs?.chart?.content.columns.inputs.items.map((item) => [item.no, item.text])).toEqual([
    ['1', 'เว็บไซต์เทศบาล'],
    ['2', 'ไลน์'],
    ['3', 'โทรศัพท์'],
    ['4', 'เฟสบุ๊ก'],
    ['5', 'แบบสอบถามความพึงพอใจ'],
    ['6', 'คำร้อง'],
    ['7', 'อินตราแกรม'],
    ['8', 'ทวิตเตอร์'],
  ]);
  expect(needs?.chart?.content.columns.inputs.items[1]?.link).toEqual({ kind: 'channel', channel: 'line' });
  const satisfaction = systems[1]?.plan;
  expect(
    stepsOf(satisfaction?.document.content ?? { title: '', owner: '', outputs: [] }).map((step) =>
      step.arrows.map(({ from, to }) => [from, to]),
    ),
  ).toEqual([[[1, 1]], [[1, 1]], [[4, 12]], [[4, 12]], [[12, 12]], []]);
  expect(satisfaction?.openDoubts).toBe(2);
  expect(satisfaction?.document.content.outputs[0]).toMatchObject({ budgetText: '-', budgetPlanned: null });
  const relationship = systems[3]?.chart?.content.columns.process;
  expect(relationship?.blank).toBe(true);
  expect(new Set(relationship?.items.map((item) => item.origin))).toEqual(new Set(['proposal']));
});

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
  await p.send(p.planner, 'PUT', `/meetings/${id}/minutes`, {
    version: 1,
    attendance: [],
    minutes: [],
    resolutions: [],
  });
  const cell = async (stepId: string | undefined) =>
    (await p.plan(2569, 'complaints')).steps.find((step) => step.stepId === stepId)?.cells[7];
  expect(await cell(meets?.id)).toMatchObject({ planned: true, state: 'planned' });
  await p.send(await p.staff('executive'), 'POST', `/meetings/${id}/minutes/approve`, { version: 2 });
  expect(await cell(meets?.id)).toMatchObject({ planned: true, state: 'done', records: 1 });
  expect(await cell(gathers?.id)).toMatchObject({ planned: true, state: 'done', value: 1 });
  const behind = await p.send(p.planner, 'GET', `/plans/documents/${document.id}/steps/${meets?.id}/months/8`);
  // It was put in after it had been held, and whoever looks at it sees when.
  const at = '2026-05-04T02:00:00.000Z';
  expect(behind.body).toMatchObject([{ id, to: `/meetings/${id}`, at, recordedAt: p.w.now().toISOString() }]);

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

test('what is over is not tidied up: a step with past months is not deleted, nor judged by another rule, without a reason', async () => {
  await using p = await planning();
  await p.send(p.planner, 'POST', '/plans/years', { fiscalYear: 2569, from: 2562 });
  const { document } = await p.plan(2569, 'satisfaction');
  const [first] = stepsOf(document.content);
  const without = {
    ...document.content,
    outputs: document.content.outputs.map((output) => ({
      ...output,
      steps: output.steps.filter((step) => step.id !== first?.id),
    })),
  };
  const other = changed(document.content, (step) =>
    step.id === first?.id ? { evidence: { kind: 'rule', rule: 'complaints.recorded', settings: {} } } : {},
  );
  for (const content of [without, other]) {
    expect((await p.save(document, content)).code).toBe('month-over');
  }
  expect((await p.save(document, without, { confirmPast: true })).status).toBe(200);
});

test('a plan that says one step twice, or ends an arrow before it begins, is refused', async () => {
  await using p = await planning();
  await p.send(p.planner, 'POST', '/plans/years', { fiscalYear: 2569, from: 2562 });
  const { document } = await p.plan(2569, 'satisfaction');
  const [first] = stepsOf(document.content);
  const twice = changed(document.content, () => ({ id: first?.id }));
  const backwards = changed(document.content, () => ({
    arrows: [{ id: v7(), from: 9, to: 8, origin: 'own', doubt: null }],
  }));
  for (const content of [twice, backwards]) {
    expect((await p.save(document, content, { confirmPast: true })).code).toBe('invalid-input');
  }
});

test('two planners: the second is told; a step that evidence points at is not deleted, with what points at it', async () => {
  await using p = await planning();
  await p.send(p.planner, 'POST', '/plans/years', { fiscalYear: 2569, from: 2562 });
  const { document } = await p.plan(2569, 'satisfaction');
  const manual = changed(document.content, () => ({ evidence: { kind: 'manual', needs: 'รายงานผล' } }));
  const first = PlanDocument.parse((await p.save(document, manual, { confirmPast: true })).body);
  const second = await p.save(document, document.content);
  expect([second.status, second.code]).toEqual([409, 'changed-meanwhile']);

  const [, , step] = stepsOf(first.content);
  const sign = (doneOn: string) =>
    p.send(p.planner, 'POST', `/plans/documents/${first.id}/evidence`, {
      stepId: step?.id,
      doneOn,
      note: 'ประเมินที่จุดบริการ',
    });
  expect((await sign('2026-05-05')).code).toBe('invalid-input'); // tomorrow
  const stranger = await p.staff('department-head', p.health);
  const body = { stepId: step?.id, doneOn: '2026-05-04', note: 'ไม่ใช่งานของกองนี้' };
  expect((await p.send(stranger, 'POST', `/plans/documents/${first.id}/evidence`, body)).code).toBe('not-allowed');
  expect((await sign('2026-05-04')).status).toBe(201);
  const { steps } = await p.plan(2569, 'satisfaction');
  expect(steps.find((each) => each.stepId === step?.id)?.cells[7]).toMatchObject({ state: 'done', records: 1 });

  const without = {
    ...first.content,
    outputs: first.content.outputs.map((output) => ({
      ...output,
      steps: output.steps.filter((each) => each.id !== step?.id),
    })),
  };
  const refused = await p.save(first, without);
  expect(refused).toMatchObject({
    status: 409,
    code: 'in-use',
    body: { detail: { pointers: [{ what: 'signed-evidence', label: '2026-05-04' }] } },
  });
  const [evidence] = (await p.send(p.planner, 'GET', '/plans/years/2569/evidence')).body as { id: string }[];
  await p.send(p.planner, 'POST', `/plans/evidence/${evidence?.id}/take-back`, { why: 'บันทึกผิดขั้นตอน' });
  const takenBack = { at: p.w.now().toISOString(), why: 'บันทึกผิดขั้นตอน' };
  const listed = await p.send(p.planner, 'GET', '/plans/years/2569/evidence');
  expect(listed.body).toMatchObject([{ id: evidence?.id, note: 'ประเมินที่จุดบริการ', takenBack }]);
  const { steps: again } = await p.plan(2569, 'satisfaction');
  expect(again.find((each) => each.stepId === step?.id)?.cells[7]).toMatchObject({ records: 0 });
  expect((await p.save(first, without, { confirmPast: true })).status).toBe(200);
  const versions = await p.send(p.planner, 'GET', `/plans/documents/${first.id}/versions`);
  expect(versions.body).toMatchObject([{ version: 3 }, { version: 2, why: 'ปรับตามมติที่ประชุม' }, { version: 1 }]);
});

test('a year that still runs is not closed', async () => {
  await using p = await planning();
  await p.send(p.planner, 'POST', '/plans/years', { fiscalYear: 2569, from: 2562 });
  const mayor = await p.staff('executive');
  const freeze = (year: number) => p.send(mayor, 'POST', `/plans/years/${year}/freeze`);
  expect((await freeze(2569)).code).toBe('year-running');
  expect((await freeze(2562)).status).toBe(200);
});

test('a report stays as it was made; an executive acknowledges it once, and that is evidence', async () => {
  await using p = await planning();
  await p.send(p.planner, 'POST', '/plans/years', { fiscalYear: 2569, from: 2562 });
  const made = await p.send(p.planner, 'POST', '/plans/reports', { fiscalYear: 2569, months: 6 });
  const report = made.body as { id: string; totals: object };
  expect(made.status).toBe(201);
  const mayor = await p.staff('executive');
  const sees = () => p.send(mayor, 'POST', `/plans/reports/${report.id}/acknowledge`, { direction: 'เร่งรัดขั้นตอนที่ล่าช้า' });
  expect((await p.send(p.planner, 'POST', `/plans/reports/${report.id}/acknowledge`, {})).status).toBe(403);
  expect((await sees()).body).toMatchObject({ acknowledged: [{ direction: 'เร่งรัดขั้นตอนที่ล่าช้า' }] });
  expect((await sees()).code).toBe('already-there');
  await p.file();
  expect((await p.send(p.planner, 'GET', `/plans/reports/${report.id}`)).body).toMatchObject({ totals: report.totals });
  const { document, steps } = await p.plan(2569, 'complaints');
  const told = stepsOf(document.content).find((step) => step.text.startsWith('รายงานผู้บริหาร'));
  expect(steps.find((each) => each.stepId === told?.id)?.cells[7]).toMatchObject({ state: 'late', records: 1 });

  // The year's last report can only be made, and seen, when the year is over: it is no evidence of the year after.
  p.w.at(new Date('2026-10-20T03:00:00Z'));
  await p.send(p.planner, 'POST', '/plans/years', { fiscalYear: 2570, from: 2569 });
  const whole = await p.send(p.planner, 'POST', '/plans/reports', { fiscalYear: 2569, months: 12 });
  const ack = `/plans/reports/${(whole.body as { id: string }).id}/acknowledge`;
  expect((await p.send(await p.staff('executive'), 'POST', ack, {})).status).toBe(200);
  const records = async (year: number) =>
    (await p.plan(year, 'complaints')).steps
      .find((each) => each.stepId === told?.id)
      ?.cells.flatMap((cell) => Array.from({ length: cell.records }, () => cell.month));
  expect(await records(2569)).toEqual([8, 12]);
  expect(await records(2570)).toEqual([]);
  const behind = await p.send(p.planner, 'GET', `/plans/documents/${document.id}/steps/${told?.id}/months/12`);
  expect(behind.body).toMatchObject([{ at: '2026-10-20T03:00:00.000Z' }]);
});

test('a document is read, corrected and accepted; what the year has becomes its next version', async () => {
  await using p = await planning();
  const text = await readFile(DOCUMENT, 'utf8');
  const read = await p.send(p.planner, 'POST', '/plans/import/read', {
    text: text.replaceAll('2562', '2569').replaceAll('2561', '2568'),
  });
  const draft = DraftImport.parse(read.body);
  expect(draft.fiscalYear).toBe(2569);
  expect(draft.systems.every((system) => system.systemId !== null)).toBe(true);
  expect(draft.doubts.length).toBeGreaterThan(4);
  const accept = () =>
    p.send(p.planner, 'POST', '/plans/import/accept', {
      fiscalYear: 2569,
      why: 'นำเข้าจากเอกสาร',
      systems: draft.systems,
    });
  expect((await accept()).status).toBe(201);
  expect((await p.plan(2569, 'satisfaction')).document).toMatchObject({ version: 1, standing: 'source' });
  expect((await accept()).status).toBe(201);
  expect((await p.plan(2569, 'satisfaction')).document.version).toBe(2);

  // Words are corrected before anything is kept; what the document has stays beside them. Nonsense is kept neither as a first version.
  const accepted = async (change: Parameters<typeof changed>[1]) => {
    const systems = draft.systems.map((each) => ({ ...each, plan: each.plan && changed(each.plan, change) }));
    return p.send(p.planner, 'POST', '/plans/import/accept', { fiscalYear: 2568, systems });
  };
  const backwards = { id: v7(), from: 9, to: 8, origin: 'own', doubt: null };
  expect((await accepted(() => ({ arrows: [backwards] }))).code).toBe('invalid-input');
  expect((await accepted((step) => ({ text: `${step.text} (แก้คำ)` }))).status).toBe(201);
  const printed = stepsOf(draft.systems.find(({ plan }) => plan)?.plan ?? { title: '', owner: '', outputs: [] });
  const kept = (await p.board(2568)).systems.flatMap(({ plan }) => (plan ? stepsOf(plan.document.content) : []));
  expect(kept).toEqual(
    expect.arrayContaining(printed.map(({ text, raw }) => expect.objectContaining({ text: `${text} (แก้คำ)`, raw }))),
  );
  const unread = await p.send(p.planner, 'POST', '/plans/import/read', { text: 'ไม่มีตารางใด ๆ' });
  expect(DraftImport.parse(unread.body)).toMatchObject({ fiscalYear: null, systems: [] });
});
