import { expect, test } from 'vitest';
import { type LineDesk, lineDesk } from '../../../../test/line-desk.ts';
import { mailDesk } from '../../../../test/mail-desk.ts';
import { postbox } from '../../../../test/postbox.ts';
import { hurryJobs } from '../../../../test/run-jobs.ts';
import { waitsForLock } from '../../../../test/waits-for-lock.ts';
import { newTrackingCode } from '../../../platform/token.ts';

const WRONG = 'wrong@example.org';
const RIGHT = 'right@example.org';
const somsri = { name: 'สมศรี มีสุข', phone: '081-111-1111', email: WRONG };
const right = { ...somsri, email: RIGHT };
const reason = 'ผู้แจ้งโทรมาบอกว่าพิมพ์ผิด';
const inFours = (code: string) => code.match(/.{4}/g)?.join('-') ?? '';

type Desk = Pick<LineDesk, 'call' | 'see' | 'desk' | 'w'>;
async function correct(d: Desk, id: string, change: object) {
  const { version } = (await d.see(d.desk, id)).body;
  const { status } = await d.call(d.desk, 'POST', `/complaints/${id}/contact`, {
    version,
    contact: right,
    reason,
    ...change,
  });
  expect(status).toBe(200);
}
const codeOf = (d: Desk, id: string) =>
  d.w.scoped(async (tx) => {
    const row = await tx
      .selectFrom('complaints.complaint')
      .select('tracking_code')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return row.tracking_code;
  });
const later = (d: Desk, minutes = 60) => d.w.at(new Date(d.w.now().getTime() + minutes * 60_000));
async function again(d: Desk) {
  later(d);
  await hurryJobs(d.w.ownerUrl);
  await d.w.runJobs();
}

test('whoever came to a case by a code that was not theirs is told nothing more of it, least of all the new one', async () => {
  await using box = await postbox();
  await using d = await lineDesk({ smtpUrl: box.url });
  const { id, number, trackingCode } = await d.file({ contact: somsri });
  await d.w.runJobs();
  const stranger = d.person('คนอื่น');
  await d.hear(d.text(stranger, 'สวัสดี'));
  later(d, 1);
  await d.hear(d.text(stranger, `${number} ${trackingCode}`));
  await d.step(d.desk, id, { step: 'assign', departmentId: d.engineers });
  await d.w.runJobs();
  expect(d.reads(stranger).join()).toContain('กองช่าง');

  const before = d.reads(stranger).length;
  await correct(d, id, { newCode: true });
  later(d, 1);
  await d.step(d.desk, id, { step: 'progress', note: 'จะไปที่บ้านคุณสมศรี' });
  await d.w.runJobs();
  later(d, 1);
  await d.hear(d.press(stranger, 'cases'));
  const read = d.reads(stranger).slice(before).join('\n');
  expect(read).not.toMatch(/สมศรี|[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/);
  expect(read).not.toContain(number);
  expect(
    box.mails
      .filter(({ to }) => to === RIGHT)
      .map(({ text }) => text)
      .join(),
  ).toContain(inFours(await codeOf(d, id)));
  expect((await d.call(d.desk, 'GET', `/complaints/${id}/person`)).body['person']).toMatchObject({ cases: [{ id }] });
});

test('also what goes to a wrong address in stead of a chat, or once more, goes to the right one', async () => {
  await using box = await postbox();
  await using d = await lineDesk({ smtpUrl: box.url });
  const ann = d.person('แอน');
  await d.hear(d.text(ann, 'ไฟถนนดับทั้งซอย'));
  const id = (await d.cases())[0]?.id ?? '';
  await correct(d, id, { contact: somsri, identity: 'named' });
  await d.w.runJobs();
  later(d, 1);
  await d.hear(d.event(ann, 'unfollow', {}, { token: false }));
  box.mails.length = 0;
  box.closed = true;
  await d.step(d.desk, id, { step: 'progress', note: 'กำลังไปดู' });
  await d.w.runJobs();
  await correct(d, id, {});
  box.closed = false;
  await again(d);
  expect(box.mails.map(({ to }) => to)).not.toContain(WRONG);
  expect(
    box.mails
      .filter(({ to }) => to === RIGHT)
      .map(({ text }) => text)
      .join(),
  ).toContain('กำลังไปดู');
});

test('a mail that is being sent while its address is put right, and is not taken, goes to the right one', async () => {
  await using box = await postbox();
  await using d = await lineDesk({ smtpUrl: box.url });
  const { id } = await d.file({ contact: somsri });
  box.closed = true;
  box.meanwhile = () => correct(d, id, {});
  await d.w.runJobs();
  box.closed = false;
  await again(d);
  expect(box.mails.length).toBeGreaterThan(0);
  expect(box.mails.map(({ to }) => to)).not.toContain(WRONG);
});

test('what is about to be written to an address while it is put right is written to the right one', async () => {
  await using box = await postbox();
  await using d = await lineDesk({ smtpUrl: box.url });
  const { id } = await d.file({ contact: somsri });
  await d.w.runJobs();
  box.mails.length = 0;
  await d.step(d.desk, id, { step: 'progress', note: 'กำลังไปดู' });
  let told = Promise.resolve();
  await d.w.scoped(async (tx) => {
    await tx.updateTable('people.citizen').set({ email: RIGHT }).where('email', '=', WRONG).execute();
    told = d.w.runJobs();
    await waitsForLock(d.w);
  });
  await told;
  await again(d);
  expect(box.mails.map(({ to }) => to)).toEqual([RIGHT]);
});

test('what may have gone to a wrong address is not said there again', async () => {
  await using box = await postbox();
  await using d = await lineDesk({ smtpUrl: box.url });
  const { id, trackingCode: old } = await d.file({ contact: somsri });
  box.closed = true;
  await d.w.runJobs();
  const { id: mail } = await d.w.scoped(async (tx) => {
    await tx.updateTable('channels.message').set({ status: 'uncertain' }).where('subject_id', '=', id).execute();
    return tx.selectFrom('channels.message').select('id').where('subject_id', '=', id).executeTakeFirstOrThrow();
  });
  await correct(d, id, { newCode: true });
  box.closed = false;
  await d.call(d.desk, 'POST', `/complaints/${id}/messages/${mail}/again`);
  await again(d);
  expect(box.mails.length).toBeGreaterThan(0);
  expect(box.mails.map(({ to }) => to)).not.toContain(WRONG);
  expect(box.mails.map(({ text }) => text).join()).not.toContain(inFours(old));
});

test('the receipt that a citizen was given shows no code that was replaced since', async () => {
  await using d = await lineDesk();
  const page = await d.w.app.inject({ url: '/report' });
  const form = /name="form" value="([^"]*)"/.exec(page.body)?.[1] ?? '';
  const filed = await d.w.app.inject({
    method: 'POST',
    url: '/report',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ form, text: 'ไฟดับหน้าบ้าน', identity: 'named', name: 'สมศรี' }).toString(),
  });
  const receipt = async () => (await d.w.app.inject({ url: String(filed.headers.location) })).statusCode;
  expect(await receipt()).toBe(200);
  const [row] = await d.cases();
  await correct(d, row?.id ?? '', { newCode: true });
  expect(await receipt()).toBe(410);
});

test('a code that opens nothing any more is said in no chat, and by no other way', async () => {
  await using box = await postbox();
  await using d = await lineDesk({ smtpUrl: box.url });
  const ann = d.person('แอน');
  await d.line.down();
  await d.hear(d.text(ann, 'ไฟถนนดับทั้งซอย'));
  const id = (await d.cases())[0]?.id ?? '';
  const old = await codeOf(d, id);
  await correct(d, id, { contact: { name: '', phone: '', email: '' }, newCode: true });
  await d.line.up();
  await again(d);
  expect(d.reads(ann).join()).toContain(inFours(await codeOf(d, id)));
  expect(d.reads(ann).join()).not.toContain(inFours(old));
});

test('what waited for an address that was taken out, tried or not, goes another way of theirs', async () => {
  await using box = await postbox();
  await using d = await lineDesk({ smtpUrl: box.url });
  const { id, number, trackingCode } = await d.file({ contact: somsri });
  box.closed = true;
  await d.w.runJobs();
  const ann = d.person('แอน');
  await d.hear(d.text(ann, 'สวัสดี'));
  later(d, 1);
  await d.hear(d.text(ann, `${number} ${trackingCode}`));
  expect(d.reads(ann).join()).not.toContain(inFours(trackingCode));
  await correct(d, id, { contact: { ...somsri, email: '' } });
  box.closed = false;
  await again(d);
  expect(box.mails).toEqual([]);
  expect(d.reads(ann).join()).toContain(inFours(trackingCode));
  expect(d.reads(ann).join()).not.toContain('อีเมลนี้');
});

test('whoever gives a name later is written to in the language that they are spoken to in', async () => {
  await using box = await postbox();
  await using d = await lineDesk({ smtpUrl: box.url });
  await d.hear(d.text(d.person(), 'The street light is broken near the market'));
  const id = (await d.cases())[0]?.id ?? '';
  await correct(d, id, { identity: 'named' });
  const { language } = await d.w.scoped((tx) =>
    tx.selectFrom('people.citizen').select('language').where('email', '=', RIGHT).executeTakeFirstOrThrow(),
  );
  expect(language).toBe('en');
});

test('whoever has an address that was taken out is not the citizen of the case when they answer its mail', async () => {
  await using d = await mailDesk();
  const { id } = await d.file({ contact: somsri });
  await d.w.runJobs();
  await d.step(d.desk, id, { step: 'ask-citizen', note: 'บ้านเลขที่เท่าไร' });
  await d.w.runJobs();
  const reference = d.sent.at(-1)?.messageId ?? '';
  expect(reference).not.toBe('');
  await correct(d, id, {});
  await d.arrives(
    d.letter({ from: WRONG, text: 'ปิดเรื่องไปเลย', headers: [`In-Reply-To: ${reference}`, `References: ${reference}`] }),
  );
  const { body } = await d.see(d.desk, id);
  expect(body.row).toMatchObject({ status: 'waiting-citizen' });
  expect(JSON.stringify(body['events'])).not.toContain('ปิดเรื่องไปเลย');
  expect((await d.cases()).length).toBe(2);
});

test('a code that is replaced the very moment that somebody comes by it joins nothing', async () => {
  await using d = await lineDesk();
  const { id, number, trackingCode } = await d.file({ contact: somsri });
  const stranger = d.person('คนอื่น');
  await d.hear(d.text(stranger, 'สวัสดี'));
  later(d, 1);
  let claimed = Promise.resolve();
  await d.w.scoped(async (tx) => {
    const row = tx.selectFrom('complaints.complaint').select('id').where('id', '=', id);
    await row.forUpdate().execute();
    claimed = d.hear(d.text(stranger, `${number} ${trackingCode}`));
    await waitsForLock(d.w);
    const code = { tracking_code: newTrackingCode() };
    await tx.updateTable('complaints.complaint').set(code).where('id', '=', id).execute();
  });
  await claimed;
  expect((await d.call(d.desk, 'GET', `/complaints/${id}/person`)).body['person']).toBeNull();
  await again(d);
  expect(d.reads(stranger).at(-1)).toContain('ไม่พบเรื่องที่ตรงกัน');
});
