import { expect, test } from 'vitest';
import { type LineDesk, lineDesk } from '../../../../test/line-desk.ts';
import { ADAPTERS } from '../../channels/index.ts';
import { joinOnProof, SYSTEM } from '../../people/index.ts';
import type { CaseView } from '../contract.ts';
import { findAnotherWay } from './find-another-way.ts';
import { offerOtherWay } from './offer-other-way.ts';

const jobParts = (d: LineDesk) => ({
  scoped: d.w.scoped,
  municipalityId: d.w.municipalityId,
  now: d.w.now,
  log: d.w.parts.log,
});
const outbox = (d: LineDesk, caseId: string) =>
  d.w.scoped((tx) =>
    tx
      .selectFrom('channels.message')
      .select(['id', 'template', 'recipient', 'channel', 'status'])
      .where('subject_id', '=', caseId)
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
  );
/** Staff put what somebody wrote, and what belongs to no case yet, to a case. */
async function putTo(d: LineDesk, user: string, caseId: string): Promise<void> {
  const [loose] = await d.w.scoped((tx) =>
    tx
      .selectFrom('channels.incoming')
      .select(['id', 'thread_id'])
      .where('sender_id', '=', user)
      .where('subject_id', 'is', null)
      .execute(),
  );
  const body = { incomingIds: [loose?.id], complaintId: caseId };
  expect((await d.call(d.desk, 'POST', `/conversations/${loose?.thread_id}/attach`, body)).status).toBe(204);
}

test('whose words staff put to a case is never told of it, whatever way fails; who proves to be its person is', async () => {
  await using d = await lineDesk();
  const [ann, bob] = [d.person('แอน'), d.person('บ๊อบ')];
  await d.hear(d.text(ann, 'ไฟถนนดับทั้งซอย'));
  const [first] = await d.cases();
  const id = first?.id ?? '';
  await d.hear(d.place(bob));
  await putTo(d, bob, id);
  d.w.at(new Date(d.w.now().getTime() + 60_000));
  await d.hear(d.event(ann, 'unfollow', {}, { token: false }));
  await d.step(d.desk, id, { step: 'progress', note: 'กำลังไปดูที่บ้านคุณแอน' });
  await d.w.runJobs();
  expect((await outbox(d, id)).slice(-1)).toMatchObject([{ recipient: ann, status: 'unroutable' }]);
  expect(d.reads(bob).join('\n')).not.toContain('แอน');

  // A case of the telephone: nobody is told by LINE, although all that was written of it is Bob's.
  const called = await d.file({ contact: { name: 'สมชาย ใจดี', phone: '081-234-5678' } });
  d.w.at(new Date(d.w.now().getTime() + 24 * 3_600_000));
  await d.hear(d.place(bob));
  await putTo(d, bob, called.id);
  await d.hear(d.text(bob, 'เสาต้นนี้แหละ'));
  await d.step(d.desk, called.id, { step: 'progress', note: 'โทรหาคุณสมชายแล้ว' });
  const line = ADAPTERS.filter(({ kind }) => kind === 'line');
  const closing = line.map((each) => ({ ...each, abilities: { ...each.abilities, windowHours: 3 } }));
  d.w.at(new Date(d.w.now().getTime() + 2 * 3_600_000));
  await offerOtherWay({ publicUrl: null, adapters: closing, key: '' }).handle(jobParts(d), {});
  await d.hear(d.press(bob, 'cases'));
  await d.w.runJobs();
  expect(d.reads(bob).join('\n')).not.toMatch(/สมชาย|[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/);
  expect((await outbox(d, called.id)).filter(({ template }) => !template.startsWith('staff-'))).toEqual([]);
  const { conversation } = (await d.see(d.desk, called.id)).body as Pick<CaseView, 'conversation'>;
  expect(conversation).toMatchObject({ mayReply: false, whyNot: 'not-theirs', incoming: [{}, { text: 'เสาต้นนี้แหละ' }] });

  // Nor does whoever holds the code of the case read what somebody else wrote to the office.
  const page = async () => {
    const query = new URLSearchParams({ n: called.number, c: called.trackingCode });
    const { headers } = await d.w.app.inject({ url: `/track?${query}` });
    return (await d.w.app.inject({ url: String(headers.location) })).body;
  };
  expect(await page()).toContain('โทรหาคุณสมชายแล้ว');
  expect(await page()).not.toMatch(/เสาต้นนี้แหละ|บ๊อบ/);

  await d.hear(d.text(bob, `${called.number} ${called.trackingCode}`));
  expect(await page()).toContain('เสาต้นนี้แหละ');
  await d.step(d.desk, called.id, { step: 'progress', note: 'ซ่อมพรุ่งนี้' });
  await d.w.runJobs();
  expect(d.reads(bob).at(-1)).toContain('ซ่อมพรุ่งนี้');
});

test('a case goes another way that is its person’s on proof; a mail to staff or a code that fails goes no other way', async () => {
  await using d = await lineDesk();
  const ann = d.person('แอน');
  await d.hear(d.text(ann, 'ท่อแตก'));
  const [filed] = await d.cases();
  const id = filed?.id ?? '';
  await d.staff('department-officer', d.engineers);
  await d.step(d.desk, id, { step: 'assign', departmentId: d.engineers });
  await d.w.runJobs();
  const staff = (await outbox(d, id)).find(({ template }) => template.startsWith('staff-'));
  expect(staff).toMatchObject({ channel: 'email' });
  const before = (await outbox(d, id)).length;
  await findAnotherWay.handle(jobParts(d), { messageId: staff?.id ?? '' });
  expect(await outbox(d, id)).toHaveLength(before);

  await d.w.scoped((tx) =>
    joinOnProof(
      tx,
      {
        one: { kind: 'case', value: id },
        other: { kind: 'email', value: 'ann@example.org' },
        proof: 'verified-email',
        reason: '',
        by: SYSTEM,
      },
      d.w.now(),
    ),
  );
  d.w.at(new Date(d.w.now().getTime() + 60_000));
  await d.hear(d.event(ann, 'unfollow', {}, { token: false }));
  await d.step(d.desk, id, { step: 'progress', note: 'กำลังซ่อม' });
  await d.w.runJobs();
  expect((await outbox(d, id)).slice(-2)).toMatchObject([
    { recipient: ann, status: 'unroutable' },
    { recipient: 'ann@example.org', channel: 'email' },
  ]);
});

test('in a group number and code go to the sender alone where they are our friend; who is none has no private way, and the officer is told before', async () => {
  await using d = await lineDesk();
  const [group, friend, stranger] = [`C${'a'.repeat(32)}`, d.person(), d.person()];
  await d.hear(d.event(friend, 'follow', {}, { token: false }));
  const pushed = () => d.line.shown.filter(({ to }) => to === stranger).length;
  const conversationOf = async (id: string) => (await d.see(d.desk, id)).body['conversation'];
  await d.hear(d.text(friend, 'เทศบาลคะ ท่อน้ำแตกหน้าตลาด', { group }));
  await d.hear(d.text(stranger, 'เทศบาลครับ หมาจรจัดกัดคนหน้าวัด', { group }));
  const [mine, theirs] = await d.w.scoped((tx) =>
    tx.selectFrom('complaints.complaint').select(['id', 'tracking_code']).orderBy('sequence').execute(),
  );
  expect(d.reads(friend).join().replaceAll('-', '')).toContain(mine?.tracking_code);
  expect(pushed()).toBe(0);
  expect(d.reads(group).join().replaceAll('-', '')).not.toContain(theirs?.tracking_code);
  expect(await conversationOf(mine?.id ?? '')).toMatchObject({ publicly: { privately: 'thread' } });
  // Answered in their own chat they judge it there, and find it in their list; nobody else does.
  await d.step(d.desk, mine?.id ?? '', { step: 'reply', note: 'ซ่อมแล้ว' });
  await d.w.runJobs();
  const press = () => d.press(friend, `verdict:not-done:${mine?.id}:ร.0001/2569`);
  await d.hear(press(), press());
  expect(d.reads(friend).join('\n')).not.toContain('ส่งเรื่องไม่สำเร็จ');
  await d.step(d.desk, mine?.id ?? '', { step: 'reply', note: 'ซ่อมอีกครั้งแล้ว' });
  await d.w.runJobs();
  const verdict = `verdict:done:${mine?.id}:ร.0001/2569`;
  expect(JSON.stringify(d.line.shown.filter(({ to }) => to === friend).at(-1))).toContain(verdict);
  const nobody = d.person();
  for (const who of [nobody, friend]) await d.hear(d.press(who, verdict));
  expect((await d.see(d.desk, mine?.id ?? '')).body['row']).toMatchObject({ status: 'closed', verdict: 'done' });
  expect(d.reads(nobody).at(-1)).toContain('ไม่พบเรื่องนี้');
  await d.hear(d.press(friend, 'cases'));
  expect(d.reads(friend).at(-1)).toContain('ร.0001/2569');
  expect(await conversationOf(theirs?.id ?? '')).toMatchObject({ publicly: { privately: 'nobody', whole: null } });
});
