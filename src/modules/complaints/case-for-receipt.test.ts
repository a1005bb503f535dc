import { expect, test } from 'vitest';
import { office } from '../../../test/desk.ts';
import { type Actor, permissionsOf } from '../people/index.ts';
import { caseForReceipt } from './case-for-receipt.ts';
import { trackCase } from './track-case.ts';

test('who registered a confidential case prints its receipt within the hour; each print is audited', async () => {
  await using o = await office();
  const officer = await o.staff('department-officer', o.health);
  const stranger = await o.staff('department-officer', o.engineers);
  const print = async (who: typeof officer, id: string) =>
    (await o.w.app.inject({ url: `/api/v1/complaints/${id}/receipt.pdf`, headers: who.headers })).statusCode;
  const tip = await o.file({ kind: 'whistleblow' }, officer);
  const plain = await o.file({}, officer);
  expect([await print(officer, tip.id), await print(stranger, tip.id), await print(o.desk, tip.id)]).toEqual([
    200, 404, 404,
  ]);
  o.w.at(new Date(o.w.now().getTime() + 3_600_000));
  expect(await print(officer, tip.id)).toBe(200);
  o.w.at(new Date(o.w.now().getTime() + 1000));
  expect(await print(officer, tip.id)).toBe(404);
  expect([await print(officer, plain.id), await print(o.desk, plain.id)]).toEqual([200, 200]);
  const printed = await o.w.scoped((tx) =>
    tx
      .selectFrom('platform.audit_entry')
      .select(['actor_id', 'subject_id'])
      .where('action', '=', 'receipt.print')
      .orderBy('seq')
      .execute(),
  );
  expect(printed).toEqual([
    { actor_id: officer.userId, subject_id: tip.id },
    { actor_id: officer.userId, subject_id: tip.id },
    { actor_id: officer.userId, subject_id: plain.id },
    { actor_id: o.desk.userId, subject_id: plain.id },
  ]);
});

test('a receipt printed again has the names of the day it was received, a case that has ended those of its last', async () => {
  await using o = await office();
  const administrator = await o.staff('administrator');
  const call = (method: 'GET' | 'PUT', url: string, payload?: object) =>
    o.w.app.inject({ method, url: `/api/v1${url}`, headers: administrator.headers, ...(payload && { payload }) });
  const category = o.named(o.directory.categories, 'ถนน');
  const before = await o.file({ categoryId: category.id });
  const spot = await o.file({ categoryId: category.id, answeredOnTheSpot: 'ซ่อมแล้วเมื่อวาน' });
  const paper = { kind: 'petition', channel: 'petition', receivedAt: '2026-04-20T03:00:00Z' };
  const petition = await o.file({ ...paper, categoryId: category.id });
  o.w.at(new Date('2026-06-01T03:00:00Z'));
  const { id: _, slug: __, ...facts } = (await call('GET', '/municipality')).json();
  const renamed = { nameTh: 'เทศบาลเมืองทดสอบ', nameEn: 'Test Town' };
  expect((await call('PUT', '/municipality', { ...facts, ...renamed })).statusCode).toBe(200);
  const { noun, sort, data } = category;
  const version = { noun, sort, data, nameTh: 'ถนนและทางเท้า', nameEn: 'Roads', validFrom: '2026-06-01' };
  expect((await call('PUT', `/directory/${category.id}`, version)).statusCode).toBe(200);
  const after = await o.file({ categoryId: category.id });
  const actor: Actor = {
    kind: 'staff',
    id: o.desk.userId,
    name: '',
    roles: ['intake'],
    departmentId: null,
    may: permissionsOf(['intake']),
  };
  const printed = async (id: string) => {
    const { tracked, municipalityName } = await o.w.scoped((tx) => caseForReceipt(tx, actor, id, o.w.now()));
    return [municipalityName?.nameTh, tracked.categoryName?.nameTh, tracked.citizenDueOn];
  };
  expect(await printed(before.id)).toEqual(['เทศบาลตำบลทดสอบ', category.nameTh, '2026-05-19']);
  expect(await printed(after.id)).toEqual(['เทศบาลเมืองทดสอบ', 'ถนนและทางเท้า', '2026-06-16']);
  // What was answered on the spot promises no answer.
  expect(await printed(spot.id)).toEqual(['เทศบาลตำบลทดสอบ', category.nameTh, null]);

  const followed = ({ number, trackingCode }: typeof before) =>
    o.w.scoped((tx) => trackCase(tx, { number, code: trackingCode }, o.w.now()));
  expect((await followed(spot)).categoryName?.nameTh).toBe(category.nameTh);
  const { categoryName, receivedAt, events } = await followed(petition);
  expect(categoryName?.nameTh).toBe('ถนนและทางเท้า');
  expect(events).toMatchObject([{ step: 'file', at: receivedAt }]);
});
