import { randomUUID } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { office } from './desk.ts';
import { startFakeMeta } from './fakes/meta-server.ts';
import { multipart } from './forms.ts';

const HOUR = 3_600_000;
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** An office whose Page and Instagram account are connected to a Meta of our own, and people who write there. */
async function stage({ publicUrl }: { publicUrl?: string } = {}) {
  const meta = await startFakeMeta();
  onTestFinished(() => meta[Symbol.asyncDispose]());
  const env = {
    META_API_BASE: meta.base,
    META_APP_SECRET: 'app-secret',
    META_VERIFY_TOKEN: 'verify me',
    META_PAGE_TOKEN: 'page-token',
  };
  const o = await office({ env, ...(publicUrl && { publicUrl }) });
  onTestFinished(() => o[Symbol.asyncDispose]());
  const { w } = o;
  meta.state.now = () => w.now().getTime();
  /** As Meta writes it: every letter beyond ASCII escaped, and that is what is signed. */
  const bytes = (body: object): Buffer =>
    Buffer.from(
      JSON.stringify(body).replaceAll(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
    );
  const post = (kind: 'facebook' | 'instagram', body: Buffer, signature = meta.sign(body)) =>
    w.app.inject({
      method: 'POST',
      url: `/webhooks/${kind}/main`,
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
      payload: body,
    });
  const hear = async (...messaging: object[]) => {
    const answer = await post(
      'facebook',
      bytes({ object: 'page', entry: [{ id: meta.pageId, time: w.now().getTime(), messaging }] }),
    );
    expect(answer.statusCode).toBe(200);
    await w.runJobs();
  };
  return {
    ...o,
    meta,
    bytes,
    post,
    hear,
    says: (who: string, message: object) => {
      meta.hear(who, w.now().getTime());
      return {
        sender: { id: who },
        recipient: { id: meta.pageId },
        timestamp: w.now().getTime(),
        message: { mid: `m_${randomUUID()}`, ...message },
      };
    },
    feed: async (value: object) => {
      const body = bytes({
        object: 'page',
        entry: [{ id: meta.pageId, time: Math.floor(w.now().getTime() / 1000), changes: [{ field: 'feed', value }] }],
      });
      expect((await post('facebook', body)).statusCode).toBe(200);
      await w.runJobs();
    },
    cases: () => w.scoped((tx) => tx.selectFrom('complaints.complaint').selectAll().orderBy('sequence').execute()),
    incoming: () =>
      w.scoped((tx) => tx.selectFrom('channels.incoming').selectAll().orderBy('at').orderBy('id').execute()),
    reads: (who: string) => meta.delivered.filter(({ to }) => to === who).map(({ message }) => JSON.stringify(message)),
    later: (hours: number) => w.at(new Date(w.now().getTime() + hours * HOUR)),
  };
}

test('the address is verified with the right token only', async () => {
  const s = await stage();
  const ask = (token: string) =>
    s.w.app.inject({
      method: 'GET',
      url: `/webhooks/facebook/main?hub.mode=subscribe&hub.challenge=42&hub.verify_token=${encodeURIComponent(token)}`,
    });
  const answer = await ask('verify me');
  expect([answer.statusCode, answer.body, answer.headers['content-type']]).toEqual([
    200,
    '42',
    'text/plain; charset=utf-8',
  ]);
  expect((await ask('any token')).statusCode).toBe(403);
});

test('words by Messenger are one case; the answer goes back with the officer’s picture; its own is kept', async () => {
  const s = await stage({ publicUrl: 'https://desk.example.org' });
  s.meta.state.names.set('P1', 'สมหญิง ใจดี');
  const url = s.meta.file(PNG, 'image/png');
  const said = s.says('P1', { text: 'ถนนหน้าวัดเป็นหลุมลึก', attachments: [{ type: 'image', payload: { url } }] });
  await s.hear(said, said);
  await s.hear(said);
  await s.w.runJobs();
  const [filed, ...more] = await s.cases();
  expect(more).toEqual([]);
  expect(filed).toMatchObject({ channel: 'facebook', summary: 'ถนนหน้าวัดเป็นหลุมลึก' });
  expect(s.reads('P1').join()).toContain(filed?.number ?? '');
  const { body: form, type } = multipart([{ name: 'file', value: PNG, filename: 'after.png' }]);
  const headers = { ...s.desk.headers, 'content-type': type };
  const kept = await s.w.app.inject({ method: 'POST', url: '/api/v1/files', headers, payload: form });
  const fileIds = [kept.json()['id']];
  await s.step(s.desk, filed?.id ?? '', { step: 'reply', note: 'ซ่อมเสร็จแล้วเมื่อวาน', fileIds });
  await s.w.runJobs();
  expect(s.reads('P1').join()).toMatch(/"type":"image","payload":\{"url":"https:\/\/desk\.example\.org\/photo\?t=/);
  expect(s.reads('P1').join()).toContain('ซ่อมเสร็จแล้วเมื่อวาน');
  const { body } = await s.see(s.desk, filed?.id ?? '');
  expect(body['files']).toHaveLength(2);
  expect(body['conversation']).toMatchObject({
    channel: 'facebook',
    windowClosesAt: new Date(s.w.now().getTime() + 24 * HOUR).toISOString(),
  });
});

test('a picture sent to Instagram stays with its case, fetched while its address lives and without our keys', async () => {
  const s = await stage();
  const says = (mid: string, message: object) => ({
    object: 'instagram',
    entry: [
      {
        id: s.meta.instagramId,
        time: s.w.now().getTime(),
        messaging: [
          {
            sender: { id: 'IG1' },
            recipient: { id: s.meta.instagramId },
            timestamp: s.w.now().getTime(),
            message: { mid, ...message },
          },
        ],
      },
    ],
  });
  const hear = async (body: object) => {
    s.meta.hear('IG1', s.w.now().getTime(), 'instagram');
    expect((await s.post('instagram', s.bytes(body))).statusCode).toBe(200);
    await s.w.runJobs();
  };
  const picture = (url: string) => ({ attachments: [{ type: 'image', payload: { url } }] });
  await hear(says('m1', { text: 'ป้ายล้มหน้าโรงเรียน', ...picture(s.meta.file(PNG, 'image/png', HOUR)) }));
  await hear(says('m2', picture(s.meta.file(PNG, 'image/png', 0))));
  await hear(says('m3', { ...picture('https://evil.example/x.png') }));
  await hear(says('m4', { text: 'เรื่องนี้', reply_to: { story: { id: '1', url: s.meta.file(PNG, 'image/png', HOUR) } } }));
  const [filed, ...more] = await s.cases();
  expect(more).toEqual([]);
  expect(filed).toMatchObject({ channel: 'instagram', summary: 'ป้ายล้มหน้าโรงเรียน' });
  const { body } = await s.see(s.desk, filed?.id ?? '');
  expect(body['files']).toMatchObject([{ mediaType: 'image/png', addedBy: 'citizen' }, { mediaType: 'image/png' }]);
  expect(await s.incoming()).toMatchObject([
    { media: [{ fileId: expect.any(String) }] },
    { text: '', media: [{ gone: 'the provider answered 403' }] },
    { media: [{ gone: 'not an address of the provider' }] },
    { text: 'เรื่องนี้', media: [{ fileId: expect.any(String) }] },
  ]);
  const asked = s.meta.requests.filter(({ path }) => path.startsWith('/media/'));
  expect(asked.map(({ headers, query }) => [headers.authorization, query.size])).toEqual(
    asked.map(() => [undefined, 0]),
  );
});

test('a day later nothing goes by itself; what an officer types goes with the tag, where it is allowed', async () => {
  const s = await stage();
  await s.hear(s.says('P1', { text: 'ไฟถนนดับทั้งซอย' }));
  const [filed] = await s.cases();
  const administrator = await s.staff('administrator');
  // The clock says what the settings let go: without Meta's permission for people, a day.
  s.later(30);
  const clock = async () => (await s.see(s.desk, filed?.id ?? '')).body['conversation'];
  const shut = { mayReply: false, whyNot: 'window-closed' };
  expect(await clock()).toMatchObject(shut);
  const { windowClosesAt, humanWindowClosesAt } = (await clock()) as Record<string, unknown>;
  expect(humanWindowClosesAt).toBe(windowClosesAt);
  const save = await s.w.app.inject({
    method: 'PUT',
    url: '/api/v1/channels/facebook',
    headers: administrator.headers,
    payload: { active: true, fields: { humanAgent: 'yes' } },
  });
  expect(save.statusCode).toBe(200);
  expect(await clock()).toMatchObject({ mayReply: true, whyNot: null, windowClosesAt });
  s.later(18);
  await s.step(s.desk, filed?.id ?? '', { step: 'reply', note: 'เปลี่ยนหลอดแล้ว' });
  await s.w.runJobs();
  expect(s.meta.delivered.at(-1)).toMatchObject({ how: 'tag', to: 'P1' });
  s.later(6 * 24);
  const sent = s.meta.delivered.length;
  await s.step(s.desk, filed?.id ?? '', { step: 'close' });
  await s.w.runJobs();
  expect(s.meta.delivered).toHaveLength(sent);
});

test('a comment is a case; edited, hidden and our own words file nothing more', async () => {
  const s = await stage();
  const comment = {
    item: 'comment',
    comment_id: 'c1',
    post_id: 'p1',
    parent_id: 'p1',
    from: { id: 'U1', name: 'สมชาย' },
    created_time: Math.floor(s.w.now().getTime() / 1000),
  };
  s.meta.comment('c1', 'P9', s.w.now().getTime());
  await s.feed({ ...comment, verb: 'add', message: 'ท่อระบายน้ำตันหน้าตลาด น้ำท่วมทุกครั้งที่ฝนตก' });
  await s.feed({ ...comment, verb: 'add', message: 'ท่อระบายน้ำตันหน้าตลาด น้ำท่วมทุกครั้งที่ฝนตก', ad_id: '7' });
  await s.feed({ ...comment, verb: 'edited', message: 'ท่อระบายน้ำตันหน้าตลาดสด น้ำท่วมทุกครั้งที่ฝนตก' });
  await s.feed({
    ...comment,
    comment_id: 'c2',
    from: { id: s.meta.pageId, name: 'เทศบาล' },
    verb: 'add',
    message: 'ขอบคุณที่แจ้ง',
  });
  const [filed, ...more] = await s.cases();
  expect([filed?.channel, more.length]).toEqual(['facebook', 0]);
  // The number may be read by all; the code that opens the case goes to its person alone.
  expect(
    s.meta.posted.some(({ message }) => message.replaceAll('-', '').includes(filed?.tracking_code ?? 'none')),
  ).toBe(false);
  expect(s.meta.delivered).toMatchObject([{ how: 'private-reply', to: 'P9' }]);
  expect(s.reads('P9').join().replaceAll('-', '')).toContain(filed?.tracking_code);
  expect(await s.incoming()).toMatchObject([
    { external_id: 'c1', state: 'edited', text: 'ท่อระบายน้ำตันหน้าตลาดสด น้ำท่วมทุกครั้งที่ฝนตก', public: true },
  ]);
  // A public word that waits is not said of a case that became confidential meanwhile; staff see why, and it is kept.
  const posted = s.meta.posted.length;
  expect((await s.step(s.desk, filed?.id ?? '', { step: 'reply', note: 'ลอกท่อแล้ว', inPublic: true })).status).toBe(200);
  const tell = s.w.jobs.find((job) => job.id === 'complaints.stepped');
  const { seq } = await s.w.scoped((tx) =>
    tx.selectFrom('complaints.complaint_event').select('seq').where('step', '=', 'reply').executeTakeFirstOrThrow(),
  );
  const parts = { scoped: s.w.scoped, municipalityId: s.w.municipalityId, now: s.w.now, log: s.w.parts.log };
  await tell?.handle(parts, { complaintId: filed?.id ?? '', seq });
  const messages = async () => {
    const { body } = await s.see(s.desk, filed?.id ?? '');
    return (body['messages'] as { template: string }[]).filter(({ template }) => template === 'reply');
  };
  expect(await messages()).toMatchObject([{ status: 'queued', public: true }]);
  const service = s.directory.categories.find(({ code }) => code === 'service')?.id;
  const about = { kind: 'complaint', severity: 'normal', communityId: null, groupId: null, categoryId: service };
  expect((await s.step(s.desk, filed?.id ?? '', { step: 'classify', ...about })).status).toBe(200);
  await s.w.runJobs();
  expect(s.meta.posted).toHaveLength(posted);
  expect(await messages()).toMatchObject([{ status: 'unroutable', problem: 'confidential', attempts: 0 }]);
  await s.feed({ ...comment, verb: 'remove' });
  expect(await s.incoming()).toMatchObject([{ external_id: 'c1', state: 'withdrawn', text: '' }]);
  expect(await s.cases()).toHaveLength(1);

  // Meta need not say who commented: the comment is what is answered, also in private. News of the work is announced under it.
  s.meta.comment('c9', 'P7', s.w.now().getTime());
  const { from: _nobody, ...nameless } = comment;
  await s.feed({
    ...nameless,
    comment_id: 'c9',
    post_id: 'p9',
    parent_id: 'p9',
    verb: 'add',
    message: 'ไฟถนนดับทั้งซอยวัด',
  });
  const second = (await s.cases()).at(-1);
  expect(s.meta.delivered.at(-1)).toMatchObject({ how: 'private-reply', to: 'P7' });
  expect(s.reads('P7').join().replaceAll('-', '')).toContain(second?.tracking_code);
  await s.step(s.desk, second?.id ?? '', { step: 'progress', note: 'กำลังไปดู' });
  await s.w.runJobs();
  expect(s.meta.posted.at(-1)?.message).toContain('มีความเคลื่อนไหว');
});

test('Instagram speaks for itself, and only what Meta signed is believed', async () => {
  const s = await stage();
  s.meta.hear('S1', s.w.now().getTime(), 'instagram');
  const body = s.bytes({
    object: 'instagram',
    entry: [
      {
        id: s.meta.instagramId,
        time: s.w.now().getTime(),
        messaging: [
          {
            sender: { id: 'S1' },
            recipient: { id: s.meta.instagramId },
            timestamp: s.w.now().getTime(),
            message: { mid: 'ig1', text: 'ขยะล้นถังหน้าโรงเรียน' },
          },
        ],
      },
    ],
  });
  for (const wrong of ['', 'sha256=00', s.meta.sign(Buffer.from('other'))])
    expect((await s.post('instagram', body, wrong)).statusCode).toBe(401);
  expect(
    (await s.post('instagram', Buffer.from(JSON.stringify(JSON.parse(body.toString()))), s.meta.sign(body))).statusCode,
  ).toBe(401);
  await s.w.runJobs();
  expect(await s.cases()).toEqual([]);
  expect((await s.post('instagram', body)).statusCode).toBe(200);
  await s.w.runJobs();
  expect(await s.cases()).toMatchObject([{ channel: 'instagram', summary: 'ขยะล้นถังหน้าโรงเรียน' }]);
  expect(s.reads('S1').filter((words) => words.includes('ร.0001/2569'))).toHaveLength(1);
});

test('a mention is read where it stands, and is a case with its words', async () => {
  const s = await stage();
  s.meta.mentions.set('555', { text: 'ไฟดับทั้งซอย 5 ช่วยด้วย @testtown', username: 'jane' });
  const body = s.bytes({
    object: 'instagram',
    entry: [
      {
        id: s.meta.instagramId,
        time: Math.floor(s.w.now().getTime() / 1000),
        changes: [{ field: 'mentions', value: { media_id: '999', comment_id: '555' } }],
      },
    ],
  });
  await s.post('instagram', body);
  await s.w.runJobs();
  expect(await s.cases()).toMatchObject([{ channel: 'instagram', summary: 'ไฟดับทั้งซอย 5 ช่วยด้วย @testtown' }]);
  expect(await s.incoming()).toMatchObject([
    { external_id: '555', sender_name: 'jane', link: 'https://www.instagram.com/p/x/', public: true },
  ]);
});

test('a batch of many people is filed under each of them', async () => {
  const s = await stage();
  const people = Array.from({ length: 8 }, (_, i) => `P${100 + i}`);
  await s.hear(...people.map((who, i) => s.says(who, { text: `น้ำประปาไม่ไหลที่บ้านเลขที่ ${i + 1} หมู่ ${i + 1}` })));
  expect(await s.cases()).toHaveLength(8);
  const kept = await s.incoming();
  for (const [i, who] of people.entries())
    expect(kept.find(({ sender_id }) => sender_id === who)?.text).toContain(`หมู่ ${i + 1}`);
  // Each is told their own number, once.
  const numbers = people.map((who) =>
    s
      .reads(who)
      .join()
      .match(/ร\.\d{4}\/2569/g),
  );
  expect(new Set(numbers.map((found) => found?.join())).size).toBe(people.length);
});

test('while Meta is away the answer waits; it arrives once', async () => {
  const s = await stage();
  await s.hear(s.says('P1', { text: 'สะพานไม้หักข้ามไม่ได้' }));
  const [filed] = await s.cases();
  const before = s.meta.delivered.length;
  s.meta.fail('lost-answer', /messages$/);
  await s.step(s.desk, filed?.id ?? '', { step: 'reply', note: 'ซ่อมสะพานแล้ว' });
  await s.w.runJobs();
  await s.w.runJobs();
  expect(
    s.meta.delivered.slice(before).filter(({ message }) => JSON.stringify(message).includes('ซ่อมสะพานแล้ว')),
  ).toHaveLength(1);
});

const SAMPLES = process.env['FANGSIANG_SAMPLE_WEBHOOKS'] ?? '';
describe.skipIf(SAMPLES === '')('bodies of others', () => {
  test('each three times, in any order: as many cases as people said something', async () => {
    const s = await stage();
    const names = globSync(['fb-*.json', 'ig-*.json'], { cwd: SAMPLES });
    const [order = []] = fc.sample(
      fc.shuffledSubarray([...names, ...names, ...names], { minLength: names.length * 3 }),
      { numRuns: 1, seed: 7 },
    );
    const answers = await Promise.all(
      order.map((name) => s.post(name.startsWith('fb-') ? 'facebook' : 'instagram', readFileSync(join(SAMPLES, name)))),
    );
    expect(answers.every(({ statusCode }) => statusCode === 200)).toBe(true);
    await s.w.runJobs();
    await s.w.runJobs();
    const events = await s.w.scoped((tx) => tx.selectFrom('channels.event').select(['external_id', 'state']).execute());
    expect(events.filter(({ state }) => state === 'waiting' || state === 'failed')).toEqual([]);
    const kept = await s.incoming();
    expect(new Set(kept.map(({ channel, external_id }) => `${channel} ${external_id}`)).size).toBe(kept.length);
    expect(kept.map(({ text }) => text)).not.toContain('Public reply!');
    expect(kept.map(({ text }) => text)).not.toContain('Difficult the first time, easy the second.');
  });
});
