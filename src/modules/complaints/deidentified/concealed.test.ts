import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Office, office } from '../../../../test/desk.ts';
import { fieldsOf, multipart, photo } from '../../../../test/forms.ts';
import type { SignedIn } from '../../../../test/sign-in.ts';
import { permissionsOf, type Role } from '../../people/index.ts';
import { CaseView, ComplaintPage, Revealed } from '../contract.ts';
import { MASK } from './contract.ts';

const WHO = { name: 'นางสมหญิง รักถิ่น', phone: '081-234-5678', email: 'somying@example.org' };
const WORDS =
  'ดิฉันสมหญิง รักถิ่น เบอร์ ๐๘๙ ๘๘๘ ๗๗๗๗ หรือ 081-234-5678 เมล somying@example.org บัตร 1-5099-00123-45-6 อยู่บ้านเลขที่ 45/6 ท่อแตก รถ กข 1234 จอดทับ';
const PLACE = 'หน้าบ้านเลขที่ 99/12 ซอย 5 ถามสมหญิง โทร 0617776666';
/** What tells whose it is; each stands in what the desk reads. */
const OWN = ['สมหญิง', 'รักถิ่น', '๗๗๗๗', '234-5678', 'somying', '00123', '45/6', '0617776666'];

/** What a citizen who is concealed sends with the portal's form, with a picture of the place. */
async function sent(o: Office): Promise<string> {
  const get = await o.w.app.inject({ url: '/report' });
  const fields = { form: fieldsOf(get.body)['form'] ?? '', text: WORDS, place: PLACE, identity: 'concealed', ...WHO };
  const point = { latitude: '18.788312', longitude: '98.985312' };
  const { body, type } = multipart([
    ...Object.entries({ ...fields, ...point }).map(([name, value]) => ({ name, value })),
    { name: 'photos', value: await photo(), filename: 'รูปของสมหญิง.jpg', type: 'image/jpeg' },
  ]);
  const answer = await o.w.app.inject({
    method: 'POST',
    url: '/report',
    payload: body,
    headers: { 'content-type': type },
  });
  expect(answer.statusCode, answer.body).toBe(303);
  const { items } = ComplaintPage.parse((await o.call(o.desk, 'GET', '/complaints?view=unassigned')).body);
  return items[0]?.id ?? '';
}

async function scan(o: Office): Promise<string> {
  const { body, type } = multipart([{ name: 'file', value: await photo(), filename: 'บัตรของสมหญิง.jpg' }]);
  const headers = { ...o.desk.headers, 'content-type': type };
  const kept = await o.w.app.inject({ method: 'POST', url: '/api/v1/files', headers, payload: body });
  return String(kept.json()['id']);
}

async function stage(o: Office) {
  const id = await sent(o);
  const categoryId = o.directory.categories.find(({ code }) => code === 'road')?.id ?? null;
  const scanId = await scan(o);
  const paper = await o.file({
    ...{ text: `คำร้อง ${WORDS}`, placeText: PLACE, contact: WHO, identity: 'concealed' },
    ...{ categoryId, fileIds: [scanId] },
  });
  const classify = { communityId: null, groupId: null, kind: 'complaint', severity: 'normal' };
  await o.step(o.desk, id, { step: 'classify', ...classify, categoryId });
  for (const each of [id, paper.id])
    expect((await o.step(o.desk, each, { step: 'assign', departmentId: o.engineers })).status).toBe(200);
  await o.step(o.desk, id, { step: 'note', note: 'สมหญิงย้ำว่า 081-234-5678 ท่ออยู่หน้าบ้านเลขที่ 99/15' });
  return { id, scanId, paper: paper.id };
}

let o: Office;
let staged: Awaited<ReturnType<typeof stage>>;
beforeAll(async () => {
  o = await office();
  staged = await stage(o);
});
afterAll(() => o?.[Symbol.asyncDispose]());

const look = async (who: SignedIn, id: string) => CaseView.parse((await o.see(who, id)).body);
const found = async (who: SignedIn, search: string) =>
  ComplaintPage.parse((await o.call(who, 'GET', `/complaints?search=${encodeURIComponent(search)}`)).body).items.map(
    ({ id }) => id,
  );
const file = (who: SignedIn, id: string) => o.w.app.inject({ url: `/api/v1/files/${id}`, headers: who.headers });

test.each<[Role, boolean]>([
  ['department-officer', true],
  ['department-head', true],
  ['executive', false],
  ['planner', false],
])('at no door a %s learns who is concealed, by reading or by searching', async (role, ofDepartment) => {
  const who = await o.staff(role, ofDepartment ? o.engineers : null);
  const whole = await look(o.desk, staged.id);
  const said = JSON.stringify(whole);
  for (const own of OWN) expect(said, own).toContain(own);
  const pictureId = whole.files[0]?.id ?? '';
  const ids = [staged.id, staged.paper, pictureId, staged.scanId];
  const may = permissionsOf([role]);
  const doors = o.w.routes.filter(({ method, permission }) => method === 'GET' && may.has(permission as never));
  let read = 0;
  for (const { url } of doors) {
    for (const address of /:\w+/.test(url) ? ids.map((id) => url.replaceAll(/:\w+/g, id)) : [url]) {
      const answer = await o.w.app.inject({ url: address, headers: who.headers });
      if (answer.statusCode === 200) read += 1;
      const told = `${decodeURIComponent(String(answer.headers['content-disposition'] ?? ''))}${answer.body}`;
      for (const own of OWN) expect(told, `${address} tells ${own}`).not.toContain(own);
    }
  }
  expect(read).toBeGreaterThan(20);
  for (const own of [
    '081-234-5678',
    '0812345678',
    '888 7777',
    '7776666',
    'สมหญิง',
    'รักถิน',
    '00123',
    '45/6',
    'somying',
  ]) {
    expect(await found(o.desk, own), own).toContain(staged.id);
    expect(await found(who, own), own).toEqual([]);
  }
  expect(await found(who, 'ท่อแตก')).toContain(staged.id);
  const csv = await o.w.app.inject({
    url: `/api/v1/complaints/register.csv?search=${encodeURIComponent('2345678')}`,
    headers: who.headers,
  });
  expect(csv.body.trimEnd().split('\r\n')).toHaveLength(1);
});

test('the department finds the place, its picture and what is to be done; what was handed over stays with the desk', async () => {
  const head = await o.staff('department-head', o.engineers);
  const seen = await look(head, staged.id);
  expect(seen).toMatchObject({
    deidentified: { files: 0, why: 'concealed' },
    text: `ดิฉัน${MASK} เบอร์ ${MASK} หรือ ${MASK} เมล ${MASK} บัตร ${MASK} อยู่บ้านเลขที่ ${MASK} ท่อแตก รถ กข 1234 จอดทับ`,
    placeText: `หน้าบ้านเลขที่ 99/12 ซอย 5 ถาม${MASK} โทร ${MASK}`,
    latitude: 18.788312,
    longitude: 98.985312,
    files: [{ name: `รูปของ${MASK}.jpg`, mediaType: 'image/jpeg' }],
    contact: null,
    mayReveal: false,
    mayPrintReceipt: false,
  });
  expect(seen.row.place).toBe(seen.placeText);
  expect(seen.similar.map(({ id }) => id)).toEqual([staged.paper]);
  expect(seen.events.map(({ note }) => note)).toContain(`${MASK}ย้ำว่า ${MASK} ท่ออยู่หน้าบ้านเลขที่ 99/15`);
  expect(await found(head, '99/12')).toContain(staged.id);
  expect((await file(head, seen.files[0]?.id ?? '')).statusCode).toBe(200);

  expect(await look(head, staged.paper)).toMatchObject({ deidentified: { files: 1 }, files: [] });
  expect((await file(head, staged.scanId)).statusCode).toBe(404);
  expect((await file(o.desk, staged.scanId)).statusCode).toBe(200);
  // What they write of the work they read as they wrote it, and what they show of it is seen.
  const { body, type } = multipart([{ name: 'file', value: await photo(), filename: 'หลังซ่อม.jpg' }]);
  const headers = { ...head.headers, 'content-type': type };
  const kept = await o.w.app.inject({ method: 'POST', url: '/api/v1/files', headers, payload: body });
  const fileId = String(kept.json()['id']);
  o.w.at(new Date(o.w.now().getTime() + 60_000));
  await o.step(head, staged.paper, { step: 'note', note: 'นัดนายช่างสมาน โทร 053-123-456', fileIds: [fileId] });
  const after = await look(head, staged.paper);
  expect(after.events.at(-1)).toMatchObject({ note: 'นัดนายช่างสมาน โทร 053-123-456', data: { fileIds: [fileId] } });
  expect(after.files.map(({ id }) => id)).toEqual([fileId]);
  const officer = await o.staff('department-officer', o.engineers);
  expect((await look(officer, staged.paper)).events.at(-1)?.note).not.toContain('053-123');
});

test('an executive reads it whole by giving a reason that is logged; a department is not given it', async () => {
  const [mayor, head] = [await o.staff('executive'), await o.staff('department-head', o.engineers)];
  const reveal = (who: SignedIn) => o.call(who, 'POST', `/complaints/${staged.id}/reveal`, { reason: 'ผู้แจ้งขอพบนายก' });
  expect(await look(mayor, staged.id)).toMatchObject({ mayReveal: true, contact: null });
  expect((await reveal(head)).status).toBe(403);
  const { status, body } = await reveal(mayor);
  expect(status).toBe(200);
  expect(Revealed.parse(body)).toEqual({ ...WHO, former: [], said: { text: WORDS, placeText: PLACE } });
  const logged = await o.w.scoped((tx) =>
    tx.selectFrom('platform.audit_entry').select('actor_id').where('action', '=', 'contact.reveal').execute(),
  );
  expect(logged).toEqual([{ actor_id: mayor.userId }]);
  // Also of who left no contact: their words are what is masked.
  const { id } = await o.file({ contact: {}, identity: 'concealed', text: WORDS });
  expect(await look(mayor, id)).toMatchObject({ mayReveal: true });
  const said = await o.call(mayor, 'POST', `/complaints/${id}/reveal`, { reason: 'ผู้แจ้งขอพบนายก' });
  expect(said.body).toEqual({ former: [], said: { text: WORDS, placeText: '' } });
});

test('whoever wrote it down for a concealed citizen prints the receipt at the counter, not afterwards', async () => {
  const officer = await o.staff('department-officer', o.engineers);
  const { id } = await o.file({ contact: WHO, identity: 'concealed', text: WORDS }, officer);
  await o.step(o.desk, id, { step: 'assign', departmentId: o.engineers });
  const print = async (who: SignedIn) =>
    (await o.w.app.inject({ url: `/api/v1/complaints/${id}/receipt.pdf`, headers: who.headers })).statusCode;
  expect(await print(officer)).toBe(200);
  o.w.at(new Date(o.w.now().getTime() + 2 * 3_600_000));
  expect(await print(officer)).toBe(404);
  expect(await print(o.desk)).toBe(200);
});

test('the committee looks into what is of corruption as it was said', async () => {
  const { id } = await o.file({ contact: WHO, identity: 'concealed', kind: 'whistleblow', text: WORDS });
  const seen = await look(await o.staff('committee'), id);
  expect(seen).toMatchObject({ deidentified: null, text: WORDS, contact: null, mayReveal: true });
});

test('where a list cuts words off, no half of a name or number is left', async () => {
  const head = await o.staff('department-head', o.engineers);
  const upTo = (length: number) => 'น้ำท่วมถนน '.repeat(40).slice(0, length);
  for (const [own, half] of [
    [' 081-234-5678', '081'],
    [' somying@example.org', 'somy'],
    ['สมหญิง รักถิ่น', 'สมห'],
  ] as const) {
    const text = `${upTo(240 - half.length - 2)}${own} ช่วยด้วย`;
    const { id } = await o.file({ text, placeText: text, contact: WHO, identity: 'concealed' });
    await o.step(o.desk, id, { step: 'assign', departmentId: o.engineers });
    const { row } = await look(head, id);
    expect(row.summary).not.toContain(half);
    expect(row.place).not.toContain(half);
    expect(row.summary).toContain('น้ำท่วมถนน');
    expect(await found(head, half === 'สมห' ? 'ถนนสมห' : half)).toEqual([]);
    expect(await found(head, 'น้ำท่วมถนน')).toContain(id);
  }
});
