import { expect, test } from 'vitest';
import { world } from '../../../test/harness.ts';
import { dayOf } from '../../thai/index.ts';
import { loadDirectory } from '../people/index.ts';

test('a complaint travels from an officer who hears it to a citizen who says it is done', async () => {
  await using w = await world({ env: { LOG_LEVEL: 'error' } });
  const desk = await w.signIn('intake');
  const directory = await w.scoped((tx) => loadDirectory(tx, dayOf(w.now())));
  const engineers = directory.departments.find((each) => each.nameTh === 'กองช่าง');
  if (!engineers) throw new Error('the seed has no engineers');
  const officer = await w.signIn({ roles: ['department-officer'], departmentId: engineers.id });
  const filed = await w.app.inject({
    method: 'POST',
    url: '/api/v1/intake',
    headers: desk.headers,
    payload: { key: crypto.randomUUID(), channel: 'phone', text: 'ไฟถนนหน้าตลาดดับสามดวง 😀' },
  });
  expect(filed.json()).toMatchObject({ number: 'ร.0001/2569', status: 'new', citizenDueOn: '2026-05-19' });
  const { id } = filed.json();
  const step = (as: typeof desk, body: object) =>
    w.app.inject({ method: 'POST', url: `/api/v1/complaints/${id}/steps`, headers: as.headers, payload: body });
  expect(
    (await step(desk, { step: 'assign', version: 1, departmentId: engineers.id, ownerId: officer.userId })).json(),
  ).toMatchObject({ row: { status: 'assigned' }, version: 2 });
  expect((await step(officer, { step: 'start', version: 2 })).json()).toMatchObject({ row: { status: 'in-progress' } });
  expect((await step(officer, { step: 'reply', version: 3, note: 'เปลี่ยนหลอดแล้ว' })).json()).toMatchObject({
    code: 'not-allowed',
  });
  expect((await step(desk, { step: 'reply', version: 3, note: 'เปลี่ยนหลอดแล้ว' })).json()).toMatchObject({
    row: { status: 'answered', mark: 'done' },
  });
  const list = await w.app.inject({ url: '/api/v1/complaints?search=ตลาด', headers: officer.headers });
  expect(list.json().items).toHaveLength(1);
  const home = await w.app.inject({ url: '/api/v1/home', headers: desk.headers });
  expect(home.json()).toMatchObject({ newToday: 1, counts: { toClose: 1 } });
});
