import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Office, office } from '../../../../test/desk.ts';
import { type Got, receiver } from '../../../../test/hook-receiver.ts';
import { runAllJobs } from '../../../../test/run-jobs.ts';
import type { SignedIn } from '../../../../test/sign-in.ts';
import { WebhookDeliveries, WebhookEndpoint, WebhookMade } from './contract.ts';

const NOW = new Date('2026-05-04T03:00:00Z');
function verified({ headers, body }: Got, secret: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const content = [headers['webhook-id'], headers['webhook-timestamp'], body].join('.');
  const own = createHmac('sha256', key).update(content).digest('base64');
  return String(headers['webhook-signature'])
    .split(' ')
    .some((each) => each === `v1,${own}`);
}

let o: Office;
let r: Awaited<ReturnType<typeof receiver>>;
let admin: SignedIn;
beforeEach(async () => {
  o = await office({ now: NOW, env: { OUTBOUND_INTERNAL_HOSTS: '127.0.0.1' } });
  r = await receiver();
  admin = await o.staff('administrator');
});
afterEach(async () => {
  r.close();
  await o[Symbol.asyncDispose]();
});

const add = async (kinds: string[], url = r.url) => {
  const { status, body } = await o.call(admin, 'POST', '/webhook-endpoints', { url, kinds });
  expect(status, JSON.stringify(body)).toBe(201);
  return WebhookMade.parse(body);
};
const endpoint = async () => {
  const answer = await o.w.app.inject({ url: '/api/v1/webhook-endpoints', headers: admin.headers });
  return WebhookEndpoint.array().parse(answer.json())[0];
};
const deliveries = async (id: string) =>
  WebhookDeliveries.parse((await o.call(admin, 'GET', `/webhook-endpoints/${id}/deliveries`)).body).items;
/** A minute goes by: the history is told, and what is due is sent. */
async function minute(later = 60_000): Promise<void> {
  o.w.at(new Date(o.w.now().getTime() + later));
  const { jobs, schedules, parts, municipalityId } = o.w;
  await runAllJobs(
    { jobs, schedules, parts, municipalities: [municipalityId] },
    o.w.ownerUrl,
    'every.complaints.tell-outside',
  );
}
const told = () => r.got.map(({ body }) => JSON.parse(body));

test('each step of a case is told once, signed, in order, and says nothing of a person', async () => {
  const { endpoint: made, secret } = await add([
    'case.filed',
    'case.assigned',
    'case.answered',
    'case.closed',
    'case.reopened',
  ]);
  const { id, number } = await o.file({
    text: 'ไฟดับหน้าบ้านสมหมาย',
    placeText: 'บ้านเลขที่ 99/1',
    contact: { name: 'สมหมาย ใจดี', phone: '0812345678' },
    categoryId: o.directory.categories.find(({ code }) => code === 'light')?.id,
  });
  await minute();
  await o.step(o.desk, id, { step: 'assign', departmentId: o.engineers, note: 'ให้ช่างแดงไปดู' });
  await o.step(o.desk, id, { step: 'note', note: 'ผู้แจ้งอารมณ์เสีย' });
  await o.step(o.desk, id, { step: 'reply', note: 'เรียนคุณสมหมาย เปลี่ยนแล้ว' });
  await minute();
  await minute();
  await o.step(o.desk, id, { step: 'close', note: '' });
  await o.step(o.desk, id, { step: 'reopen', note: 'ดับอีก' });
  await minute();
  await minute();
  expect(told().map(({ type }) => type)).toEqual([
    'case.filed',
    'case.assigned',
    'case.answered',
    'case.closed',
    'case.reopened',
  ]);
  expect(new Set(r.got.map(({ headers }) => headers['webhook-id'])).size).toBe(5);
  for (const each of r.got) {
    expect(verified(each, secret)).toBe(true);
    expect(verified({ ...each, body: each.body.replace('2569', '2568') }, secret)).toBe(false);
    expect(each.headers['content-type']).toBe('application/json; charset=utf-8');
    for (const personal of ['สมหมาย', '0812345678', '99/1', 'ไฟดับ', 'ช่างแดง', 'อารมณ์เสีย', 'เปลี่ยนแล้ว', 'ดับอีก'])
      expect(each.body).not.toContain(personal);
  }
  expect(told()[0]).toMatchObject({
    type: 'case.filed',
    timestamp: '2026-05-04T03:00:00.000Z',
    data: {
      id,
      number,
      service_request_id: `R${number.slice(2, 6)}-2569`,
      status: 'new',
      category: { code: 'light', name_th: 'ไฟฟ้าสาธารณะ' },
      answer_due_on: '2026-05-19',
      links: { console: `/console/cases/${id}` },
    },
  });
  expect(told()[1].data).toMatchObject({ status: 'assigned', department: { name_th: 'กองช่าง' } });
  const [newest] = await deliveries(made.id);
  expect(newest).toMatchObject({
    kind: 'case.reopened',
    status: 'delivered',
    attempts: [{ status: 200, outcome: 'delivered' }],
  });
});

test('what nobody asked for, what is confidential, and what was before are not told', async () => {
  await o.file();
  await add(['case.answered']);
  await o.file({ categoryId: o.directory.categories.find(({ code }) => code === 'corruption')?.id });
  const { id } = await o.file();
  await minute();
  expect(r.got).toEqual([]);
  await o.step(o.desk, id, { step: 'reply', note: 'ตอบ' });
  await minute();
  expect(told().map(({ type, data }) => [type, data.id])).toEqual([['case.answered', id]]);
});

test('what waits for a receiver, or is sent again, is kept back once its case is confidential', async () => {
  const { endpoint: made } = await add(['case.filed']);
  r.answers({ status: 500 });
  const { id } = await o.file({});
  await minute();
  expect(r.got).toHaveLength(1);
  const corruption = o.directory.categories.find(({ code }) => code === 'corruption')?.id;
  await o.step(o.desk, id, {
    step: 'classify',
    categoryId: corruption,
    communityId: null,
    groupId: null,
    kind: 'complaint',
    severity: 'normal',
  });
  r.answers({ status: 200 });
  await minute(10 * 60_000);
  await minute();
  expect(r.got).toHaveLength(1);
  const [kept] = await deliveries(made.id);
  expect(kept).toMatchObject({ status: 'failed' });
});

test('a history of many pages is told whole and once, also when two tell at the same time', async () => {
  await add(['case.filed']);
  for (let i = 0; i < 12; i++)
    await Promise.all(Array.from({ length: 40 }, (_, n) => o.file({ text: `เรื่องที่ ${i}-${n}` })));
  await Promise.all([minute(60_000), minute(0)]);
  await minute();
  const numbers = told().map(({ data }) => data.number);
  expect(new Set(numbers).size).toBe(480);
  expect(numbers).toHaveLength(480);
});

test('a receiver that fails is tried again by the schedule with one id, then succeeds', async () => {
  const { endpoint: made, secret } = await add(['case.filed']);
  r.answers({ status: 500, body: 'ขัดข้อง\u0000<b>' });
  await o.file();
  await minute();
  expect(r.got).toHaveLength(1);
  expect(await endpoint()).toMatchObject({ active: true, waiting: 1, failingSince: expect.any(String) });
  // What is being sent right now is not sent beside itself, whoever asks for it.
  const claimed = (claimed_until: Date | null) =>
    o.w.scoped((tx) => tx.updateTable('complaints.webhook_message').set({ claimed_until }).execute());
  await claimed(new Date(o.w.now().getTime() + 60_000));
  const again = `/webhook-deliveries/${(await deliveries(made.id))[0]?.id}/retry`;
  expect((await o.call(admin, 'POST', again)).body).toEqual({ queued: 0 });
  await claimed(null);
  await minute(1000);
  expect(r.got, 'not before its time').toHaveLength(1);
  await minute(40_000);
  expect(r.got).toHaveLength(2);
  r.answers({ status: 204 });
  await minute(7 * 60_000);
  expect(r.got).toHaveLength(3);
  expect(new Set(r.got.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(new Set(r.got.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3);
  expect(r.got.every((each) => verified(each, secret))).toBe(true);
  const [only] = await deliveries(made.id);
  expect(only).toMatchObject({ status: 'delivered', nextAttemptAt: null });
  expect(only?.attempts.map(({ status, outcome, answer }) => [status, outcome, answer])).toEqual([
    [500, 'status-500', 'ขัดข้อง <b>'],
    [500, 'status-500', 'ขัดข้อง <b>'],
    [204, 'delivered', ''],
  ]);
  expect(await endpoint()).toMatchObject({ waiting: 0, failed: 0, failingSince: null });
});

test('who asks for rest is left alone by all its messages', async () => {
  await add(['case.filed']);
  r.answers({ status: 429, headers: { 'retry-after': '1800' } });
  await o.file();
  await o.file();
  await o.file();
  await minute();
  expect(r.got).toHaveLength(1);
  r.answers({ status: 200 });
  await minute(10 * 60_000);
  expect(r.got).toHaveLength(1);
  await minute(25 * 60_000);
  expect(r.got).toHaveLength(4);
});

test('after five days without a success it is switched off, says so, and its messages can be sent again', async () => {
  const { endpoint: made } = await add(['case.filed']);
  r.answers({ status: 500 });
  const { number } = await o.file();
  for (let i = 0; i < 7; i++) await minute(20 * 3_600_000);
  expect(await endpoint()).toMatchObject({ active: false, disabledWhy: 'failing', failed: 1, waiting: 0 });
  const mail = await o.w.scoped((tx) =>
    tx
      .selectFrom('channels.message')
      .select(['template', 'title'])
      .where('template', '=', 'webhook-disabled')
      .execute(),
  );
  expect(mail).toHaveLength(1);
  const before = r.got.length;
  await o.file();
  await minute();
  expect(r.got).toHaveLength(before);
  r.answers({ status: 200 });
  const on = await o.w.app.inject({
    method: 'PUT',
    url: `/api/v1/webhook-endpoints/${made.id}`,
    headers: admin.headers,
    payload: { url: r.url, kinds: ['case.filed'], active: true },
  });
  expect(on.json()).toMatchObject({ active: true, disabledWhy: null, failingSince: null });
  expect((await o.call(admin, 'POST', `/webhook-endpoints/${made.id}/retry`)).body).toEqual({ queued: 1 });
  const noted = await o.w.scoped((tx) =>
    tx
      .selectFrom('platform.audit_entry')
      .select(['actor_id', 'subject_id', 'detail'])
      .where('action', '=', 'webhook.retry')
      .execute(),
  );
  expect(noted).toEqual([{ actor_id: admin.userId, subject_id: made.id, detail: { messages: 1 } }]);
  await minute();
  expect(told().at(-1).data.number).toBe(number);
  expect(r.got).toHaveLength(before + 1);
});

test('what happens after a clock that ran ahead was set right is told', async () => {
  await add(['case.filed']);
  const right = o.w.now();
  o.w.at(new Date(right.getTime() + 365 * 86_400_000));
  await o.file();
  await minute();
  expect(r.got).toHaveLength(1);
  o.w.at(right);
  const { number } = await o.file();
  await minute();
  expect(told().map(({ data }) => data.number)).toContain(number);
  await minute();
  expect(r.got).toHaveLength(2);
});

test('410 ends it at once', async () => {
  await add(['case.filed']);
  r.answers({ status: 410 });
  await o.file();
  await minute();
  expect(await endpoint()).toMatchObject({ active: false, disabledWhy: 'gone', failed: 1 });
});

test('a redirect is a failure and is not followed', async () => {
  const { endpoint: made } = await add(['case.filed']);
  r.answers({ status: 307, headers: { location: r.url } });
  await o.file();
  await minute();
  expect(r.got).toHaveLength(1);
  expect((await deliveries(made.id))[0]?.attempts[0]).toMatchObject({ outcome: 'status-307' });
});

test('a new secret signs beside the one before for a day, and alone after it', async () => {
  const { endpoint: made, secret: old } = await add(['case.filed']);
  const rotated = WebhookMade.parse((await o.call(admin, 'POST', `/webhook-endpoints/${made.id}/secret`)).body);
  await o.file();
  await minute();
  const [first] = r.got;
  if (!first) throw new Error('nothing came');
  expect([verified(first, old), verified(first, rotated.secret)]).toEqual([true, true]);
  expect(String(first.headers['webhook-signature']).split(' ')).toHaveLength(2);
  await minute(25 * 3_600_000);
  await o.file();
  await minute();
  const second = r.got.at(-1);
  if (!second) throw new Error('nothing came');
  expect([verified(second, old), verified(second, rotated.secret)]).toEqual([false, true]);
});

test('a test message is sent at once and its answer shown', async () => {
  const { endpoint: made, secret } = await add(['case.filed']);
  r.answers({ status: 202, body: 'ok' });
  const { body } = await o.call(admin, 'POST', `/webhook-endpoints/${made.id}/test`);
  expect(WebhookDeliveries.parse(body).items).toMatchObject([
    { kind: 'webhook.test', status: 'delivered', attempts: [{ status: 202, answer: 'ok' }] },
  ]);
  const [got] = r.got;
  expect(got && verified(got, secret)).toBe(true);
  expect(told()[0]).toMatchObject({ type: 'webhook.test', data: { municipality: { slug: 'main' } } });
});

test('no receiver lives inside, whoever types it; nor is a secret ever shown twice or kept as it is', async () => {
  for (const url of [
    'https://10.0.0.1/hook',
    'https://localhost/hook',
    'https://[::1]/hook',
    'https://169.254.169.254/latest',
    'http://example.com/hook',
    'https://user:pass@example.com/',
    'https://127.2/hook',
  ]) {
    const { status, body } = await o.call(admin, 'POST', '/webhook-endpoints', { url, kinds: ['case.filed'] });
    expect([status, body['code']], url).toEqual([400, 'invalid-input']);
  }
  const { endpoint: made, secret } = await add(['case.filed']);
  expect(JSON.stringify(await endpoint())).not.toContain('whsec_');
  const stored = await o.w.scoped((tx) =>
    sql<{
      all: string;
    }>`select encode(secret, 'escape') || coalesce(encode(previous_secret, 'escape'), '') as all from complaints.webhook_endpoint`.execute(
      tx,
    ),
  );
  expect(stored.rows.map(({ all }) => all).join()).not.toContain(secret.slice(6, 20));
  const log = await o.w.scoped((tx) => tx.selectFrom('platform.audit_entry').select('detail').execute());
  expect(JSON.stringify(log)).not.toContain(secret.slice(6, 20));
  expect((await o.call(o.desk, 'GET', '/webhook-endpoints')).status).toBe(403);
  expect((await o.call(admin, 'DELETE', `/webhook-endpoints/${made.id}`)).status).toBe(204);
  expect(await endpoint()).toBeUndefined();
});
