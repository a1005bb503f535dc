import { expect, test } from 'vitest';
import { office } from '../../../test/desk.ts';
import { fieldsOf, multipart } from '../../../test/forms.ts';

const EMAIL = 'somchai@example.org';
type Desk = Awaited<ReturnType<typeof office>>;

const get = (o: Desk, url: string) => o.w.app.inject({ url });
const post = (o: Desk, url: string, fields: Record<string, string>) => {
  const { body, type } = multipart(Object.entries(fields).map(([name, value]) => ({ name, value })));
  return o.w.app.inject({ method: 'POST', url, payload: body, headers: { 'content-type': type } });
};
/** The case's page, opened with number and code; `t` proves them. */
async function open(o: Desk, filed: { number: string; trackingCode: string }) {
  const tracked = await post(o, '/track', { number: filed.number, code: filed.trackingCode });
  const url = String(tracked.headers['location']);
  return { t: new URLSearchParams(url.split('?')[1]).get('t') ?? '', body: (await get(o, url)).body };
}
const mails = (o: Desk) =>
  o.w.scoped((tx) =>
    tx
      .selectFrom('channels.message')
      .select(['recipient', 'title', 'body'])
      .where('template', '=', 'email-code')
      .orderBy('created_at')
      .execute(),
  );
async function send(o: Desk, t: string) {
  const page = await get(o, `/case/email?t=${t}`);
  return post(o, '/case/email', { t, form: fieldsOf(page.body)['form'] ?? '' });
}
async function prove(o: Desk, filed: { number: string; trackingCode: string }) {
  const { t } = await open(o, filed);
  const fields = fieldsOf((await send(o, t)).body);
  const code = /\d{6}/.exec((await mails(o)).at(-1)?.body ?? '')?.[0] ?? '';
  const form = { t, form: fields['form'] ?? '', sent: fields['sent'] ?? '' };
  return { t, form, code, answer: await post(o, '/case/email/prove', { ...form, code }) };
}

test('two cases whose address was proven by a code are one person’s; one that only bears the address is not', async () => {
  await using o = await office();
  const one = await o.file({ contact: { name: 'สมชาย', email: EMAIL } });
  const two = await o.file({ contact: { name: 'ชาย', email: 'Somchai@Example.org' } });
  const third = await o.file({ contact: { name: 'สมชาย', email: EMAIL } });
  const first = await prove(o, one);
  expect([first.answer.statusCode, first.answer.headers.location]).toEqual([303, expect.stringMatching(/done=email$/)]);
  expect((await get(o, String(first.answer.headers.location))).body).toContain('ยืนยันอีเมลแล้ว');
  expect((await open(o, one)).body).not.toContain('/case/email?');
  const [mail] = await mails(o);
  expect(mail?.recipient).toBe(EMAIL);
  expect(mail?.title).not.toMatch(/\d{6}/);
  await prove(o, two);
  const { body } = await o.call(o.desk, 'GET', `/complaints/${one.id}/person`);
  const cases = (body['person'] as { cases: { id: string }[] }).cases.map(({ id }) => id);
  expect(cases.toSorted()).toEqual([one.id, two.id].toSorted());
  expect((body['suggestions'] as { row: { id: string } }[]).map(({ row }) => row.id)).toEqual([third.id]);
  expect((await open(o, third)).body).toContain('/case/email?');
});

test('a wrong code, another case’s, an old one and too many tries prove nothing', async () => {
  await using o = await office();
  const one = await o.file({ contact: { name: 'สมชาย', email: EMAIL } });
  const two = await o.file({ contact: { name: 'สมหญิง', email: 'other@example.org' } });
  const { t } = await open(o, one);
  const page = await send(o, t);
  expect(page.body).toContain('s•••@example.org');
  expect(page.body).not.toContain(EMAIL);
  const fields = fieldsOf(page.body);
  const form = { form: fields['form'] ?? '', sent: fields['sent'] ?? '' };
  const code = /\d{6}/.exec((await mails(o))[0]?.body ?? '')?.[0] ?? '';
  const wrong = code === '000000' ? '111111' : '000000';
  const person = async () => (await o.call(o.desk, 'GET', `/complaints/${one.id}/person`)).body['person'];
  expect((await post(o, '/case/email/prove', { t, ...form, code: wrong })).statusCode).toBe(400);
  const other = (await open(o, two)).t;
  expect((await post(o, '/case/email/prove', { t: other, ...form, code })).statusCode).toBe(403);
  expect((await post(o, '/case/email/prove', { t, ...form, sent: 'AAAA', code })).statusCode).toBe(403);
  expect((await post(o, '/case/email/prove', { t, ...form, form: 'x', code })).statusCode).toBe(403);
  const start = o.w.now();
  o.w.at(new Date(start.getTime() + 16 * 60_000));
  expect((await post(o, '/case/email/prove', { t, ...form, code })).statusCode).toBe(403);
  o.w.at(start);
  for (let i = 0; i < 9; i += 1) await post(o, '/case/email/prove', { t, ...form, code: wrong });
  expect((await post(o, '/case/email/prove', { t, ...form, code })).statusCode).toBe(429);
  expect(await person()).toBeNull();
  for (const _ of [2, 3]) expect((await send(o, t)).statusCode).toBe(200);
  expect((await send(o, t)).statusCode).toBe(429);
  const sent = await mails(o);
  expect(sent).toHaveLength(3);
  expect(new Set(sent.map((mail) => mail.body)).size).toBeGreaterThan(1);
});

test('who asked to be concealed, gave no address or reports corruption is offered nothing', async () => {
  await using o = await office();
  for (const over of [{ identity: 'concealed' }, { identity: 'anonymous' }, { kind: 'whistleblow' }, { contact: {} }]) {
    const filed = await o.file({ contact: { name: 'สมชาย', email: EMAIL }, ...over });
    const { t, body } = await open(o, filed);
    expect(body).not.toContain('/case/email?');
    expect((await get(o, `/case/email?t=${t}`)).statusCode).toBe(303);
    expect((await post(o, '/case/email', { t, form: '' })).statusCode).toBe(303);
  }
  expect(await mails(o)).toEqual([]);
  expect((await get(o, '/case/email?t=x')).statusCode).toBe(410);
});
