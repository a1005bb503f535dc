import { readFile } from 'node:fs/promises';
import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { changed, planning } from '../../../test/planning.ts';
import { DraftImport, PlanDocument } from './contract.ts';
import { stepsOf } from './rules.ts';

const DOCUMENT = new URL('./seed/document-2562.txt', import.meta.url);

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
  const takeBack = () => p.send(p.planner, 'POST', `/plans/evidence/${evidence?.id}/take-back`, { why: 'บันทึกผิดขั้นตอน' });
  const both = await Promise.all([takeBack(), takeBack()]);
  expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 404]));
  const takenBack = { at: p.w.now().toISOString(), why: 'บันทึกผิดขั้นตอน' };
  const listed = await p.send(p.planner, 'GET', '/plans/years/2569/evidence');
  expect(listed.body).toMatchObject([{ id: evidence?.id, note: 'ประเมินที่จุดบริการ', takenBack }]);
  const { steps: again } = await p.plan(2569, 'satisfaction');
  expect(again.find((each) => each.stepId === step?.id)?.cells[7]).toMatchObject({ records: 0 });
  expect((await p.save(first, without, { confirmPast: true })).status).toBe(200);
  const versions = await p.send(p.planner, 'GET', `/plans/documents/${first.id}/versions`);
  expect(versions.body).toMatchObject([{ version: 3 }, { version: 2, why: 'ปรับตามมติที่ประชุม' }, { version: 1 }]);
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
  const added = { systemId: null, title: 'ระบบของเราเอง', chart: draft.systems[0]?.chart ?? null, plan: null };
  const accept = (over: object = {}) =>
    p.send(p.planner, 'POST', '/plans/import/accept', {
      fiscalYear: 2569,
      seen: draft.seen,
      systems: [...draft.systems, added],
      ...over,
    });
  expect((await accept({ systems: [added, { ...added, title: ' ระบบ ของเราเอง' }] })).code).toBe('invalid-input');
  const both = await Promise.all([accept(), accept()]);
  // Both began from the same reading: the second would take the first's place without having seen it.
  expect(new Set(both.map(({ status, code }) => code ?? status))).toEqual(new Set([201, 'changed-meanwhile']));
  expect((await p.plan(2569, 'satisfaction')).document).toMatchObject({ version: 1, standing: 'source' });
  const documents = (await p.board(2569)).systems.flatMap(({ chart, plan }) => [chart, plan?.document]);
  const seen = Object.fromEntries(documents.flatMap((each) => (each ? [[each.id, each.version]] : [])));
  // Months that are over change only when that is meant, with a reason: as in the editor.
  const without = draft.systems.map((each) => ({
    ...each,
    plan: each.plan && changed(each.plan, () => ({ arrows: [] })),
  }));
  const moved = { seen, systems: [...without, added] };
  for (const lacking of [{ why: 'แผนฉบับลงนาม' }, { confirmPast: true }]) {
    expect((await accept({ ...moved, ...lacking })).code).toBe('month-over');
  }
  expect((await accept({ ...moved, confirmPast: true, why: 'แผนฉบับลงนาม' })).status).toBe(201);
  expect((await p.plan(2569, 'satisfaction')).document.version).toBe(2);
  // The title is that of the system which the first import made.
  expect((await p.board(2569)).systems.filter(({ system }) => system.titleTh === added.title)).toHaveLength(1);

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
