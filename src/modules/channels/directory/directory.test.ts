import { expect, test } from 'vitest';
import { office } from '../../../../test/desk.ts';
import { Board } from '../../plans/contract.ts';
import { queueMessage } from '../index.ts';
import { ChannelDirectory } from './contract.ts';

const way = (over: object = {}) => ({
  channel: 'line',
  nameTh: 'ไลน์เทศบาล',
  nameEn: 'Municipal LINE',
  address: '@tessaban',
  url: 'https://lin.ee/abc',
  hours: 'ทุกวัน 24 ชั่วโมง',
  openedOn: '2026-01-01',
  ...over,
});

test('the directory is published as it stands; the public page, the poster and the plan show it', async () => {
  await using o = await office();
  const planner = await o.staff('planner');
  const send = (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) =>
    o.w.app.inject({ method, url, headers: planner.headers, ...(payload && { payload }) });
  const none = await send('POST', '/api/v1/channel-directory/publish', {});
  expect([none.statusCode, none.json()]).toMatchObject([
    409,
    { code: 'directory-empty', message: expect.stringContaining('ไม่มีช่องทางใดเปิดรับ') },
  ]);
  const [group] = o.directory.groups;
  const added = await send('POST', '/api/v1/channel-directory', {
    version: null,
    way: way({ groupIds: [group?.id], departmentId: o.engineers }),
  });
  expect(added.statusCode).toBe(201);
  await send('POST', '/api/v1/channel-directory', {
    version: null,
    way: way({ nameTh: 'ปิดไปแล้ว', closedOn: '2026-02-01' }),
  });
  const before = await o.w.app.inject({ url: '/channels' });
  expect(before.body).not.toContain('ไลน์เทศบาล');

  expect((await send('POST', '/api/v1/channel-directory/publish', {})).statusCode).toBe(201);
  const page = await o.w.app.inject({ url: '/channels' });
  expect(page.body).toContain('ไลน์เทศบาล');
  expect(page.body).toContain('data:image/svg+xml');
  expect(page.body).toContain(group?.nameTh);
  expect(page.body).toContain('กองช่าง');
  const works = o.directory.departments.find(({ id }) => id === o.engineers);
  expect((await o.w.app.inject({ url: '/channels?lang=en' })).body).toContain(works?.nameEn);
  expect(page.body).not.toContain('ปิดไปแล้ว');
  const poster = await o.w.app.inject({ url: '/channels/poster.pdf' });
  expect(poster.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');

  const [first] = ChannelDirectory.parse(added.json()).ways;
  o.w.at(new Date('2026-05-05T03:00:00Z'));
  const changed = await send('PUT', `/api/v1/channel-directory/${first?.id}`, {
    version: 1,
    way: way({ nameTh: 'ชื่อใหม่' }),
  });
  expect(ChannelDirectory.parse(changed.json())).toMatchObject({ changedSince: true });
  expect((await send('PUT', `/api/v1/channel-directory/${first?.id}`, { version: 1, way: way() })).statusCode).toBe(
    409,
  );
  expect((await o.w.app.inject({ url: '/channels' })).body).not.toContain('ชื่อใหม่');

  await send('POST', '/api/v1/plans/years', { fiscalYear: 2569, from: 2562 });
  const board = Board.parse((await send('GET', '/api/v1/plans/years/2569')).json());
  const complaints = board.systems.find((each) => each.system.code === 'complaints')?.plan;
  const defines = complaints?.document.content.outputs[0]?.steps[1];
  expect(defines?.evidence).toMatchObject({ rule: 'channels.directory-published' });
  const cell = complaints?.steps.find((step) => step.stepId === defines?.id)?.cells[7];
  expect(cell).toMatchObject({ records: 1, state: 'late' });
});

test('figures of a channel: how much, by whom, how soon', async () => {
  await using o = await office();
  const [group] = o.directory.groups;
  const { id } = await o.file({ groupId: group?.id });
  await o.file();
  o.w.at(new Date('2026-05-04T06:00:00Z'));
  await o.step(o.desk, id, { step: 'assign', note: '', departmentId: o.engineers, ownerId: null });
  await o.step(o.desk, id, { step: 'reply', note: 'ซ่อมแล้ว', fileIds: [] });
  // What was sent on a channel by which nobody wrote in these days costs all the same.
  await o.w.scoped(async (tx) => {
    const told = {
      subjectKind: 'complaint',
      subjectId: id,
      template: 'x',
      title: 'x',
      body: 'x',
      dedupeKey: 'x',
    } as const;
    const messageId = await queueMessage(tx, { ...told, channel: 'email', recipient: 'a@example.org', now: o.w.now() });
    await tx.updateTable('channels.message').set({ channel: 'line' }).where('id', '=', messageId).execute();
    const proof = {
      message_id: messageId ?? '',
      attempt: 1,
      at: o.w.now(),
      outcome: 'accepted',
      provider_answer: '',
    } as const;
    await tx
      .insertInto('channels.delivery')
      .values({ ...proof, method: 'push', cost: '1' })
      .execute();
    // Credits of Traffy are used by reading too: its provider counts them, by month.
    const month = { channel: 'traffy', looked_at: o.w.now(), most: '1000' } as const;
    await tx
      .insertInto('channels.quota_month')
      .values([
        { ...month, month: '2026-04-01', used: '20' },
        { ...month, month: '2026-05-01', used: '3' },
        { ...month, month: '2025-01-01', used: '500' },
      ])
      .execute();
  });
  const { body } = await o.call(o.desk, 'GET', '/channel-figures');
  expect(body).toMatchObject({
    channels: [
      { channel: 'phone', received: 2, medianAnswerHours: 3, groups: [{ received: 1 }, { received: 1 }] },
      { channel: 'line', received: 0, lastReceivedAt: null, medianAnswerHours: null, cost: 1, groups: [] },
      { channel: 'traffy', received: 0, cost: 23 },
    ],
  });
});

test('only those who edit settings change it; an address that runs script is refused', async () => {
  await using o = await office();
  const officer = await o.staff('department-officer', o.engineers);
  expect((await o.call(officer, 'POST', '/channel-directory', { version: null, way: way() })).status).toBe(403);
  const planner = await o.staff('planner');
  const bad = await o.call(planner, 'POST', '/channel-directory', {
    version: null,
    way: way({ url: 'javascript:alert(1)' }),
  });
  expect(bad.status).toBe(400);
});

test('a published way is shown from its first day to its last, without anybody publishing it again', async () => {
  await using o = await office();
  const planner = await o.staff('planner');
  const names = ['จุดรับชั่วคราว', 'ศูนย์ใหม่'];
  const days = [{ closedOn: '2026-05-10' }, { openedOn: '2026-06-01' }];
  for (const [i, nameTh] of names.entries())
    await o.call(planner, 'POST', '/channel-directory', { version: null, way: way({ nameTh, ...days[i] }) });
  await o.call(planner, 'POST', '/channel-directory/publish', {});
  const shown = async (at: string) => {
    o.w.at(new Date(at));
    const { body } = await o.w.app.inject({ url: '/channels' });
    const { changedSince } = ChannelDirectory.parse((await o.call(planner, 'GET', '/channel-directory')).body);
    return [...names.filter((name) => body.includes(name)), changedSince];
  };
  expect(await shown('2026-05-10T16:59:00Z')).toEqual(['จุดรับชั่วคราว', false]);
  expect(await shown('2026-05-10T17:00:00Z')).toEqual([false]);
  expect(await shown('2026-05-31T17:00:00Z')).toEqual(['ศูนย์ใหม่', false]);
});
