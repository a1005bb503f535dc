import { expect, test } from 'vitest';
import { z } from 'zod';
import { office } from '../../../test/desk.ts';
import { keepFile } from '../../platform/files/keep-file.ts';
import { holdFiles, mustBeFree } from '../voices/index.ts';
import { Board } from './contract.ts';

const Kept = z.object({ id: z.uuid() });
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

test('the scan of a signed order is read with the order, survives the sweep, and no case can claim it', async () => {
  await using o = await office();
  const planner = await o.staff('planner');
  const send = (method: 'GET' | 'POST', url: string, payload?: object) =>
    o.w.app.inject({ method, url: `/api/v1${url}`, headers: planner.headers, ...(payload && { payload }) });
  const made = await send('POST', '/committees', {
    version: null,
    committee: { name: 'คณะกรรมการ', termFrom: '2025-10-01', members: [{ name: 'นายหนึ่ง', role: 'chair' }] },
  });
  const { id } = Kept.parse(
    (await send('POST', '/papers', { kind: 'order', committeeId: Kept.parse(made.json()).id })).json(),
  );
  await send('POST', `/papers/${id}/number`, { version: 1, number: '1/2569', datedOn: '2026-05-04' });
  const form = new FormData();
  form.append('file', new Blob([PNG], { type: 'image/png' }), 'คำสั่ง.png');
  const upload = await o.w.app.inject({
    method: 'POST',
    url: '/api/v1/files',
    headers: planner.headers,
    payload: form,
  });
  const file = Kept.parse(upload.json());
  expect((await send('GET', `/plans/files/${file.id}`)).statusCode).toBe(404);
  expect((await send('POST', `/papers/${id}/sign`, { version: 2, fileId: file.id })).statusCode).toBe(200);

  o.w.at(new Date('2026-05-20T03:00:00Z'));
  const sweep = o.w.schedules.find(({ job }) => job.id === 'voices.sweep-files');
  await sweep?.job.handle(
    { scoped: o.w.scoped, municipalityId: o.w.municipalityId, now: o.w.now, log: o.w.parts.log },
    {},
  );
  const read = await send('GET', `/plans/files/${file.id}`);
  expect([read.statusCode, read.headers['content-type']]).toEqual([200, 'image/png']);
  const stolen = await o.call(planner, 'POST', '/intake', {
    key: crypto.randomUUID(),
    channel: 'phone',
    text: 'ขอไฟล์ของผู้อื่น',
    fileIds: [file.id],
  });
  expect(stolen.status).toBe(404);
});

test('what a citizen’s form holds until it is sent is nobody’s of the staff: not evidence, an order’s scan, a task’s result, nor a case’s', async () => {
  await using o = await office();
  const planner = await o.staff('planner');
  const send = (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => o.call(planner, method, url, payload);
  const fileId = await o.w.scoped(async (tx) => {
    const about = { now: o.w.now(), name: 'ภาพ.png', municipalityId: o.w.municipalityId };
    const id = await keepFile(tx, o.w.parts.files, { bytes: PNG, mediaType: 'image/png', width: 1, height: 1 }, about);
    await holdFiles(tx, crypto.randomUUID(), [id], o.w.now());
    return id;
  });
  const board = Board.parse((await send('GET', '/plans/years/2562')).body);
  const plan = board.systems.find(({ system }) => system.code === 'satisfaction')?.plan?.document;
  const outputs = plan?.content.outputs.map((output) => ({
    ...output,
    steps: output.steps.map((step) => ({ ...step, evidence: { kind: 'manual', needs: 'ภาพ' } })),
  }));
  const document = { kind: 'plan', content: { ...plan?.content, outputs } };
  await send('PUT', `/plans/documents/${plan?.id}`, { version: 1, why: 'ทดสอบ', confirmPast: true, document });
  const stepId = outputs?.[0]?.steps[0]?.id;
  const evidence = { stepId, doneOn: '2019-05-04', note: 'ทำแล้ว', fileId };
  const member = { name: 'นายหนึ่ง', role: 'chair' };
  const committee = { name: 'คณะกรรมการ', termFrom: '2025-10-01', members: [member] };
  const { body: made } = await send('POST', '/committees', { version: null, committee });
  const { body: paper } = await send('POST', '/papers', { kind: 'order', committeeId: made['id'] });
  await send('POST', `/papers/${String(paper['id'])}/number`, { version: 1, number: '1/2569', datedOn: '2026-05-04' });
  const { body: task } = await send('POST', '/tasks', { title: 'งาน', ownerId: planner.userId });
  const claims = [
    await send('POST', `/plans/documents/${plan?.id}/evidence`, evidence),
    await send('POST', `/papers/${String(paper['id'])}/sign`, { version: 2, fileId }),
    await send('POST', `/tasks/${String(task['id'])}/end`, { version: 1, outcome: 'done', result: '', fileId }),
    await o.call(o.desk, 'POST', '/intake', {
      key: crypto.randomUUID(),
      channel: 'phone',
      text: 'ขอภาพ',
      fileIds: [fileId],
    }),
  ];
  expect(claims.map(({ status, body }) => [status, body['detail']])).toEqual(claims.map(() => [404, { what: 'file' }]));
  const free = await o.w.scoped((tx) =>
    tx.selectFrom('platform.file').select('kept_for').where('id', '=', fileId).executeTakeFirst(),
  );
  expect(free).toEqual({ kept_for: null });
  // Whose form it is may send it.
  await o.w.scoped((tx) => mustBeFree(tx, [fileId], { held: true }));
});
