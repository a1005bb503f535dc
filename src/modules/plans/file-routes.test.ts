import { expect, test } from 'vitest';
import { z } from 'zod';
import { office } from '../../../test/desk.ts';

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
