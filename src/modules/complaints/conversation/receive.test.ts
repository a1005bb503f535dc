import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { type LineDesk, lineDesk } from '../../../../test/line-desk.ts';
import { EventPage } from '../../channels/contract.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const minutes = (from: Date, n: number) => new Date(from.getTime() + n * 60_000);

test('words by LINE become one case with a number, acknowledged by the free reply, and the officer’s answer comes back by push', async () => {
  await using d = await lineDesk();
  const user = d.person('สมศรี');
  const said = d.text(user, 'ไฟถนนหน้าตลาดดับสามดวง');
  await d.hear(said, said);
  await d.hear(said);
  const [filed, ...others] = await d.cases();
  expect(others).toEqual([]);
  expect(filed).toMatchObject({ number: 'ร.0001/2569', summary: 'ไฟถนนหน้าตลาดดับสามดวง', channel: 'line' });
  expect(d.line.shown).toMatchObject([{ by: 'reply', to: user }]);
  expect(d.reads(user).join('\n')).toContain('ร.0001/2569');

  await d.step(d.desk, filed?.id ?? '', { step: 'reply', note: 'เปลี่ยนหลอดแล้วเมื่อเช้านี้ 🙏' });
  await d.w.runJobs();
  expect(d.line.shown.map(({ by }) => by)).toEqual(['reply', 'push']);
  expect(d.reads(user).join('\n')).toContain('เปลี่ยนหลอดแล้วเมื่อเช้านี้ 🙏');
  const view = (await d.see(d.desk, filed?.id ?? '')).body;
  expect(view['messages']).toMatchObject([
    { template: 'received', channel: 'line', status: 'sent', method: 'reply', cost: 0 },
    { template: 'reply', channel: 'line', status: 'sent', method: 'push', cost: 1, byHuman: true, eventSeq: 2 },
  ]);
  expect(view['conversation']).toMatchObject({
    channel: 'line',
    mayReply: true,
    windowClosesAt: null,
    incoming: [{ text: 'ไฟถนนหน้าตลาดดับสามดวง', role: 'opened', state: 'shown' }],
  });
  // Read once more it causes nothing, and what it became the first time is still told.
  const admin = await d.staff('administrator');
  const opening = async () =>
    EventPage.parse((await d.call(admin, 'GET', '/channel-events')).body).rows.find(({ outcome }) =>
      outcome.became.some(({ became, subjectId }) => became === 'opened-case' && subjectId === filed?.id),
    );
  const event = await opening();
  const run = await d.call(admin, 'POST', `/channel-events/${event?.id}/run`);
  expect(run.body).toMatchObject({ state: 'waiting' });
  await d.w.runJobs();
  expect(await opening()).toMatchObject({ id: event?.id, state: 'done' });
});

test('what follows within six hours belongs to the case; the next day begins another; thanks begin none', async () => {
  await using d = await lineDesk();
  const user = d.person();
  const start = d.w.now();
  await d.hear(d.text(user, 'ท่อแตกหน้าบ้าน'));
  d.w.at(minutes(start, 5));
  await d.hear(d.text(user, 'น้ำไหลแรงมาก'), d.place(user));
  d.w.at(minutes(start, 10));
  await d.hear(d.text(user, 'ขอบคุณครับ'), d.sticker(user));
  d.w.at(minutes(start, 24 * 60));
  await d.hear(d.text(user, 'หมาจรจัดไล่กัดคน'));
  await d.hear(d.text(d.person(), 'สวัสดีครับ'));
  const cases = await d.cases();
  expect(cases).toMatchObject([{ summary: 'ท่อแตกหน้าบ้าน', place: 'ตลาดเก่า, ถนนหน้าเมือง' }, { summary: 'หมาจรจัดไล่กัดคน' }]);
  const { body } = await d.see(d.desk, cases[0]?.id ?? '');
  expect(body).toMatchObject({ latitude: 13.75, longitude: 100.5 });
  const events = body['events'] as { step: string; note: string }[];
  expect(events.map(({ step }) => step)).toEqual(['file', 'citizen-message', 'citizen-message']);
  expect(events[1]?.note).toBe('น้ำไหลแรงมาก');
  expect((await d.incoming()).map(({ text, role }) => `${role} ${text}`).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
    'added ',
    'added น้ำไหลแรงมาก',
    'gesture ขอบคุณครับ',
    'gesture สติกเกอร์: thanks',
    'gesture สวัสดีครับ',
    'opened ท่อแตกหน้าบ้าน',
    'opened หมาจรจัดไล่กัดคน',
  ]);
  const found = await d.call(d.desk, 'GET', `/complaints?search=${encodeURIComponent('ไหลแรง')}`);
  expect(found.body['items']).toMatchObject([{ id: cases[0]?.id }]);
  // Days later: of a case that they name they speak, of one that is somebody else's they do not.
  d.w.at(minutes(start, 3 * 24 * 60));
  const question = `เรื่อง ${cases[0]?.number} ไปถึงไหนแล้วครับ`;
  await d.hear(d.text(user, question), d.text(d.person(), question));
  expect((await d.cases()).map(({ summary }) => summary).slice(2)).toEqual([question]);
  expect(d.reads(user).at(-1)).toContain(`เพิ่มในเรื่อง ${cases[0]?.number}`);
});

test('an album is one case with all its pictures, however they arrive; a lone picture is named by the words that follow', async () => {
  await using d = await lineDesk();
  const user = d.person();
  const pictures = [3, 1, 2].map((index) => {
    const picture = d.picture(user, { id: `p${index}`, album: { id: 'a1', index, total: 3 } });
    d.line.contents.set(`p${index}`, { bytes: PNG, type: 'image/png' });
    return picture;
  });
  await Promise.all(pictures.map((each) => d.deliver(each)));
  await Promise.all([d.w.runJobs(), d.w.runJobs()]);
  await d.w.runJobs();
  const [one, ...more] = await d.cases();
  expect(more).toEqual([]);
  expect((await d.see(d.desk, one?.id ?? '')).body['files']).toHaveLength(3);
  expect(d.reads(user).filter((text) => text.includes('ร.0001/2569'))).toHaveLength(1);
  d.w.at(minutes(d.w.now(), 2));
  await d.hear(d.text(user, 'ขยะกองใหญ่หน้าวัด'));
  expect(await d.cases()).toMatchObject([{ id: one?.id, summary: 'ขยะกองใหญ่หน้าวัด' }]);
});

test('what is unsent is shown nowhere: not on the case, in the list, in search, in the inbox; the case stays', async () => {
  await using d = await lineDesk();
  const user = d.person();
  await d.hear(d.text(user, 'ความลับของนายแดง', { id: 'm1' }));
  await d.hear(d.text(user, 'และนางดำ', { id: 'm2' }), d.edit(user, 'm2', 'และนางเขียว', { at: minutes(d.w.now(), 1) }));
  const [filed] = await d.cases();
  const id = filed?.id ?? '';
  expect(JSON.stringify((await d.see(d.desk, id)).body)).toContain('นางเขียว');
  d.w.at(minutes(d.w.now(), 3));
  await d.hear(d.unsend(user, 'm1'), d.unsend(user, 'm2'));
  const seen = (await d.see(d.desk, id)).body;
  expect(seen).toMatchObject({ text: '(ผู้แจ้งถอนข้อความนี้แล้ว)', row: { number: 'ร.0001/2569' } });
  const everywhere = JSON.stringify([
    seen,
    (await d.call(d.desk, 'GET', '/complaints')).body,
    (await d.call(d.desk, 'GET', `/complaints?search=${encodeURIComponent('นายแดง')}`)).body,
    await d.incoming(),
    await d.w.scoped((tx) => tx.selectFrom('channels.event').selectAll().execute()),
    await d.w.scoped((tx) => tx.selectFrom('complaints.search_text').selectAll().execute()),
    await d.w.scoped((tx) => tx.selectFrom('complaints.complaint_event').selectAll().execute()),
  ]);
  for (const word of ['แดง', 'นางดำ', 'เขียว']) expect(everywhere).not.toContain(word);
  const log = await d.w.scoped((tx) =>
    tx.selectFrom('platform.audit_entry').select('action').where('action', '=', 'incoming.withdraw').execute(),
  );
  expect(log).toHaveLength(2);
});

test('unsent or edited before it arrived: it never shows what it said', async () => {
  await using d = await lineDesk();
  const user = d.person();
  await d.hear(d.unsend(user, 'm1', { at: minutes(d.w.now(), 1) }));
  await d.hear(d.text(user, 'อย่าเก็บไว้', { id: 'm1' }));
  // Told again as another event, as some providers do.
  await d.hear(d.text(user, 'อย่าเก็บไว้', { id: 'm1' }));
  await d.hear(d.edit(user, 'm2', 'ไฟดับซอย 5', { at: minutes(d.w.now(), 1) }));
  await d.hear(d.text(user, 'ไฟดับซอย 3', { id: 'm2' }));
  expect(await d.cases()).toMatchObject([{ summary: 'ไฟดับซอย 5' }]);
  expect(await d.incoming()).toMatchObject([
    { external_id: 'm1', state: 'withdrawn', text: '', subject_id: null },
    { external_id: 'm2', state: 'edited', text: 'ไฟดับซอย 5', role: 'opened' },
  ]);
  expect(
    JSON.stringify(await d.w.scoped((tx) => tx.selectFrom('channels.event').select('raw').execute())),
  ).not.toContain('อย่าเก็บไว้');
  // What was a nod, and becomes words by being edited, is heard as words: of a case that is spoken about, or of one of its own.
  await d.hear(d.text(user, 'ขอบคุณค่ะ', { id: 'm3' }));
  await d.hear(d.edit(user, 'm3', 'ขอบคุณค่ะ แต่ดับอีกดวงแล้ว', { at: minutes(d.w.now(), 1) }));
  const other = d.person();
  await d.hear(d.text(other, 'สวัสดีค่ะ', { id: 'm4' }));
  const edit = d.edit(other, 'm4', 'สวัสดีค่ะ สายไฟขาดห้อยหน้าโรงเรียน', { at: minutes(d.w.now(), 1) });
  await d.hear(edit);
  await d.hear(edit);
  expect(d.reads(other).at(-2)).toContain('ร.0002/2569');
  const group = `C${'3'.repeat(32)}`;
  await d.hear(d.text(other, 'ท่อแตกซอย 8', { group, id: 'm5' }));
  await d.hear(d.edit(other, 'm5', '@เทศบาล ท่อแตกซอย 8', { group, at: minutes(d.w.now(), 1) }));
  expect((await d.cases()).map(({ summary }) => summary).toSorted()).toEqual([
    '@เทศบาล ท่อแตกซอย 8',
    'สวัสดีค่ะ สายไฟขาดห้อยหน้าโรงเรียน',
    'ไฟดับซอย 5',
  ]);
  expect((await d.incoming()).find(({ external_id }) => external_id === 'm3')).toMatchObject({ role: 'added' });
});

test('a report by the guide: what, where, photo, confirm; then my cases, the verdict and the stars', async () => {
  await using d = await lineDesk();
  const user = d.person('มานี');
  d.line.contents.set('pic', { bytes: PNG, type: 'image/png' });
  await d.hear(d.press(user, 'report'));
  await d.hear(d.text(user, 'ถนนเป็นหลุมลึก'));
  await d.hear(d.place(user));
  await d.hear(d.picture(user, { id: 'pic' }));
  expect(await d.cases()).toEqual([]);
  await d.hear(d.text(user, 'ข้าม'));
  await d.hear(d.text(user, 'ยืนยัน'));
  const [filed] = await d.cases();
  expect(filed).toMatchObject({ summary: 'ถนนเป็นหลุมลึก', place: 'ตลาดเก่า, ถนนหน้าเมือง', identity: 'named' });
  const id = filed?.id ?? '';
  expect((await d.see(d.desk, id)).body).toMatchObject({
    contact: { name: 'มานี' },
    files: [{ mediaType: 'image/png' }],
  });
  await d.hear(d.press(user, 'cases'));
  expect(d.reads(user).at(-1)).toContain('ร.0001/2569');
  await d.step(d.desk, id, { step: 'reply', note: 'ถมแล้ว' });
  await d.w.runJobs();
  expect(d.reads(user).at(-1)).toContain('เรียบร้อยหรือยัง');
  await d.hear(d.press(user, `verdict:done:${id}:ร.0001/2569`));
  await d.hear(d.press(user, `stars:5:${id}`));
  expect((await d.see(d.desk, id)).body.row).toMatchObject({ status: 'closed', verdict: 'done', stars: 5 });
  // Somebody else presses a button with the id of this case.
  const stranger = d.person();
  await d.hear(d.press(stranger, `verdict:not-done:${id}:ร.0001/2569`));
  expect((await d.see(d.desk, id)).body.row).toMatchObject({ status: 'closed', verdict: 'done' });
});

test('words that may be another matter are asked about: the button makes a case of them, with number and clock, once', async () => {
  await using d = await lineDesk();
  const user = d.person();
  const start = d.w.now();
  const at = (n: number) => d.w.at(minutes(start, n));
  await d.hear(d.text(user, 'ไฟถนนดับหน้าตลาด'));
  const [first] = await d.cases();
  const id = first?.id ?? '';
  await d.step(d.desk, id, { step: 'assign', departmentId: d.engineers });
  at(10);
  await d.hear(d.text(user, 'ขอแจ้งอีกเรื่องค่ะ มีคนเผาขยะหลังวัด', { id: 'other' }));
  expect(d.reads(user).at(-1)).toContain('ถ้าเป็นคนละเรื่อง');
  expect((await d.see(d.desk, id)).body['row']).toMatchObject({ citizenSpokeAt: expect.any(String) });
  const other = (await d.incoming()).find(({ external_id }) => external_id === 'other')?.id ?? '';
  expect(JSON.stringify(d.line.shown.at(-1))).toContain(`apart:${other}`);
  // A stranger who knows the button's data has nothing of it.
  await d.hear(d.press(d.person(), `apart:${other}`));
  expect(await d.cases()).toHaveLength(1);
  await d.hear(d.press(user, `apart:${other}`));
  await d.hear(d.press(user, `apart:${other}`));
  const [, second, ...more] = await d.cases();
  expect(more).toEqual([]);
  expect(second).toMatchObject({ number: 'ร.0002/2569', summary: 'ขอแจ้งอีกเรื่องค่ะ มีคนเผาขยะหลังวัด', status: 'new' });
  expect((await d.see(d.desk, second?.id ?? '')).body['row']).toMatchObject({ citizenDueOn: expect.any(String) });
  expect(d.reads(user).filter((text) => text.includes('ร.0002/2569') && text.includes('รหัสติดตาม'))).toHaveLength(1);
  const left = (await d.see(d.desk, id)).body;
  expect(JSON.stringify(left['conversation'])).not.toContain('เผาขยะ');
  expect(left['row']).toMatchObject({ citizenSpokeAt: null });

  // After an answer, and nothing said since: the words stand on the case and wait there, until it is said that they are another matter.
  at(60 * 24);
  await d.step(d.desk, id, { step: 'reply', note: 'เปลี่ยนหลอดแล้ว' });
  await d.w.runJobs();
  at(60 * 24 + 20);
  await d.hear(d.text(user, 'สุนัขกัดเด็กที่ตลาดนัด ช่วยมาจับด่วน', { id: 'dog' }));
  expect((await d.see(d.desk, id)).body['row']).toMatchObject({
    status: 'answered',
    citizenSpokeAt: expect.any(String),
  });
  expect(d.reads(user).at(-1)).toContain('แจ้งเป็นเรื่องใหม่');
  const dog = (await d.incoming()).find(({ external_id }) => external_id === 'dog')?.id ?? '';
  await d.hear(d.press(user, `apart:${dog}`));
  expect((await d.cases()).map(({ summary }) => summary)).toContain('สุนัขกัดเด็กที่ตลาดนัด ช่วยมาจับด่วน');

  // What the program says by itself about an old case draws nothing to it.
  at(60 * 72);
  await d.step(d.desk, second?.id ?? '', { step: 'assign', departmentId: d.engineers });
  await d.w.runJobs();
  at(60 * 72 + 5);
  await d.hear(d.text(user, 'น้ำประปาไม่ไหลทั้งหมู่บ้าน'));
  expect((await d.cases()).map(({ summary }) => summary)).toContain('น้ำประปาไม่ไหลทั้งหมู่บ้าน');
});

test('what a profile calls somebody is no name that they gave: nobody finds their home by the public list', async () => {
  await using d = await lineDesk();
  const user = d.person('มานี มีนา');
  const home = { type: 'location', title: 'บ้านผม', address: '', latitude: 13.756789, longitude: 100.512345 };
  await d.hear(d.text(user, 'สวัสดีครับ'));
  await d.hear(d.text(user, 'ท่อแตกหน้าบ้าน'), d.message(user, home));
  const [filed] = await d.cases();
  expect((await d.see(d.desk, filed?.id ?? '')).body).toMatchObject({
    contact: { name: 'มานี มีนา' },
    latitude: home.latitude,
    longitude: home.longitude,
  });
  const told = await d.w.app.inject('/open311/main/v2/requests.json');
  expect(told.json()).toMatchObject([{ lat: 13.757, long: 100.512, address: null }]);
});

test('in a group only what names us or answers us is words of a case, and pictures right after such words; nothing personal is said there', async () => {
  await using d = await lineDesk();
  const [group, ann, bob] = [`C${'a'.repeat(32)}`, d.person(), d.person()];
  const start = d.w.now();
  const after = (seconds: number) => ({ group, at: new Date(start.getTime() + seconds * 1000) });
  await d.hear(d.text(ann, 'เย็นนี้กินอะไรดี', after(0)));
  await d.hear(d.text(bob, 'แจ้งเรื่อง น้ำท่วมหน้าโรงเรียน', { ...after(1), id: 'named' }), d.text(ann, 'ข้าวมันไก่', after(2)));
  const said = d.reads(group).join('\n');
  expect(said).toContain('ร.0001/2569');
  expect(said).not.toMatch(/รหัสติดตาม/);
  const [receipt = ''] = (
    await d.w.scoped((tx) => tx.selectFrom('channels.delivery').select('provider_ids').executeTakeFirstOrThrow())
  ).provider_ids;
  d.w.at(minutes(start, 60));
  await d.hear(
    d.picture(bob, { ...after(60), id: 'shown' }),
    d.picture(ann, after(61)),
    d.text(bob, 'เลขบัญชี 123-4-56789', after(90)),
    d.text(bob, 'ขอบคุณครับ', after(95)),
    d.picture(bob, { ...after(600), id: 'private' }),
    d.text(bob, 'ลึกถึงเข่าแล้ว', { ...after(700), quoted: receipt }),
    d.text(bob, 'รถผ่านไม่ได้', { ...after(710), quoted: 'named' }),
    d.text(bob, 'เทศบาลคะ เข้าบ้านแล้ว', after(720)),
  );
  const [filed, ...others] = await d.cases();
  expect(others).toEqual([]);
  const words = (await d.incoming()).map(({ text, external_id, role, subject_id }) => [
    text === '' ? external_id : text,
    role,
    subject_id === filed?.id,
  ]);
  expect(words.filter(([, role]) => role !== 'gesture')).toEqual([
    ['แจ้งเรื่อง น้ำท่วมหน้าโรงเรียน', 'opened', true],
    ['shown', 'added', true],
    ['ลึกถึงเข่าแล้ว', 'added', true],
    ['รถผ่านไม่ได้', 'added', true],
    ['เทศบาลคะ เข้าบ้านแล้ว', 'added', true],
  ]);
  // What was said to others stands on no case, not even as a nod.
  expect(words.filter(([, role, of]) => role === 'gesture' && of)).toEqual([]);
  expect(JSON.stringify((await d.see(d.desk, filed?.id ?? '')).body)).not.toContain('เลขบัญชี');
  // Nobody can be asked by a button there: words that say they are a new matter are one, soon after another too.
  await d.hear(d.text(bob, 'แจ้งเหตุ สายไฟขาดหน้าวัด', after(730)), d.text(ann, 'ฝากเทศบาลมาดูขยะด้วยค่ะ', after(740)));
  expect((await d.cases()).slice(1).map(({ summary }) => summary)).toEqual([
    'แจ้งเหตุ สายไฟขาดหน้าวัด',
    'ฝากเทศบาลมาดูขยะด้วยค่ะ',
  ]);
});

test('blocked and unblocked in the wrong order: the newest holds; who comes is welcomed once', async () => {
  await using d = await lineDesk({ publicUrl: 'https://desk.example.org' });
  const user = d.person('ปิติ');
  const start = d.w.now();
  const follow = (n: number, type: string) =>
    d.event(user, type, {}, { at: minutes(start, n), token: type === 'follow' });
  d.w.at(minutes(start, 10));
  await d.hear(follow(0, 'follow'));
  await d.hear(follow(2, 'follow'), follow(1, 'unfollow'));
  const thread = () =>
    d.w.scoped((tx) => tx.selectFrom('channels.thread').select(['blocked', 'name']).executeTakeFirst());
  expect(await thread()).toMatchObject({ blocked: false, name: 'ปิติ' });
  expect(d.reads(user).filter((text) => text.includes('ยินดีต้อนรับ'))).toHaveLength(1);
  expect(d.reads(user).join()).toContain('https://desk.example.org/privacy');
  await d.hear(follow(5, 'unfollow'), follow(4, 'follow'));
  expect(await thread()).toMatchObject({ blocked: true });
});

test('words that end a report left lying, and answer an older case, are spoken about that case from then on', async () => {
  await using d = await lineDesk();
  const user = d.person();
  const start = d.w.now();
  await d.hear(d.text(user, 'ไฟดับหน้าวัด', { id: 'older' }));
  d.w.at(minutes(start, 1));
  await d.hear(d.press(user, 'report'));
  await d.hear(d.text(user, 'ท่อแตกริมคลอง'));
  d.w.at(minutes(start, 90));
  await d.hear(d.text(user, 'ดับทั้งซอยแล้ว', { quoted: 'older' }));
  const cases = await d.cases();
  expect(cases.map(({ summary }) => summary)).toEqual(['ไฟดับหน้าวัด', 'ท่อแตกริมคลอง']);
  const said = (await d.incoming()).find(({ text }) => text === 'ดับทั้งซอยแล้ว');
  expect(said).toMatchObject({ role: 'added', subject_id: cases[0]?.id });
  const spoken = await d.w.scoped((tx) => tx.selectFrom('channels.thread').select('subject_id').executeTakeFirst());
  expect(spoken?.subject_id).toBe(cases[0]?.id);
});

/** The statements that reading what was delivered takes, beginnings and ends of transactions left out. */
async function statementsOf({ w, deliver }: LineDesk, event: Readonly<Record<string, unknown>>): Promise<string[]> {
  await deliver(event);
  const waiting = await w.scoped((tx) =>
    tx.selectFrom('channels.event').select('id').where('state', '=', 'waiting').execute(),
  );
  const read = w.jobs.find(({ id }) => id === 'channels.read');
  const asked = vi.spyOn(pg.Client.prototype, 'query');
  try {
    const parts = { scoped: w.scoped, municipalityId: w.municipalityId, now: w.now, log: w.parts.log };
    await read?.handle(parts, { eventIds: waiting.map(({ id }) => id) });
    return asked.mock.calls
      .map(([query]: unknown[]) => (typeof query === 'object' && query && 'text' in query ? query.text : query))
      .filter((text) => typeof text === 'string')
      .filter((text) => !/^(begin|commit)/.test(text));
  } finally {
    asked.mockRestore();
  }
}

test('a message is read in a bounded number of statements, however much was said before', async () => {
  await using d = await lineDesk();
  const user = d.person();
  const opened = await statementsOf(d, d.text(user, 'ท่อแตกหน้าบ้าน'));
  await d.hear(...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => d.text(user, `น้ำไหลแรงขึ้นอีก ${n}`)));
  const added = await statementsOf(d, d.text(user, 'น้ำท่วมถึงเข่าแล้ว'));
  const neverCame = await statementsOf(d, d.unsend(user, 'never came'));
  expect(await d.cases()).toHaveLength(1);
  expect((await d.incoming()).filter(({ role }) => role === 'added')).toHaveLength(9);
  expect(opened.length).toBeLessThanOrEqual(34);
  expect(added.length).toBeLessThanOrEqual(22);
  expect(neverCame.length).toBeLessThanOrEqual(8);
  // What is read was read for a reason: no row is looked up again by the next step.
  expect(added.filter((text) => /^select \* from "complaints"."complaint"/.test(text))).toHaveLength(2);
});
