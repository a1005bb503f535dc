import { expect, test } from 'vitest';
import { office } from '../../../test/desk.ts';

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
