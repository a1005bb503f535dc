import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, onTestFinished, test } from 'vitest';
import { office } from './desk.ts';
import { startFakeX } from './fakes/x-server.ts';
import { multipart } from './forms.ts';
import { hurryJobs } from './run-jobs.ts';

const OTHER = '2222222222222222222';

async function stage() {
  const x = await startFakeX();
  onTestFinished(() => x[Symbol.asyncDispose]());
  const o = await office({
    publicUrl: 'https://desk.example.org',
    env: { X_API_BASE: x.base, X_CONSUMER_SECRET: 'consumer-secret', X_BEARER_TOKEN: 'user-token' },
  });
  onTestFinished(() => o[Symbol.asyncDispose]());
  const { w } = o;
  x.state.now = () => w.now().getTime();
  const post = (body: Buffer | string, signature = x.sign(body)) =>
    w.app.inject({
      method: 'POST',
      url: '/webhooks/twitter/main',
      headers: { 'content-type': 'application/json', 'x-twitter-webhooks-signature': signature },
      payload: body,
    });
  const activity = (event_type: string, payload: object, uuid = String(Math.random())) => ({
    data: {
      event_uuid: uuid,
      filter: { user_id: x.id },
      event_type,
      payload,
      includes: { users: [{ id: OTHER, name: 'สมชาย', username: 'somchai' }] },
    },
  });
  return {
    ...o,
    x,
    post,
    activity,
    hear: async (...bodies: object[]) => {
      for (const body of bodies) expect((await post(JSON.stringify(body))).statusCode).toBe(200);
      await w.runJobs();
    },
    mention: (id: string, text: string, over: object = {}) => ({
      id,
      text,
      author_id: OTHER,
      created_at: w.now().toISOString(),
      conversation_id: id,
      ...over,
    }),
    /** Lets jobs that wait after a failure run again now. */
    hurry: async () => {
      await hurryJobs(w.ownerUrl);
      await w.runJobs();
    },
    cases: () => w.scoped((tx) => tx.selectFrom('complaints.complaint').selectAll().orderBy('sequence').execute()),
    incoming: () => w.scoped((tx) => tx.selectFrom('channels.incoming').selectAll().orderBy('at').execute()),
  };
}

test('the challenge is answered with the secret of the account', async () => {
  const s = await stage();
  const answer = await s.w.app.inject({ method: 'GET', url: '/webhooks/twitter/main?crc_token=abc' });
  expect(answer.json()).toEqual({ response_token: s.x.sign('abc') });
  expect((await s.w.app.inject({ method: 'GET', url: '/webhooks/twitter/main' })).statusCode).toBe(403);
});

test('a post that names us is one case, however it is told; it is answered in public without an address', async () => {
  const s = await stage();
  const mention = s.mention('2080765813578191303', '@testtown ไฟถนนหน้าตลาดดับมาสามวันแล้ว');
  await s.hear(
    s.activity('post.mention.create', mention, '-1'),
    s.activity('post.mention.create', mention, '-1'),
    s.activity('post.reply.create', mention, '-2'),
    {
      for_user_id: s.x.id,
      tweet_create_events: [
        {
          id_str: mention.id,
          text: mention.text,
          created_at: 'Mon May 04 03:00:00 +0000 2026',
          user: { id_str: OTHER, screen_name: 'somchai' },
        },
      ],
    },
  );
  const [filed, ...more] = await s.cases();
  expect(more).toEqual([]);
  expect(filed).toMatchObject({ channel: 'twitter', summary: '@testtown ไฟถนนหน้าตลาดดับมาสามวันแล้ว' });
  const id = filed?.id ?? '';
  // They never wrote to us alone, and have no code: whoever answers is told before that nobody reads a private answer.
  expect((await s.see(s.desk, id)).body['conversation']).toMatchObject({
    publicly: { privately: 'nobody', notice: expect.stringContaining('ส่งข้อความส่วนตัวถึงเรา') },
  });
  const note = 'เปลี่ยนหลอดไฟแล้ว ดูภาพที่ https://town.go.th/1';
  expect(await s.step(s.desk, id, { step: 'reply', note, inPublic: true })).toMatchObject({
    status: 400,
    body: { code: 'address-in-public' },
  });
  await s.step(s.desk, id, { step: 'reply', note });
  await s.w.runJobs();
  // That there is news is kept as that, never as the answer.
  const messages = (await s.see(s.desk, id)).body['messages'] as { template: string; status: string }[];
  expect(messages.map(({ template, status }) => `${template} ${status}`)).toEqual(['received sent', 'news sent']);
  expect(s.x.posts.length).toBeGreaterThan(0);
  expect(s.x.posts.every(({ text, replyTo }) => !text.includes('town.go.th') && replyTo !== null)).toBe(true);
  expect(s.x.posts.some(({ text }) => text.replaceAll('-', '').includes(filed?.tracking_code ?? 'none'))).toBe(false);
  expect(s.x.spent.usd).toBeLessThan(0.1);
});

test('a direct message is answered in private; an encrypted one is opened in X', async () => {
  const s = await stage();
  const dm = {
    direct_message_events: [
      {
        type: 'message_create',
        id: '77',
        created_timestamp: String(s.w.now().getTime()),
        message_create: {
          target: { recipient_id: s.x.id },
          sender_id: OTHER,
          message_data: { text: 'น้ำประปาขุ่นมากทั้งหมู่บ้าน' },
        },
      },
    ],
  };
  const [first] = dm.direct_message_events;
  const saying = (id: string, text: string) => ({
    direct_message_events: [{ ...first, id, message_create: { ...first?.message_create, message_data: { text } } }],
  });
  // An easy way out, which X asks of whoever answers by a program, makes no case.
  await s.hear(s.activity('dm.received', saying('75', 'stop')));
  expect(s.x.messages.pop()).toMatchObject({ to: OTHER, text: expect.stringMatching(/อัตโนมัติ|automatic/) });
  await s.hear(s.activity('dm.received', saying('76', 'รับแจ้งเตือน')));
  expect([s.x.messages.pop()?.to, await s.cases()]).toEqual([OTHER, []]);
  await s.hear(s.activity('dm.received', dm));
  const [filed] = await s.cases();
  expect(filed).toMatchObject({ channel: 'twitter' });
  expect(s.x.messages).toMatchObject([{ to: OTHER, text: expect.stringContaining(filed?.number ?? '') }]);

  const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#0f5c63' } })
    .jpeg()
    .toBuffer();
  const keep = async () => {
    const { body, type } = multipart([{ name: 'file', value: picture, filename: 'หลังซ่อม.jpg' }]);
    const headers = { ...s.desk.headers, 'content-type': type };
    const kept = await s.w.app.inject({ method: 'POST', url: '/api/v1/files', headers, payload: body });
    return String(kept.json()['id']);
  };
  await s.step(s.desk, filed?.id ?? '', { step: 'progress', note: 'ล้างท่อแล้ว', fileIds: [await keep()] });
  await s.w.runJobs();
  const [, shown, words] = s.x.messages;
  expect((await sharp(shown?.picture ?? Buffer.alloc(0)).metadata()).width).toBe(60);
  expect(words).toMatchObject({ picture: null, text: expect.stringContaining('ล้างท่อแล้ว') });

  // A picture that X does not take is seen to have failed; the words beside it go.
  s.x.state.mayUpload = false;
  await s.step(s.desk, filed?.id ?? '', { step: 'reply', note: 'ตรวจซ้ำแล้วน้ำใส', fileIds: [await keep()] });
  await s.w.runJobs();
  expect(s.x.messages.slice(3)).toMatchObject([{ picture: null, text: expect.stringContaining('ตรวจซ้ำแล้วน้ำใส') }]);
  const { messages } = (await s.see(s.desk, filed?.id ?? '')).body;
  expect(messages).toMatchObject([{}, {}, {}, { status: 'failed' }, { status: 'sent' }]);

  // Whoever wrote to us alone gets number and code of what they mention there.
  s.w.at(new Date(s.w.now().getTime() + 86_400_000));
  await s.hear(s.activity('post.mention.create', s.mention('2080765813578191399', '@testtown ท่อแตกหน้าวัด'), '-9'));
  const mentioned = (await s.cases()).at(-1);
  expect(mentioned?.summary).toContain('ท่อแตก');
  expect(s.x.messages.at(-1)?.text.replaceAll('-', '')).toContain(mentioned?.tracking_code);
  await s.hear(
    s.activity('chat.received', {
      id: 'e4f4',
      created_at_msec: String(s.w.now().getTime()),
      sender_id: '3333333333333333333',
      conversation_id: '3:1',
    }),
  );
  expect((await s.incoming()).find(({ external_id }) => external_id === 'e4f4')).toMatchObject({
    unreadable: true,
    text: '',
    link: 'https://x.com/i/chat/3-1',
  });
});

test('a picture that somebody sends directly is asked for with our signature, and stays with the case; one that is gone is noted', async () => {
  const s = await stage();
  const bytes = await sharp({ create: { width: 33, height: 20, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer();
  const direct = (id: string, text: string, url: string) =>
    s.activity('dm.received', {
      direct_message_events: [
        {
          type: 'message_create',
          id,
          created_timestamp: String(s.w.now().getTime()),
          message_create: {
            target: { recipient_id: s.x.id },
            sender_id: OTHER,
            message_data: {
              text: `${text} https://t.co/${id}`,
              entities: { urls: [] },
              attachment: {
                type: 'media',
                media: { type: 'photo', media_url_https: url, url: `https://t.co/${id}` },
              },
            },
          },
        },
      ],
    });
  const url = s.x.picture(bytes);
  s.x.fail('server-error', /ton\/data/);
  expect((await s.post(JSON.stringify(direct('81', 'ต้นไม้ล้มขวางทาง', url)))).statusCode).toBe(200);
  await s.w.runJobs();
  const [filed] = await s.cases();
  expect(filed).toMatchObject({ channel: 'twitter', summary: 'ต้นไม้ล้มขวางทาง' });
  expect((await s.incoming())[0]).toMatchObject({ media: [{ kind: 'image' }] });
  await s.hurry();
  const files = async () => (await s.see(s.desk, filed?.id ?? '')).body['files'];
  expect(await files()).toMatchObject([{ mediaType: 'image/jpeg', width: 33, addedBy: 'citizen' }]);
  const asked = s.x.requests.filter(({ path }) => path.startsWith('/1.1/ton/'));
  expect(asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer user-token', 'Bearer user-token']);
  // A picture alone is words of the same case, without any; its address lived too short.
  await s.hear(direct('82', '', s.x.picture(bytes, 0)));
  expect(await s.cases()).toHaveLength(1);
  expect(await s.incoming()).toMatchObject([
    { media: [{ fileId: expect.any(String) }] },
    { text: '', subject_id: filed?.id, media: [{ gone: 'the provider answered 404' }] },
  ]);
  expect(await files()).toHaveLength(1);
});

test('a deleted post loses its words here; what the account itself says is nothing', async () => {
  const s = await stage();
  await s.hear(s.activity('post.mention.create', s.mention('5', '@testtown ขยะไม่เก็บสามวัน')));
  await s.hear(
    s.activity('post.delete', { id: '5', author_id: OTHER }),
    s.activity('post.create', s.mention('6', 'ประกาศ', { author_id: s.x.id })),
  );
  expect(await s.incoming()).toMatchObject([{ external_id: '5', state: 'withdrawn', text: '' }]);
});

test('an unsigned or changed body is refused', async () => {
  const s = await stage();
  const body = JSON.stringify(s.activity('post.mention.create', s.mention('5', 'ไฟดับ')));
  for (const wrong of ['', 'sha256=x', s.x.sign(`${body} `)]) expect((await s.post(body, wrong)).statusCode).toBe(401);
  await s.w.runJobs();
  expect(await s.cases()).toEqual([]);
});

const SAMPLES = process.env['FANGSIANG_SAMPLE_WEBHOOKS'] ?? '';
describe.skipIf(SAMPLES === '')('bodies of others', () => {
  test('each three times: once', async () => {
    const s = await stage();
    const names = globSync('x-*.json', { cwd: SAMPLES });
    await Promise.all([...names, ...names, ...names].map((name) => s.post(readFileSync(join(SAMPLES, name)))));
    await s.w.runJobs();
    const events = await s.w.scoped((tx) => tx.selectFrom('channels.event').select(['external_id', 'state']).execute());
    expect(events).toHaveLength(names.length);
    expect(events.filter(({ state }) => state === 'waiting' || state === 'failed')).toEqual([]);
    // Two direct messages, two posts and what cannot be read; a deletion shows nothing.
    expect((await s.incoming()).filter(({ state }) => state === 'shown')).toHaveLength(names.length - 1);
  });
});
