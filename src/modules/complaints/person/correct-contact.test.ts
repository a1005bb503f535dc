import { expect, test } from 'vitest';
import { type Office, office } from '../../../../test/desk.ts';
import { postbox } from '../../../../test/postbox.ts';
import { hurryJobs } from '../../../../test/run-jobs.ts';
import type { SignedIn } from '../../../../test/sign-in.ts';
import { ComplaintPage } from '../contract.ts';
import { trackCase } from '../track-case.ts';
import { PersonOfCase } from './contract.ts';

const somsri = { name: 'สมศรี มีสุข', phone: '081-111-1111', email: 'wrong@example.org' };
const right = { name: 'สมศรี มีสุข', phone: '081-222-2222', email: 'right@example.org' };
const reason = 'ผู้แจ้งโทรมาบอกว่าพิมพ์ผิด';

async function correct(o: Office, id: string, change: object, who: SignedIn = o.desk) {
  const { version } = (await o.see(o.desk, id)).body;
  return o.call(who, 'POST', `/complaints/${id}/contact`, { version, contact: right, reason, ...change });
}
const found = async (o: Office, words: string, who = o.desk) =>
  ComplaintPage.parse((await o.call(who, 'GET', `/complaints?search=${encodeURIComponent(words)}`)).body).items.map(
    ({ id }) => id,
  );
const opens = (o: Office, number: string, code: string) =>
  o.w
    .scoped((tx) => trackCase(tx, { number, code }, o.w.now()))
    .then(
      () => true,
      () => false,
    );

test('what waits for a wrong address goes to the right one; the old values stay readable to the desk, and stand nowhere else', async () => {
  await using box = await postbox();
  await using o = await office({ smtpUrl: box.url, publicUrl: 'https://desk.example.org' });
  const { id, number } = await o.file({ contact: somsri });
  await o.step(o.desk, id, { step: 'assign', departmentId: o.engineers });
  box.closed = true;
  await o.w.runJobs();
  expect(box.mails).toEqual([]);
  const { status, body } = await correct(o, id, {});
  expect(status).toBe(200);
  expect(body['contact']).toEqual(right);
  expect(body['formerContacts']).toMatchObject([somsri]);
  box.closed = false;
  o.w.at(new Date(o.w.now().getTime() + 3_600_000));
  await hurryJobs(o.w.ownerUrl);
  await o.w.runJobs();
  const mailsTo = (address: string) => box.mails.filter(({ to }) => to === address).map(({ subject }) => subject);
  expect(mailsTo('wrong@example.org')).toEqual([]);
  expect(mailsTo('right@example.org').toSorted()).toEqual(
    [`รับเรื่องแล้ว ${number}`, `เรื่อง ${number} ส่งถึงผู้รับผิดชอบแล้ว`, `แก้ไขข้อมูลติดต่อเรื่อง ${number} แล้ว`].toSorted(),
  );
  expect(box.mails.map(({ text }) => text).join()).not.toContain(reason);

  expect(await found(o, 'right@example')).toEqual([id]);
  expect(await found(o, '0812222222')).toEqual([id]);
  expect(await found(o, 'wrong@example')).toEqual([]);
  const told = JSON.stringify({
    events: body['events'],
    trail: await o.w.scoped((tx) => tx.selectFrom('platform.audit_entry').selectAll().orderBy('seq').execute()),
  });
  for (const secret of ['wrong@', 'right@', '081-1', '081-2', 'สมศรี']) expect(told).not.toContain(secret);
  expect(told).toContain('complaint.correct-contact');
  const officer = await o.staff('department-officer', o.engineers);
  expect((await o.see(officer, id)).body).toMatchObject({ contact: null, formerContacts: [] });
  expect((await correct(o, id, { contact: somsri }, officer)).status).toBe(403);
});

test('a new code takes the place of one that somebody else has read, also in what still waits', async () => {
  await using box = await postbox();
  await using o = await office({ smtpUrl: box.url });
  const { id, number, trackingCode } = await o.file({ contact: somsri });
  box.closed = true;
  await o.w.runJobs();
  expect((await correct(o, id, { contact: somsri, newCode: true })).status).toBe(200);
  const { tracking_code: code } = await o.w.scoped((tx) =>
    tx.selectFrom('complaints.complaint').select('tracking_code').where('id', '=', id).executeTakeFirstOrThrow(),
  );
  expect(code).not.toBe(trackingCode);
  expect([await opens(o, number, trackingCode), await opens(o, number, code)]).toEqual([false, true]);
  box.closed = false;
  o.w.at(new Date(o.w.now().getTime() + 3_600_000));
  await hurryJobs(o.w.ownerUrl);
  await o.w.runJobs();
  const inFours = (each: string) => each.match(/.{4}/g)?.join('-') ?? '';
  const said = box.mails.map(({ text }) => text);
  expect(said).toHaveLength(2);
  for (const text of said) {
    expect(text).toContain(inFours(code));
    expect(text).not.toContain(inFours(trackingCode));
  }
});

test('whoever gave no name may give one, and whoever gave one may have it concealed; nothing happens by the way', async () => {
  await using o = await office();
  const nameless = await o.file({ identity: 'anonymous' });
  expect(await correct(o, nameless.id, {})).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
  expect((await correct(o, nameless.id, { identity: 'named' })).body).toMatchObject({
    identity: 'named',
    contact: right,
    formerContacts: [],
  });
  expect(await found(o, 'right@example')).toEqual([nameless.id]);
  expect(await correct(o, nameless.id, {})).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
  expect(await correct(o, nameless.id, { reason: 'สั้น' })).toMatchObject({ status: 400 });
  expect(await correct(o, nameless.id, { version: 1, contact: somsri })).toMatchObject({
    status: 409,
    body: { code: 'changed-meanwhile' },
  });

  const head = await o.staff('department-head', o.engineers);
  const { id } = await o.file({ contact: { name: 'สมสี มีสุข' }, text: 'สมสี มีสุข แจ้งว่าไฟดับ' });
  await o.step(o.desk, id, { step: 'assign', departmentId: o.engineers });
  expect((await o.see(head, id)).body).toMatchObject({ text: 'สมสี มีสุข แจ้งว่าไฟดับ', mayReveal: true });
  expect((await correct(o, id, { identity: 'concealed' })).body).toMatchObject({ identity: 'concealed' });
  const masked = (await o.see(head, id)).body;
  expect(masked).toMatchObject({ contact: null, formerContacts: [], mayReveal: false });
  expect(JSON.stringify(masked)).not.toContain('สมสี');
  expect(JSON.stringify(masked)).not.toContain('สมศรี');
});

test('whoever asked to be concealed is told when they are so no more, and the trail says who did it', async () => {
  await using box = await postbox();
  await using o = await office({ smtpUrl: box.url });
  const { id, number } = await o.file({ contact: right, identity: 'concealed' });
  await o.w.runJobs();
  box.mails.length = 0;
  expect((await correct(o, id, { identity: 'named' })).status).toBe(200);
  await o.w.runJobs();
  expect(box.mails).toMatchObject([{ to: right.email, subject: `เรื่อง ${number} ไม่ปกปิดตัวตนแล้ว` }]);
  const administrator = await o.staff('administrator');
  const { body } = await o.call(administrator, 'GET', `/audit?subjectKind=complaint&subjectId=${id}`);
  expect(body['items']).toContainEqual(
    expect.objectContaining({
      action: 'complaint.correct-contact',
      actorId: o.desk.userId,
      detail: { corrected: ['identity'], newCode: false, identity: { from: 'concealed', to: 'named' } },
    }),
  );
});

test('what was proven of a wrong number is proven no more; of corruption the committee corrects, and nobody else', async () => {
  await using o = await office();
  const one = await o.file({ contact: somsri });
  const two = await o.file({ contact: somsri });
  for (const { id } of [one, two])
    await o.call(o.desk, 'POST', `/complaints/${id}/person/confirm-phone`, { reason: 'โทรกลับแล้ว' });
  const casesOf = async (id: string) =>
    PersonOfCase.parse((await o.call(o.desk, 'GET', `/complaints/${id}/person`)).body).person?.cases.length ?? 0;
  expect(await casesOf(one.id)).toBe(2);
  expect((await correct(o, one.id, {})).status).toBe(200);
  expect([await casesOf(one.id), await casesOf(two.id)]).toEqual([1, 1]);
  // Where it is most likely wrong as well is said, until it is right there too; to nobody who does not see contacts.
  const still = async (id: string, who = o.desk) =>
    PersonOfCase.parse((await o.call(who, 'GET', `/complaints/${id}/person`)).body).stillFormer.map((row) => row.id);
  const mayor = await o.staff('executive');
  expect([await still(one.id), await still(two.id), await still(one.id, mayor)]).toEqual([[two.id], [], []]);
  expect((await correct(o, two.id, {})).status).toBe(200);
  expect(await still(one.id)).toEqual([]);

  const split = await o.w.scoped((tx) =>
    tx.selectFrom('platform.audit_entry').select(['actor_id', 'detail']).where('action', '=', 'person.split').execute(),
  );
  expect(split).toEqual([one, two].map(({ id }) => ({ actor_id: o.desk.userId, detail: { caseId: id } })));

  const committee = await o.staff('committee');
  const kept = await o.file({ kind: 'whistleblow', contact: somsri });
  expect(
    (await o.call(o.desk, 'POST', `/complaints/${kept.id}/contact`, { version: 1, contact: right, reason })).status,
  ).toBe(404);
  expect((await o.see(committee, kept.id)).body.steps).toContain('correct-contact');
  const answer = await o.call(committee, 'POST', `/complaints/${kept.id}/contact`, {
    version: 1,
    contact: right,
    reason,
  });
  expect(answer).toMatchObject({ status: 200, body: { contact: null, formerContacts: [] } });
  expect((await o.call(committee, 'POST', `/complaints/${kept.id}/reveal`, { reason })).body).toMatchObject({
    ...right,
    former: [somsri],
  });
  // Who corrects it can hand a new code out, and nobody else: the citizen may have left no way but to come by.
  const receipt = async (who: SignedIn) => {
    const url = `/api/v1/complaints/${kept.id}/receipt.pdf`;
    return (await o.w.app.inject({ url, headers: who.headers })).statusCode;
  };
  const executive = await o.staff('executive');
  expect([await receipt(committee), await receipt(executive)]).toEqual([200, 404]);
});
