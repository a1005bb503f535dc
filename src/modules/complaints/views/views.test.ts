import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { office } from '../../../../test/desk.ts';

test('views are one’s own unless shared, what is shared the desk may remove as well, and how the register is shown is each officer’s', async () => {
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
    {
      id: shared.body['id'],
      name: 'ทุกคน',
      mine: false,
      removable: true,
      shared: true,
      filter: { view: 'overdue' },
      layout,
    },
  ]);
  const officer = await o.staff('department-officer', o.engineers);
  expect((await o.call(officer, 'GET', '/views')).body).toMatchObject([{ mine: false, removable: false }]);
  const remove = async (by: typeof officer, view: typeof made) =>
    (await o.call(by, 'DELETE', `/views/${String(view.body['id'])}`)).status;
  expect(await remove(officer, shared)).toBe(404);
  expect(await remove(other, made)).toBe(404);
  expect(await remove(o.desk, made)).toBe(204);
  // Whoever shared it may have left: the desk tidies up, and the trail says who did.
  expect(await remove(other, shared)).toBe(204);
  expect((await o.call(o.desk, 'GET', '/views')).body).toEqual([]);
  const trail = await o.w.scoped((tx) =>
    tx
      .selectFrom('platform.audit_entry')
      .select(['action', 'actor_id', 'subject_id'])
      .where('subject_kind', '=', 'view')
      .orderBy('seq')
      .execute(),
  );
  expect(trail).toEqual([
    { action: 'view.share', actor_id: o.desk.userId, subject_id: shared.body['id'] },
    { action: 'view.remove', actor_id: other.userId, subject_id: shared.body['id'] },
  ]);

  // However many colleagues share, one's own are in the list.
  await o.call(o.desk, 'POST', '/views', { name: 'ก', shared: true, filter: {} });
  await o.w.scoped((tx) =>
    sql`insert into complaints.saved_view select copy.* from complaints.saved_view v, generate_series(1, 200) n,
      jsonb_populate_record(v, jsonb_build_object('id', '00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))) copy`.execute(
      tx,
    ),
  );
  const own = await o.call(other, 'POST', '/views', { name: 'ฮ ของฉัน', filter: {} });
  expect((await o.call(other, 'GET', '/views')).body).toContainEqual(expect.objectContaining({ id: own.body['id'] }));

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
