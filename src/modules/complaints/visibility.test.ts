import { expect, test } from 'vitest';
import { office } from '../../../test/desk.ts';

type Office = Awaited<ReturnType<typeof office>>;
const everybody = async (o: Office) => ({
  officer: await o.staff('department-officer', o.engineers),
  head: await o.staff('department-head', o.engineers),
  committee: await o.staff('committee'),
  executive: await o.staff('executive'),
  planner: await o.staff('planner'),
});
const category = (o: Office, code: string) => o.directory.categories.find((each) => each.code === code)?.id;

test('each sees the part of the register that is theirs, by list, by search and by id', async () => {
  await using o = await office();
  const { officer, head, committee, executive, planner } = await everybody(o);
  const road = await o.file({ text: 'ถนนเป็นหลุม', categoryId: category(o, 'road') });
  const rude = await o.file({ text: 'เจ้าหน้าที่พูดจาไม่ดี', categoryId: category(o, 'service') });
  const bribe = await o.file({ text: 'เรียกรับเงิน', categoryId: category(o, 'corruption') });
  const tip = await o.file({ text: 'แจ้งเบาะแส', kind: 'whistleblow' });
  await o.step(o.desk, road.id, { step: 'assign', departmentId: o.engineers });
  const sees = async (who: typeof officer) => {
    const list = (await o.call(who, 'GET', '/complaints')).body['items'] as { id: string }[];
    const byId = await Promise.all(
      [road, rude, bribe, tip].map(async ({ id }) => ((await o.see(who, id)).status === 200 ? id : null)),
    );
    const found = await Promise.all(
      ['ถนน', 'พูดจา', 'เงิน', 'เบาะแส'].map(
        async (word) =>
          (await o.call(who, 'GET', `/complaints?search=${encodeURIComponent(word)}`)).body['items'] as {
            id: string;
          }[],
      ),
    );
    const ids = list.map((each) => each.id).sort();
    expect(byId.filter((id) => id !== null).sort()).toEqual(ids);
    expect(
      found
        .flat()
        .map((each) => each.id)
        .sort(),
    ).toEqual(ids);
    return ids;
  };
  expect(await sees(officer)).toEqual([road.id]);
  expect(await sees(head)).toEqual([road.id]);
  expect(await sees(o.desk)).toEqual([road.id, rude.id].sort());
  expect(await sees(executive)).toEqual([road.id, rude.id].sort());
  expect(await sees(planner)).toEqual([road.id]);
  expect(await sees(committee)).toEqual([bribe.id, tip.id].sort());
});

test('the officer complained of never sees the case', async () => {
  await using o = await office();
  const accused = await o.staff('intake');
  const { id } = await o.file({ text: 'ร้องเรียนเจ้าหน้าที่' });
  await o.w.scoped((tx) =>
    tx.updateTable('complaints.complaint').set({ respondent_id: accused.userId }).where('id', '=', id).execute(),
  );
  expect((await o.see(accused, id)).status).toBe(404);
  expect((await o.call(accused, 'GET', '/complaints')).body['items']).toEqual([]);
  expect((await o.call(accused, 'GET', `/complaints?search=${encodeURIComponent('ร้องเรียน')}`)).body['items']).toEqual(
    [],
  );
  expect((await o.call(accused, 'GET', '/complaints/counts')).body).toMatchObject({ open: 0 });
});

test('a department asks for the contact with a reason that is logged; a concealed citizen is not shown to it', async () => {
  await using o = await office();
  const officer = await o.staff('department-officer', o.engineers);
  const contact = { name: 'ยายมี', phone: '081-000-0000' };
  const named = await o.file({ contact });
  const concealed = await o.file({ contact, identity: 'concealed' });
  const anonymous = await o.file({ contact, identity: 'anonymous' });
  for (const { id } of [named, concealed, anonymous])
    await o.step(o.desk, id, { step: 'assign', departmentId: o.engineers });
  expect((await o.see(o.desk, concealed.id)).body['contact']).toMatchObject(contact);
  expect((await o.see(o.desk, anonymous.id)).body['contact']).toBeNull();
  expect((await o.see(officer, named.id)).body).toMatchObject({
    contact: null,
    mayReveal: true,
    mayPrintReceipt: false,
  });
  expect((await o.see(o.desk, named.id)).body).toMatchObject({ mayPrintReceipt: true });
  expect((await o.see(officer, concealed.id)).body).toMatchObject({ contact: null, mayReveal: false });
  expect(await o.call(officer, 'POST', `/complaints/${named.id}/reveal`, { reason: 'x' })).toMatchObject({
    status: 400,
  });
  expect((await o.call(officer, 'POST', `/complaints/${named.id}/reveal`, { reason: 'นัดลงพื้นที่' })).body).toMatchObject(
    contact,
  );
  expect(await o.call(officer, 'POST', `/complaints/${concealed.id}/reveal`, { reason: 'อยากรู้ว่าใคร' })).toMatchObject({
    status: 403,
  });
  const logged = await o.w.scoped((tx) =>
    tx
      .selectFrom('platform.audit_entry')
      .select(['action', 'actor_id', 'detail'])
      .where('action', '=', 'contact.reveal')
      .execute(),
  );
  expect(logged).toEqual([{ action: 'contact.reveal', actor_id: officer.userId, detail: { reason: 'นัดลงพื้นที่' } }]);
});

test('a file is read only through a case that one sees, and belongs to one case', async () => {
  await using o = await office();
  const stranger = await o.staff('department-officer', o.health);
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const form = new FormData();
  form.append('file', new Blob([png], { type: 'image/png' }), 'รูป.png');
  const body = new Response(form);
  const upload = await o.w.app.inject({
    method: 'POST',
    url: '/api/v1/files',
    headers: { ...o.desk.headers, 'content-type': body.headers.get('content-type') ?? '' },
    payload: Buffer.from(await body.arrayBuffer()),
  });
  expect(upload.statusCode).toBe(201);
  const fileId = upload.json<{ id: string }>().id;
  const { id } = await o.file({ fileIds: [fileId] });
  expect((await o.see(o.desk, id)).body['files']).toMatchObject([{ id: fileId, mediaType: 'image/png' }]);
  const read = (who: typeof stranger) => o.w.app.inject({ url: `/api/v1/files/${fileId}`, headers: who.headers });
  const mine = await read(o.desk);
  expect([mine.statusCode, mine.headers['cache-control']]).toEqual([200, 'private, no-cache']);
  expect((await read(stranger)).statusCode).toBe(404);
  // A browser asks each time whether it may show what it has: nobody is shown it after signing out.
  const again = (headers: Record<string, string>) =>
    o.w.app.inject({
      url: `/api/v1/files/${fileId}`,
      headers: { ...headers, 'if-none-match': String(mine.headers.etag) },
    });
  const same = await again(o.desk.headers);
  expect([same.statusCode, same.body]).toEqual([304, '']);
  expect([(await again(stranger.headers)).statusCode, (await again({})).statusCode]).toEqual([404, 401]);
  const list = await o.w.app.inject({ url: '/api/v1/complaints', headers: o.desk.headers });
  expect(list.headers['cache-control']).toBe('private, no-store');
  expect(
    await o.call(o.desk, 'POST', '/intake', {
      key: crypto.randomUUID(),
      channel: 'phone',
      text: 'ขโมยรูป',
      fileIds: [fileId],
    }),
  ).toMatchObject({ status: 404 });
});

test('a case that turns out to be confidential is so at once: for its department, for its respondent, for whoever found out', async () => {
  await using o = await office();
  const [officer, accused, committee] = [
    await o.staff('department-officer', o.engineers),
    await o.staff('intake'),
    await o.staff('committee'),
  ];
  const { id } = await o.file({ text: 'ช่างเรียกเงินค่าซ่อมไฟ' });
  await o.step(o.desk, id, { step: 'assign', departmentId: o.engineers });
  const classify = { step: 'classify', communityId: null, groupId: null, kind: 'complaint', severity: 'normal' };
  expect(
    (await o.step(o.desk, id, { ...classify, categoryId: category(o, 'service'), respondentId: accused.userId }))
      .status,
  ).toBe(200);
  expect((await o.see(officer, id)).status).toBe(404);
  expect((await o.see(accused, id)).status).toBe(404);
  expect((await o.see(o.desk, id)).status).toBe(200);
  expect(await o.step(o.desk, id, { ...classify, categoryId: category(o, 'corruption') })).toEqual({
    status: 204,
    body: {},
  });
  expect((await o.see(o.desk, id)).status).toBe(404);
  expect((await o.see(committee, id)).body.row).toMatchObject({ visibility: 'corruption' });
});

test('what is confidential is shown to more people by an open choice alone, of those who may make it, with its reason', async () => {
  await using o = await office();
  const { officer, head, committee, executive, planner } = await everybody(o);
  const { id } = await o.file({ categoryId: category(o, 'road'), identity: 'concealed', contact: { name: 'ยายมี' } });
  await o.step(o.desk, id, { step: 'assign', departmentId: o.engineers });
  const classify = { step: 'classify', communityId: null, groupId: null, kind: 'complaint', severity: 'normal' };
  const sees = async () => {
    const all = { officer, head, desk: o.desk, executive, planner, committee };
    const seen = await Promise.all(
      Object.entries(all).map(async ([name, who]) => ((await o.see(who, id)).status === 200 ? name : '')),
    );
    return seen.filter((name) => name !== '').join(' ');
  };
  await o.step(o.desk, id, { ...classify, categoryId: category(o, 'corruption') });
  expect(await sees()).toBe('committee');
  // Another category, none, another kind: what it is called shows it to nobody.
  for (const called of [
    { categoryId: null },
    { categoryId: category(o, 'road') },
    { categoryId: category(o, 'service') },
  ])
    expect((await o.step(committee, id, { ...classify, ...called })).body.row).toMatchObject({
      visibility: 'corruption',
    });
  const whistle = { ...classify, kind: 'whistleblow', categoryId: null };
  expect((await o.step(committee, id, whistle)).body.row).toMatchObject({ visibility: 'corruption' });
  // The choice needs its reason, and may not say less than kind and category do.
  const open = { ...classify, categoryId: category(o, 'service'), visibility: 'restricted' };
  expect(await o.step(committee, id, open)).toMatchObject({ status: 400, body: { code: 'text-missing' } });
  expect(await o.step(committee, id, { ...open, visibility: 'normal', note: 'ไม่ใช่ทุจริต' })).toMatchObject({
    status: 400,
    body: { detail: { fields: [{ field: '/visibility', problem: 'below-category' }] } },
  });
  expect(await sees()).toBe('committee');
  expect((await o.step(committee, id, { ...open, note: 'ไม่พบการเรียกรับเงิน เป็นเรื่องกิริยา' })).status).toBe(204);
  expect(await sees()).toBe('head desk executive');
  // The department, which may be the one complained of, does not open it; nor does the desk by calling it another thing.
  const ordinary = { ...classify, categoryId: category(o, 'road'), visibility: 'normal', note: 'เป็นเรื่องถนน' };
  expect(await o.step(head, id, ordinary)).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
  expect((await o.step(o.desk, id, { ...classify, categoryId: null })).body.row).toMatchObject({
    visibility: 'restricted',
  });
  expect((await o.step(o.desk, id, ordinary)).body.row).toMatchObject({ visibility: 'normal' });
  expect(await sees()).toBe('officer head desk executive planner');

  const events = (await o.see(o.desk, id)).body['events'] as {
    seq: number;
    note: string;
    data: { visibility?: object };
  }[];
  const changes = [
    { from: 'normal', to: 'corruption' },
    { from: 'corruption', to: 'restricted' },
    { from: 'restricted', to: 'normal' },
  ];
  expect(events.flatMap(({ data }) => data.visibility ?? [])).toEqual(changes);
  const seqOf = (reason: string) => events.find(({ note }) => note === reason)?.seq ?? 'no event';
  const logged = await o.w.scoped((tx) =>
    tx
      .selectFrom('platform.audit_entry')
      .select('detail')
      .where('action', '=', 'complaint.classify')
      .where('subject_id', '=', id)
      .orderBy('seq')
      .execute(),
  );
  expect(
    logged.map(({ detail }) => detail).filter((detail) => JSON.stringify(detail).includes('visibility')),
  ).toMatchObject([
    { visibility: changes[0] },
    { visibility: changes[1], seq: seqOf('ไม่พบการเรียกรับเงิน เป็นเรื่องกิริยา') },
    { visibility: changes[2], seq: seqOf('เป็นเรื่องถนน') },
  ]);
  // The trail says where the reason stands, and does not hold it: its readers may not see the case.
  expect(JSON.stringify(logged)).not.toMatch(/เรียกรับเงิน|เป็นเรื่องถนน/);
});
