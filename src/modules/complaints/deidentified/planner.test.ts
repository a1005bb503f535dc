import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { multipart } from '../../../../test/forms.ts';
import { type LineDesk, lineDesk } from '../../../../test/line-desk.ts';
import type { SignedIn } from '../../../../test/sign-in.ts';
import { permissionsOf } from '../../people/index.ts';
import { CaseView, ComplaintPage } from '../contract.ts';
import { MASK } from './contract.ts';

const contact = { name: 'นางสมหญิง รักถิ่น', phone: '081-234-5678', email: 'somying@example.org' };
const WORDS =
  'ไฟถนนดับ นายสมปอง วงศ์งาม จอดรถ กข 1234 ขวาง โทร ๐๘๙ ๘๘๘ ๗๗๗๗ ไลน์ไอดี pong99x บัตร 1-5099-00123-45-6 https://maps.example.org/บ้าน สมหญิงเห็นเอง';
/** What tells whose they are of the two cases below; each stands in some answer to those who read them whole. */
const OWN = [
  ...[
    'สมหญิง',
    'รักถิ่น',
    '081-234-5678',
    '0812345678',
    'somying',
    'สมปอง',
    'วงศ์งาม',
    'กข 1234',
    '๗๗๗๗',
    '8887777',
    'pong99x',
  ],
  ...['00123', 'maps.example', '99/12', '๙๙/๑๒', 'ดวงใจ', 'มีสุข', '444-5555', 'หลักฐานของสมหญิง', '18.7883', '98.9853'],
  ...['แก้วตา', 'ตาหวาน', '0617776666', '45/6'],
];

async function stage(d: LineDesk) {
  const picture = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#0f5c63' } })
    .png()
    .toBuffer();
  const { body, type } = multipart([{ name: 'file', value: picture, filename: 'หลักฐานของสมหญิง.png' }]);
  const headers = { ...d.desk.headers, 'content-type': type };
  const kept = await d.w.app.inject({ method: 'POST', url: '/api/v1/files', headers, payload: body });
  const fileId = String(kept.json()['id']);
  const place = { placeText: 'บ้านเลขที่ 99/12 ซอย 5', latitude: 18.788312, longitude: 98.985312 };
  const called = await d.file({ text: WORDS, contact, ...place, fileIds: [fileId] });
  const user = d.person('แก้วตา ตาหวาน');
  await d.hear(d.text(user, 'น้ำประปาไม่ไหล แก้วตาเอง เบอร์ 0617776666', { id: 'm1' }));
  const chat = (await d.cases()).find(({ channel }) => channel === 'line')?.id ?? '';
  d.line.contents.set('p1', { bytes: picture, type: 'image/png' });
  await d.hear(d.edit(user, 'm1', 'น้ำประปาไม่ไหล บ้านเลขที่ 45/6'), d.picture(user, { id: 'p1' }));
  await d.step(d.desk, called.id, { step: 'note', note: 'โทรหาสมหญิงแล้ว นางดวงใจ มีสุข รับแทน' });
  await d.step(d.desk, called.id, { step: 'wait-agency', agency: 'คุณดวงใจ มีสุข โทร 053-444-5555', note: '' });
  await d.step(d.desk, chat, { step: 'progress', note: 'ไปดูที่บ้านเลขที่ ๙๙/๑๒ และ 45/6' });
  return { called, chat, fileId };
}

let d: LineDesk;
let staged: Awaited<ReturnType<typeof stage>>;
beforeAll(async () => {
  d = await lineDesk();
  staged = await stage(d);
});
afterAll(() => d?.[Symbol.asyncDispose]());

const page = async (who: SignedIn, query: string) =>
  ComplaintPage.parse((await d.call(who, 'GET', `/complaints?${query}`)).body);
const found = async (who: SignedIn, search: string) =>
  (await page(who, `search=${encodeURIComponent(search)}`)).items.map(({ id }) => id);

test('no door shows a planner whose a case is, though its words are read; a search finds what is shown alone', async () => {
  const { called, chat, fileId } = staged;
  const planner = await d.staff('planner');
  const look = async (who: SignedIn, id: string) => CaseView.parse((await d.see(who, id)).body);
  const whole = await Promise.all([called.id, chat].map((id) => look(d.desk, id)));
  const said = JSON.stringify(whole);
  for (const own of OWN.filter((each) => !['0812345678', '8887777'].includes(each))) expect(said, own).toContain(own);
  const [, withThread] = whole;
  const pictureId = withThread?.files[0]?.id ?? '';

  // Every door that a planner may open, with every id that is known to the desk.
  const view = { name: 'เรื่องของนายสมปอง วงศ์งาม', shared: true, filter: { search: '0617776666' } };
  expect((await d.call(d.desk, 'POST', '/views', view)).status).toBe(201);
  const person = (await d.call(d.desk, 'GET', `/complaints/${chat}/person`)).body['person'] as { id: string };
  const events = await d.w.scoped((tx) => tx.selectFrom('channels.event').select(['id', 'external_id']).execute());
  const ids = [
    called.id,
    chat,
    fileId,
    pictureId,
    person.id,
    withThread?.conversation?.threadId ?? '',
    events[0]?.id ?? '',
  ];
  const may = permissionsOf(['planner']);
  const doors = d.w.routes.filter(({ method, permission }) => method === 'GET' && may.has(permission as never));
  expect(doors.length).toBeGreaterThan(40);
  let read = 0;
  for (const { url } of doors) {
    const addresses = /:\w+/.test(url) ? ids.map((id) => url.replaceAll(/:\w+/g, id)) : [url];
    for (const address of addresses) {
      const answer = await d.w.app.inject({ url: address, headers: planner.headers });
      if (answer.statusCode === 200) read += 1;
      for (const own of [...OWN, events[0]?.external_id ?? '?'])
        expect(answer.body, `${address} tells ${own}`).not.toContain(own);
    }
  }
  expect(read).toBeGreaterThan(30);
  for (const id of [fileId, pictureId]) expect((await d.call(planner, 'GET', `/files/${id}`)).status).toBe(404);

  // The words themselves are read.
  const masked = await look(planner, called.id);
  expect(masked).toMatchObject({
    deidentified: { files: 1 },
    files: [],
    contact: null,
    mayReveal: false,
    mayPrintReceipt: false,
    placeText: `บ้านเลขที่ ${MASK} ซอย 5`,
    latitude: 18.788,
    longitude: 98.985,
  });
  expect(masked.text).toBe(
    `ไฟถนนดับ นาย${MASK} จอดรถ ${MASK} ขวาง โทร ${MASK} ไลน์ไอดี ${MASK} บัตร ${MASK} ${MASK} ${MASK}เห็นเอง`,
  );
  expect(masked.events.map(({ note }) => note)).toContain(`โทรหา${MASK}แล้ว นาง${MASK} รับแทน`);
  const spoken = await look(planner, chat);
  expect(spoken.conversation).toMatchObject({ name: null, incoming: [{ senderName: null, media: [] }, { media: [] }] });
  expect(spoken.text).toContain('น้ำประปาไม่ไหล');
  expect(await look(d.desk, called.id)).toMatchObject({ deidentified: null, text: WORDS });

  // What is hidden is not found either: not whole, not in part, not nearly.
  for (const own of [
    '081-234-5678',
    '0898887777',
    '888 7777',
    '8887777',
    'สมปอง',
    'วงศ์',
    'สมหญิง',
    'แกวตา',
    'pong99x',
    '99/12',
    'กข 1234',
    '00123',
    'แก้วตา',
    '6177',
  ])
    expect(await found(planner, own), own).toEqual([]);
  for (const own of ['888 7777', 'สมปอง', 'แกวตา', '99/12', 'แก้วตา'])
    expect(await found(d.desk, own), own).toHaveLength(1);
  expect(await found(planner, 'ไฟถนนดับ')).toEqual([called.id]);
  expect(await found(planner, 'นำประปาไมไหล')).toEqual([chat]);
  expect(await found(planner, called.number)).toEqual([called.id]);
  const csv = (search: string) =>
    d.w.app.inject({
      url: `/api/v1/complaints/register.csv?search=${encodeURIComponent(search)}`,
      headers: planner.headers,
    });
  expect((await csv('สมปอง')).body.trimEnd().split('\r\n')).toHaveLength(1);
  expect((await csv('ไฟถนนดับ')).body).toContain(`นาย${MASK} จอดรถ`);
});

test('who is a planner beside other work reads the cases of that work whole; a planner alone is given none', async () => {
  const { called, chat } = staged;
  const both = await d.w.signIn({ roles: ['planner', 'department-officer'], departmentId: d.engineers });
  const planner = await d.staff('planner', d.engineers);
  const give = (ownerId: string) => d.step(d.desk, called.id, { step: 'assign', departmentId: d.engineers, ownerId });
  expect(await give(planner.userId)).toMatchObject({ status: 409, body: { code: 'holder-may-not-see' } });
  expect((await give(both.userId)).status).toBe(200);
  const { items } = await page(both, 'view=all');
  expect(items.map(({ id, summary }) => [id, summary.includes(MASK)])).toEqual([
    [chat, true],
    [called.id, false],
  ]);
  expect((await d.see(both, called.id)).body).toMatchObject({ text: WORDS, deidentified: null, mayReveal: true });
  expect((await d.see(both, chat)).body).toMatchObject({ deidentified: { files: 1 }, steps: [], mayReveal: false });
  const reveal = (id: string) => d.call(both, 'POST', `/complaints/${id}/reveal`, { reason: 'นัดลงพื้นที่' });
  expect((await reveal(called.id)).status).toBe(200);
  expect((await reveal(chat)).status).toBe(403);
  expect(await found(both, 'สมปอง')).toEqual([called.id]);
  expect(await found(both, '6177')).toEqual([]);
});
