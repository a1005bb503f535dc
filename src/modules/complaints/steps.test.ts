import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import { office } from '../../../test/desk.ts';
import { waitsForLock } from '../../../test/waits-for-lock.ts';
import { audit } from '../../platform/audit.ts';
import { citizenMessage, citizenVerdict } from './citizen-steps.ts';
import { ComplaintPage } from './contract.ts';

test('a complaint travels from an officer who hears it to a citizen who says it is done', async () => {
  await using o = await office();
  const officer = await o.staff('department-officer', o.engineers);
  const head = await o.staff('department-head', o.engineers);
  const filed = await o.file({ text: 'ไฟถนนหน้าตลาดดับสามดวง 😀' });
  expect(filed.body).toMatchObject({ number: 'ร.0001/2569', status: 'new', citizenDueOn: '2026-05-19' });
  expect((await o.see(officer, filed.id)).status).toBe(404);

  await o.step(o.desk, filed.id, { step: 'assign', departmentId: o.engineers, ownerId: officer.userId });
  expect((await o.see(officer, filed.id)).body.steps).toEqual([
    'start',
    'progress',
    'ask-citizen',
    'wait-agency',
    'note',
    'classify',
  ]);
  expect((await o.step(officer, filed.id, { step: 'start' })).body.row).toMatchObject({ status: 'in-progress' });
  expect(await o.step(officer, filed.id, { step: 'reply', note: 'เสร็จแล้ว' })).toMatchObject({
    status: 403,
    body: { code: 'not-allowed' },
  });
  expect((await o.step(head, filed.id, { step: 'reply', note: 'เปลี่ยนหลอดแล้ว' })).body.row).toMatchObject({
    status: 'answered',
    mark: 'done',
  });
  expect((await o.step(head, filed.id, { step: 'close' })).body.row).toMatchObject({ status: 'closed' });
  expect((await o.step(o.desk, filed.id, { step: 'reopen', note: 'ยังดับอยู่' })).body.row).toMatchObject({
    status: 'in-progress',
    closedAt: null,
  });

  const { body } = await o.see(o.desk, filed.id);
  expect((body['events'] as { step: string; public: boolean }[]).map((event) => event.step)).toEqual([
    'file',
    'assign',
    'start',
    'reply',
    'close',
    'reopen',
  ]);
  expect((await o.call(o.desk, 'GET', '/home')).body).toMatchObject({ newToday: 1, counts: { open: 1, overdue: 0 } });
});

test('of two who act at once one wins and the other is told', async () => {
  await using o = await office();
  const { id } = await o.file();
  const act = (departmentId: string) =>
    o.call(o.desk, 'POST', `/complaints/${id}/steps`, { step: 'assign', version: 1, departmentId });
  const both = await Promise.all([act(o.engineers), act(o.health)]);
  expect(both.map((each) => each.status).sort((a, b) => a - b)).toEqual([200, 409]);
  expect(both.find((each) => each.status === 409)?.body).toMatchObject({
    code: 'changed-meanwhile',
    detail: { version: 2 },
  });
});

test('a refused step leaves no trace', async () => {
  await using o = await office();
  const { id } = await o.file();
  const before = await o.see(o.desk, id);
  expect(await o.step(o.desk, id, { step: 'close' })).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
  expect(await o.step(o.desk, id, { step: 'refuse', reasonId: crypto.randomUUID(), note: 'ไม่รับ' })).toMatchObject({
    status: 400,
  });
  expect(await o.step(o.desk, id, { step: 'assign', departmentId: crypto.randomUUID() })).toMatchObject({
    status: 400,
  });
  // What nobody can see says nothing.
  const unseen = '\u200B\u2060 \u00AD';
  expect(await o.step(o.desk, id, { step: 'reply', note: unseen })).toMatchObject({
    status: 400,
    body: { code: 'text-missing' },
  });
  expect((await o.step(o.desk, id, { step: 'transfer', agency: unseen, note: 'ส่งต่อ' })).status).toBe(400);
  for (const [door, body] of [
    ['/complaints', { text: unseen }],
    ['/intake', { key: crypto.randomUUID(), channel: 'phone', text: unseen }],
  ] as const)
    expect(await o.call(o.desk, 'POST', door, body)).toMatchObject({ status: 400, body: { code: 'text-missing' } });
  expect((await o.see(o.desk, id)).body).toEqual(before.body);
  const noted = await o.step(o.desk, id, { step: 'note', note: ' ตรวจ\u202Eแล้ว\u200B\u0007 ' });
  expect(noted.body['events']).toMatchObject([{}, { step: 'note', note: 'ตรวจแล้ว' }]);
});

test('an officer of another department cannot be given the case; a head gives it only within their own', async () => {
  await using o = await office();
  const stranger = await o.staff('department-officer', o.health);
  const head = await o.staff('department-head', o.engineers);
  const { id } = await o.file();
  expect(
    await o.step(o.desk, id, { step: 'assign', departmentId: o.engineers, ownerId: stranger.userId }),
  ).toMatchObject({ status: 400 });
  await o.step(o.desk, id, { step: 'assign', departmentId: o.engineers });
  expect(await o.step(head, id, { step: 'assign', departmentId: o.health })).toMatchObject({ status: 403 });
});

test('refused with a listed reason, transferred to an agency: both end the case and its clock', async () => {
  await using o = await office();
  const [a, b] = [await o.file(), await o.file()];
  const reasonId = o.directory.refusalReasons[0]?.id;
  expect((await o.step(o.desk, a.id, { step: 'refuse', reasonId, note: 'อยู่ในศาล' })).body.row).toMatchObject({
    status: 'refused',
    mark: 'closed',
    daysLeft: null,
  });
  expect(
    (await o.step(o.desk, b.id, { step: 'transfer', agency: 'การไฟฟ้าส่วนภูมิภาค', note: 'เสาไฟแรงสูง' })).body.row,
  ).toMatchObject({ status: 'transferred' });
  expect((await o.call(o.desk, 'GET', '/complaints/counts')).body).toMatchObject({ open: 0 });
  expect((await o.call(o.desk, 'GET', '/complaints?view=closed')).body['items']).toHaveLength(2);
});

test('the department waits and is credited; the citizen’s clock never moves', async () => {
  await using o = await office(); // Monday 4 May 2569, 10:00
  const { id } = await o.file();
  await o.step(o.desk, id, { step: 'assign', departmentId: o.engineers });
  const due = async () => (await o.see(o.desk, id)).body.row as Record<string, string | null>;
  // Monday the 4th is Coronation Day: five days are the 5th, 6th, 7th, 8th and 11th, to 16:30.
  expect(await due()).toMatchObject({ departmentDueAt: '2026-05-11T09:30:00.000Z', citizenDueOn: '2026-05-19' });
  o.w.at(new Date('2026-05-06T02:00:00Z')); // Wednesday 09:00
  await o.step(o.desk, id, { step: 'ask-citizen', note: 'ซอยไหน' });
  expect(await due()).toMatchObject({ status: 'waiting-citizen', departmentDueAt: null, citizenDueOn: '2026-05-19' });
  o.w.at(new Date('2026-05-08T02:00:00Z')); // Friday 09:00: two days stood still
  await o.step(o.desk, id, { step: 'resume' });
  // The 8th from 09:00, the 11th, the 12th and, the 13th being Ploughing Day, the 14th.
  expect(await due()).toMatchObject({ departmentDueAt: '2026-05-14T09:30:00.000Z', citizenDueOn: '2026-05-19' });
  // The machine's clock runs some days ahead, and is set right: nothing stood still, and the work goes on.
  o.w.at(new Date('2026-05-12T02:00:00Z'));
  await o.step(o.desk, id, { step: 'wait-agency', agency: 'การไฟฟ้าส่วนภูมิภาค' });
  o.w.at(new Date('2026-05-08T02:30:00Z'));
  expect((await o.step(o.desk, id, { step: 'resume' })).status).toBe(200);
  expect(await due()).toMatchObject({ departmentDueAt: '2026-05-14T09:30:00.000Z', citizenDueOn: '2026-05-19' });
});

test('answered on the spot: one act registers, answers and closes', async () => {
  await using o = await office();
  const officer = await o.staff('department-officer', o.health);
  const key = crypto.randomUUID();
  const heard = { key, channel: 'phone', kind: 'question', text: 'ถามวันฉีดวัคซีน', answeredOnTheSpot: 'ทุกวันพุธ' };
  const first = await o.call(officer, 'POST', '/intake', heard);
  expect(first).toMatchObject({ status: 201, body: { status: 'closed', number: 'ร.0001/2569' } });
  const again = await o.call(officer, 'POST', '/intake', heard);
  expect(again.body).toEqual(first.body);
  expect((await o.call(o.desk, 'GET', '/home')).body).toMatchObject({
    newToday: 1,
    trend: expect.arrayContaining([{ day: '2026-05-04', received: 1, closed: 1 }]),
  });
});

test('a call that is answered on the spot waits for a colleague’s step, and does not keep it from its end', async () => {
  await using o = await office();
  const officer = await o.staff('department-officer', o.health);
  const { body } = await o.call(await o.staff('administrator'), 'POST', '/api-keys', { name: 'ตู้สาขา' });
  const told = await o.w.app.inject({
    method: 'POST',
    url: '/api/v1/calls',
    headers: { authorization: `Bearer ${String(body['secret'])}` },
    payload: { callId: 'pbx-1', from: '+66812345678' },
  });
  await o.file({ answeredOnTheSpot: 'ทุกวันพุธ' }, officer);
  let heard: ReturnType<typeof o.file> | undefined;
  await o.w.scoped(async (tx) => {
    // A step of the same department on the same day: figures, then the audit chain.
    await tx
      .updateTable('complaints.daily_fact')
      .set((row) => ({ closed: row.ref('closed') }))
      .where('department_id', '=', o.health)
      .execute();
    heard = o.file({ answeredOnTheSpot: 'ทุกวันพุธ', callId: told.json<{ id: string }>().id }, officer);
    await waitsForLock(o.w);
    const by = { at: o.w.now(), actorKind: 'system', actorId: null } as const;
    await audit(tx, [{ ...by, action: 'complaint.close', subjectKind: 'complaint', subjectId: 'another' }]);
  });
  expect((await heard)?.body).toMatchObject({ status: 'closed' });
});

test('a department that is being renamed keeps nobody from giving it a case', async () => {
  await using o = await office();
  const { id } = await o.file();
  const { id: departmentId, code: _, validTo: __, ...works } = o.named(o.directory.departments, 'กองช่าง');
  const administrator = await o.staff('administrator');
  let renamed: ReturnType<typeof o.call> | undefined;
  await o.w.scoped(async (tx) => {
    const by = { at: o.w.now(), actorKind: 'system', actorId: null } as const;
    await audit(tx, [{ ...by, action: 'complaint.file', subjectKind: 'complaint', subjectId: 'another' }]);
    const draft = { ...works, nameTh: 'สำนักช่าง', validFrom: '2026-05-04' };
    renamed = o.call(administrator, 'PUT', `/directory/${departmentId}`, draft);
    await waitsForLock(o.w);
    await tx.updateTable('complaints.complaint').set({ department_id: departmentId }).where('id', '=', id).execute();
  });
  expect((await renamed)?.status).toBe(200);
});

test('what is confidential is not ended by whoever heard it: the answer they gave is kept as a note, once', async () => {
  await using o = await office();
  const officer = await o.staff('department-officer', o.health);
  const conduct = o.named(o.directory.categories, 'พฤติกรรมและการบริการ').id;
  const said = { channel: 'phone', text: 'เจ้าหน้าที่พูดไม่ดี', categoryId: conduct, answeredOnTheSpot: 'ขอโทษแทนแล้ว' };
  const heard = { ...said, key: crypto.randomUUID() };
  const first = await o.call(officer, 'POST', '/intake', heard);
  expect(first).toMatchObject({ status: 201, body: { status: 'new', noted: true } });
  expect((await o.call(officer, 'POST', '/intake', heard)).body).toEqual(first.body);
  const kept = await o.w.scoped((tx) =>
    tx.selectFrom('complaints.complaint_event').select(['step', 'note', 'public']).orderBy('seq').execute(),
  );
  expect(kept).toMatchObject([{ step: 'file' }, { step: 'note', note: 'ขอโทษแทนแล้ว', public: false }]);
  const trail = await o.w.scoped((tx) =>
    tx.selectFrom('platform.audit_entry').select(['action', 'actor_id']).orderBy('seq', 'desc').limit(2).execute(),
  );
  expect(trail).toEqual([
    { action: 'complaint.note', actor_id: officer.userId },
    { action: 'complaint.file', actor_id: officer.userId },
  ]);
});

test('an intake names only what is in the lists', async () => {
  await using o = await office();
  const intake = (over: object) =>
    o.call(o.desk, 'POST', '/intake', { key: crypto.randomUUID(), channel: 'phone', text: 'ไฟดับ', ...over });
  const unknown = (field: string) => ({
    status: 400,
    body: { code: 'invalid-input', detail: { fields: [{ field, problem: 'unknown' }] } },
  });
  expect(await intake({ categoryId: crypto.randomUUID() })).toMatchObject(unknown('/categoryId'));
  expect(await intake({ communityId: o.directory.categories[0]?.id })).toMatchObject(unknown('/communityId'));
  expect(await intake({ categoryId: o.directory.categories[0]?.id })).toMatchObject({ status: 201 });
});

test('a case keeps what it was filed under, and who may see it, when that is retired; a new one may not go there', async () => {
  await using o = await office();
  const category = o.named(o.directory.categories, 'พฤติกรรมและการบริการ');
  const other = await o.file({ categoryId: null });
  const { id } = await o.file({ categoryId: category.id });
  const administrator = await o.staff('administrator');
  o.w.at(new Date(o.w.now().getTime() + 2 * 86_400_000));
  expect((await o.call(administrator, 'DELETE', `/directory/${category.id}?from=2026-05-05`)).status).toBe(200);
  const classify = (to: string, severity: string) =>
    o.step(o.desk, to, {
      step: 'classify',
      categoryId: category.id,
      communityId: null,
      groupId: null,
      kind: 'complaint',
      severity,
    });
  const corrected = await classify(id, 'urgent');
  expect(corrected.body.row).toMatchObject({ severity: 'urgent', visibility: 'restricted' });
  // The history tells what a correction changed, the trail what of a case was corrected and to whom it was given.
  expect(corrected.body['events']).toMatchObject([{}, { data: { severity: 'urgent', was: { severity: 'normal' } } }]);
  const road = o.named(o.directory.categories, 'ถนน').id;
  const corrects = { categoryId: road, communityId: null, groupId: null, kind: 'incident', severity: 'normal' };
  const { body } = await o.step(o.desk, other.id, {
    step: 'classify',
    ...corrects,
    respondentId: administrator.userId,
  });
  expect(body['events']).toMatchObject([{}, { data: { was: { categoryId: null, kind: 'complaint' } } }]);
  await o.step(o.desk, other.id, { step: 'classify', ...corrects });
  await o.step(o.desk, other.id, { step: 'assign', departmentId: o.engineers });
  const trail = await o.w.scoped((tx) =>
    tx.selectFrom('platform.audit_entry').select('detail').where('subject_id', '=', other.id).orderBy('seq').execute(),
  );
  expect(trail.slice(1).map(({ detail }) => detail)).toEqual([
    { from: 'new', to: 'new', changed: ['categoryId', 'kind', 'respondentId'] },
    { from: 'new', to: 'new' },
    { from: 'new', to: 'assigned', departmentId: o.engineers, ownerId: null },
  ]);
  expect((await classify(other.id, 'normal')).body).toMatchObject({
    code: 'invalid-input',
    detail: { fields: [{ field: '/categoryId', problem: 'unknown' }] },
  });
});

test('what a citizen says is listed and counted from its first word on, until it is answered or taken note of', async () => {
  await using o = await office();
  const officer = await o.staff('department-officer', o.engineers);
  const head = await o.staff('department-head', o.engineers);
  const [bulb, drain] = [await o.file({ text: 'ไฟดับ' }), await o.file({ text: 'ท่อตัน' })];
  const says = (id: string, text: string, more: object = {}) =>
    o.w.scoped((tx) => citizenMessage(tx, { id }, { key: crypto.randomUUID(), text, fileIds: [], ...more }, o.w.now()));
  const judges = (id: string, verdict: 'done' | 'not-done') =>
    o.w.scoped((tx) =>
      citizenVerdict(tx, { id }, { key: crypto.randomUUID(), verdict, stars: null, text: 'ขอบคุณ' }, o.w.now()),
    );
  const waiting = async (who: typeof officer) => {
    const { items } = ComplaintPage.parse((await o.call(who, 'GET', '/complaints?view=citizen-spoke')).body);
    const counts = (await o.call(who, 'GET', '/complaints/counts')).body;
    const home = (await o.call(who, 'GET', '/home')).body;
    expect(counts['citizenSpoke']).toBe(items.length);
    expect(home).toMatchObject({ counts: { citizenSpoke: items.length } });
    return items.map(({ number, citizenSpokeAt }) => [number, citizenSpokeAt]);
  };
  const step = async (who: typeof officer, id: string, given: object) =>
    expect((await o.step(who, id, given)).status, JSON.stringify(given)).toBe(200);

  await says(bulb.id, 'ยังดับอยู่');
  expect(await waiting(o.desk)).toEqual([]); // nobody has touched it: it waits as a whole, among the new
  for (const { id } of [bulb, drain]) await step(o.desk, id, { step: 'assign', departmentId: o.engineers });
  expect((await o.see(officer, bulb.id)).body.steps).not.toContain('acknowledge');
  expect((await o.step(officer, bulb.id, { step: 'acknowledge' })).status).toBe(403);
  await says(drain.id, 'ท่อเดิม');
  o.w.at(new Date('2026-05-05T03:00:00Z'));
  await says(bulb.id, 'ดับทั้งซอย');
  o.w.at(new Date('2026-05-06T03:00:00Z'));
  await says(bulb.id, 'วันนี้ก็ดับ');
  const both = [
    [drain.number, '2026-05-04T03:00:00.000Z'],
    [bulb.number, '2026-05-05T03:00:00.000Z'],
  ];
  expect(await waiting(o.desk)).toEqual(both);
  await fillAnew(o.w.ownerUrl);
  expect(await waiting(officer)).toEqual(both);
  expect(await waiting(await o.staff('department-officer', o.health))).toEqual([]);
  const first = ComplaintPage.parse((await o.call(o.desk, 'GET', '/complaints?view=citizen-spoke&limit=1')).body);
  const second = await o.call(o.desk, 'GET', `/complaints?view=citizen-spoke&limit=1&after=${first.next}`);
  expect(second.body).toMatchObject({ items: [{ number: bulb.number }], next: null });

  await step(officer, bulb.id, { step: 'note', note: 'โทรหาแล้วไม่รับ' });
  await step(officer, bulb.id, { step: 'start' });
  expect(await waiting(officer)).toEqual(both);
  await step(officer, bulb.id, { step: 'progress', note: 'ช่างเข้าพรุ่งนี้' });
  expect((await o.see(officer, drain.id)).body.steps).toContain('acknowledge');
  await step(officer, drain.id, { step: 'acknowledge' });
  expect(await waiting(o.desk)).toEqual([]);
  await step(officer, drain.id, { step: 'progress', note: 'นัดลอกท่อแล้ว' }); // acknowledging is not as old as the migration

  await step(head, bulb.id, { step: 'reply', note: 'เปลี่ยนหลอดแล้ว' });
  await judges(bulb.id, 'done'); // all is well, and nothing is asked
  expect(await waiting(o.desk)).toEqual([]);
  await says(bulb.id, 'ขอถามเพิ่ม'); // on a case that is closed
  await judges(bulb.id, 'not-done');
  await fillAnew(o.w.ownerUrl);
  expect(await waiting(head)).toEqual([[bulb.number, '2026-05-06T03:00:00.000Z']]);
  await step(head, bulb.id, { step: 'reply', note: 'เปลี่ยนบัลลาสต์แล้ว' });
  await says(bulb.id, '', { incomingIds: [crypto.randomUUID()], changed: 'withdrawn' });
  await fillAnew(o.w.ownerUrl);
  expect(await waiting(head)).toEqual([]);
});

/** Forgets who waits, and finds it in the history as the migration did for cases that were there before it. */
async function fillAnew(ownerUrl: string): Promise<void> {
  const migration = await readFile(new URL('../../../migrations/0109_citizen_spoke.sql', import.meta.url), 'utf8');
  const fill = /^update [^;]+;/m.exec(migration)?.[0] ?? 'nothing';
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query(`update complaints.complaint set citizen_spoke_at = null; ${fill}`);
  } finally {
    await owner.end();
  }
}
