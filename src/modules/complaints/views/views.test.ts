import { expect, test } from 'vitest';
import { office } from '../../../../test/desk.ts';

test('views are one’s own unless shared, only the owner removes them, and how the register is shown is each officer’s', async () => {
  await using o = await office();
  const other = await o.staff('intake');
  const layout = { shape: 'table', columns: ['clock', 'place'] };
  const made = await o.call(o.desk, 'POST', '/views', { name: 'ไฟดับ', filter: { search: 'ไฟ' } });
  expect(made).toMatchObject({ status: 201, body: { layout: null } });
  const shared = await o.call(o.desk, 'POST', '/views', {
    name: 'ทุกคน',
    shared: true,
    filter: { view: 'overdue' },
    layout,
  });
  expect((await o.call(other, 'GET', '/views')).body).toEqual([
    { id: shared.body['id'], name: 'ทุกคน', mine: false, shared: true, filter: { view: 'overdue' }, layout },
  ]);
  expect((await o.call(other, 'DELETE', `/views/${String(shared.body['id'])}`)).status).toBe(404);
  expect((await o.call(o.desk, 'DELETE', `/views/${String(made.body['id'])}`)).status).toBe(204);

  expect((await o.call(o.desk, 'GET', '/inbox-layout')).body).toBeNull();
  expect((await o.call(o.desk, 'PUT', '/inbox-layout', { shape: 'table', columns: ['salary'] })).status).toBe(400);
  await o.call(o.desk, 'PUT', '/inbox-layout', { shape: 'table', columns: [] });
  await o.call(o.desk, 'PUT', '/inbox-layout', layout);
  expect((await o.call(o.desk, 'GET', '/inbox-layout')).body).toEqual(layout);
  expect((await o.call(other, 'GET', '/inbox-layout')).body).toBeNull();
  // A column that a later version no longer has is left out; the rest is still there.
  await o.w.scoped((tx) =>
    tx
      .updateTable('complaints.inbox_layout')
      .set({ layout: JSON.stringify({ ...layout, columns: ['gone', 'place'] }) })
      .execute(),
  );
  expect((await o.call(o.desk, 'GET', '/inbox-layout')).body).toEqual({ shape: 'table', columns: ['place'] });
});
