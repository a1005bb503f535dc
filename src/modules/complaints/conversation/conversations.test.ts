import { expect, test } from 'vitest';
import { type LineDesk, lineDesk } from '../../../../test/line-desk.ts';
import { waitsForLock } from '../../../../test/waits-for-lock.ts';
import { audit } from '../../../platform/audit.ts';
import { lockComplaint } from '../store.ts';
import { ConversationPage, ConversationView } from './contract.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const list = async (d: LineDesk, query = '') =>
  ConversationPage.parse((await d.call(d.desk, 'GET', `/conversations${query}`)).body).items;
const view = async (d: LineDesk, threadId: string) => {
  const { body } = await d.call(d.desk, 'GET', `/conversations/${threadId}`);
  return ConversationView.parse(body);
};
const minutes = (from: Date, n: number) => new Date(from.getTime() + n * 60_000);

test('what belongs to no case yet is listed, and is opened, attached or set aside', async () => {
  await using d = await lineDesk();
  const [ann, bob, che] = [d.person('แอน'), d.person(), d.person()];
  d.line.contents.set('p', { bytes: PNG, type: 'image/png' });
  await d.hear(d.place(ann));
  await d.hear(d.press(bob, 'report'), d.text(bob, 'น้ำไม่ไหล'), d.picture(bob, { id: 'p' }));
  await d.hear(d.text(bob, 'ยกเลิก'));
  await d.hear(d.text(che, 'ขอบคุณครับ'));
  expect((await list(d)).map(({ loose }) => loose).toSorted((a, b) => a - b)).toEqual([0, 1, 2]);
  const loose = await list(d, '?loose=true');
  expect(loose).toHaveLength(2);

  const bobs = loose.find(({ lastWords }) => lastWords.includes('น้ำไม่ไหล') || lastWords.includes('ยกเลิก'));
  const messages = (await view(d, bobs?.threadId ?? '')).conversation.incoming.filter(({ text }) => text !== 'ยกเลิก');
  const fileId = messages.flatMap(({ media }) => media.flatMap((each) => each.fileId ?? []))[0] ?? '';
  const readFile = async () =>
    (await d.w.app.inject({ url: `/api/v1/files/${fileId}`, headers: d.desk.headers })).statusCode;
  expect(await readFile()).toBe(200);
  const opened = await d.call(d.desk, 'POST', `/conversations/${bobs?.threadId}/case`, {
    incomingIds: messages.map(({ id }) => id),
  });
  expect(opened).toMatchObject({ status: 201, body: { number: 'ร.0001/2569' } });
  expect((await d.see(d.desk, String(opened.body['id']))).body).toMatchObject({
    text: 'น้ำไม่ไหล',
    files: [{ id: fileId }],
  });
  expect(await readFile()).toBe(200);
  await d.w.runJobs();
  expect(d.reads(bob).join('\n')).toContain('ร.0001/2569');

  const anns = loose.find(({ threadId }) => threadId !== bobs?.threadId);
  const [pin] = (await view(d, anns?.threadId ?? '')).conversation.incoming;
  const attach = { incomingIds: [pin?.id], complaintId: opened.body['id'] };
  expect((await d.call(d.desk, 'POST', `/conversations/${anns?.threadId}/attach`, attach)).status).toBe(204);
  expect((await d.see(d.desk, String(opened.body['id']))).body).toMatchObject({ latitude: 13.75 });
  expect(await list(d, '?loose=true')).toEqual([]);
});

test('a message that was about something else is split off with its picture: the old case tells of it, the new one has its own number', async () => {
  await using d = await lineDesk();
  const user = d.person();
  d.line.contents.set('p', { bytes: PNG, type: 'image/png' });
  await d.hear(d.text(user, 'ไฟดับ'));
  d.w.at(minutes(d.w.now(), 5));
  await d.hear(d.text(user, 'อีกเรื่อง หมาจรจัดเยอะ'), d.picture(user, { id: 'p' }));
  const [thread] = await list(d);
  const [opening, words, picture] = (await view(d, thread?.threadId ?? '')).conversation.incoming;
  const split = (ids: (string | undefined)[]) =>
    d.call(d.desk, 'POST', `/conversations/${thread?.threadId}/case`, { incomingIds: ids });
  expect(await split([opening?.id])).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
  // A colleague takes a step on the case meanwhile: whoever comes second waits, and neither is turned away.
  let answer: ReturnType<typeof split> | undefined;
  await d.w.scoped(async (tx) => {
    await lockComplaint(tx, opening?.caseId ?? '');
    answer = split([words?.id, picture?.id]);
    await waitsForLock(d.w);
    const by = { at: d.w.now(), actorKind: 'system', actorId: null } as const;
    await audit(tx, [{ ...by, action: 'complaint.note', subjectKind: 'complaint', subjectId: opening?.caseId ?? '' }]);
  });
  const made = await answer;
  expect(made).toMatchObject({ status: 201, body: { number: 'ร.0002/2569' } });
  const [old, fresh] = [await d.see(d.desk, opening?.caseId ?? ''), await d.see(d.desk, String(made?.body['id']))];
  expect(fresh.body).toMatchObject({ text: 'อีกเรื่อง หมาจรจัดเยอะ', files: [{ mediaType: 'image/png' }] });
  expect(old.body).toMatchObject({ files: [] });
  expect(JSON.stringify(old.body['events'])).toContain('แยกข้อความไปเป็นเรื่อง ร.0002/2569');
  expect(JSON.stringify(old.body['events'])).not.toContain('หมาจรจัด');
  const trail = await d.w.scoped((tx) =>
    tx
      .selectFrom('platform.audit_entry')
      .select(['actor_id', 'detail'])
      .where('subject_id', '=', opening?.caseId ?? '')
      .where('action', '=', 'complaint.note')
      .where('actor_kind', '=', 'staff')
      .execute(),
  );
  expect(trail).toEqual([{ actor_id: d.desk.userId, detail: { from: 'new', to: 'new', split: made?.body['id'] } }]);
  const search = async () =>
    (await d.call(d.desk, 'GET', `/complaints?search=${encodeURIComponent('หมาจรจัด')}`)).body['items'];
  expect(await search()).toMatchObject([{ number: 'ร.0002/2569' }]);
});

test('a group may be listened to; staff ask back where there is no case; what is set aside is gone from the list', async () => {
  await using d = await lineDesk();
  const [group, ann] = [`C${'b'.repeat(32)}`, d.person()];
  await d.hear(d.text(ann, 'ซอยเราขยะล้นอีกแล้ว', { group }));
  const [thread] = await list(d);
  const at = `/conversations/${thread?.threadId}`;
  expect((await d.call(d.desk, 'POST', `${at}/listen`, { listened: true })).status).toBe(204);
  await d.hear(d.text(ann, 'ไฟก็ดับด้วย', { group }));
  expect(await d.cases()).toMatchObject([{ summary: 'ไฟก็ดับด้วย' }]);
  const key = crypto.randomUUID();
  for (let n = 0; n < 2; n += 1) await d.call(d.desk, 'POST', `${at}/messages`, { key, text: 'ซอยไหนครับ' });
  await d.w.runJobs();
  expect(d.reads(group).filter((text) => text === 'ซอยไหนครับ')).toHaveLength(1);
  const bob = d.person();
  await d.hear(d.place(bob));
  const [pin] = await list(d, '?loose=true');
  const ids = (await view(d, pin?.threadId ?? '')).conversation.incoming.map(({ id }) => id);
  await d.call(d.desk, 'POST', `/conversations/${pin?.threadId}/dismiss`, { incomingIds: ids });
  expect(await list(d, '?loose=true')).toEqual([]);
});

test('who does not sit at the desk sees no conversation; of a confidential case nobody but those who may see it', async () => {
  await using d = await lineDesk();
  const user = d.person();
  await d.hear(d.text(user, 'เจ้าหน้าที่เรียกรับเงินสองพันบาท'));
  const [filed] = await d.cases();
  const corruption = d.directory.categories.find(({ code }) => code === 'corruption')?.id;
  await d.step(d.desk, filed?.id ?? '', {
    step: 'classify',
    categoryId: corruption,
    communityId: null,
    groupId: null,
    kind: 'complaint',
    severity: 'normal',
  });
  const [thread] = await list(d);
  expect(thread).toMatchObject({ lastWords: '', caseNumber: null });
  expect(JSON.stringify(await view(d, thread?.threadId ?? ''))).not.toMatch(/เรียกรับเงิน|ร\.0001/);
  for (const role of ['department-officer', 'committee', 'planner'] as const) {
    const who = await d.staff(role, role === 'department-officer' ? d.engineers : null);
    expect(await d.call(who, 'GET', '/conversations')).toMatchObject({ status: 403 });
    expect(await d.call(who, 'GET', `/conversations/${thread?.threadId}`)).toMatchObject({ status: 403 });
  }
});

test('what the guide repeated of a report that turned out to be confidential is shown to nobody at the desk', async () => {
  await using d = await lineDesk();
  const user = d.person();
  await d.hear(d.press(user, 'report'));
  await d.hear(d.text(user, 'เจ้าหน้าที่เรียกรับเงินสองพันบาท'));
  for (const word of ['ข้าม', 'ข้าม', 'ยืนยัน']) await d.hear(d.text(user, word));
  await d.hear(d.press(user, 'cases'));
  const [filed] = await d.cases();
  const [thread] = await list(d);
  const at = thread?.threadId ?? '';
  expect((await view(d, at)).said.map(({ text }) => text).join()).toContain('เรียกรับเงิน');
  await d.step(d.desk, filed?.id ?? '', {
    step: 'classify',
    categoryId: d.directory.categories.find(({ code }) => code === 'corruption')?.id,
    communityId: null,
    groupId: null,
    kind: 'complaint',
    severity: 'normal',
  });
  expect(JSON.stringify([await view(d, at), await list(d)])).not.toMatch(/เรียกรับเงิน|ร\.0001/);
});
