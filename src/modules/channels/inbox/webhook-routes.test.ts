import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CONNECTED, deliver, lineBody, lineText, type Machine, proof } from '../../../../test/deliveries.ts';
import { type World, world } from '../../../../test/harness.ts';
import { inMunicipality } from '../../../platform/db/db.ts';
import { createMunicipality } from '../../people/index.ts';
import { UNREADABLE } from './events-in.ts';

const MACHINES: readonly Machine[] = ['line', 'facebook', 'instagram', 'twitter', 'traffy'];

/** A small body of each provider's shape, and how many events are in it. */
const BODIES: Readonly<Record<Machine, readonly [object, number]>> = {
  line: [{ destination: 'U', events: [lineText('ไฟดับ'), lineText('น้ำท่วม')] }, 2],
  facebook: [
    {
      object: 'page',
      entry: [
        {
          id: '1',
          time: 1777863600000,
          messaging: [
            {
              sender: { id: '2' },
              recipient: { id: '1' },
              timestamp: 1777863600001,
              message: { mid: 'm_1', text: 'ขยะล้น' },
            },
          ],
        },
        {
          id: '1',
          time: 1777863601,
          changes: [
            {
              field: 'feed',
              value: {
                item: 'comment',
                verb: 'add',
                comment_id: '1_2',
                post_id: '1_1',
                from: { id: '9', name: 'สมชาย' },
                message: 'ถนนพัง',
                created_time: 1777863601,
              },
            },
          ],
        },
      ],
    },
    2,
  ],
  instagram: [
    {
      object: 'instagram',
      entry: [
        {
          id: '7',
          time: 1777863600,
          changes: [
            {
              field: 'comments',
              value: { id: 'c1', text: 'ท่อแตก', from: { id: '3', username: 'malee' }, media: { id: 'm' } },
            },
          ],
        },
      ],
    },
    1,
  ],
  twitter: [
    {
      data: {
        event_uuid: '-5',
        filter: { user_id: '1' },
        event_type: 'post.mention.create',
        tag: 't',
        payload: {
          id: '1790000000000000001',
          text: 'ไฟดับ @main',
          author_id: '2',
          created_at: '2026-05-04T03:00:00.000Z',
        },
      },
    },
    1,
  ],
  traffy: [
    { timestamp: '2026-05-04 10:00:00.000000', ticket_id: '2026-ABCDEF', description: 'ฝาท่อชำรุด', type: 'ถนน' },
    1,
  ],
};

describe('a webhook’s door', () => {
  let w: World;
  let owner: pg.Client;
  beforeAll(async () => {
    w = await world({ env: CONNECTED });
    owner = new pg.Client({ connectionString: w.ownerUrl });
    await owner.connect();
  });
  afterAll(async () => {
    await owner.end();
    await w[Symbol.asyncDispose]();
  });
  const kept = () =>
    w.scoped((tx) => tx.selectFrom('channels.event').selectAll().orderBy('received_at').orderBy('id').execute());
  const jobs = async () => {
    const { rows } = await owner.query<{ ids: string[] }>(
      `select array(select json_array_elements_text(payload -> 'body' -> 'eventIds')) as ids from graphile_worker._private_jobs j
         join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'channels.read'`,
    );
    return rows.flatMap(({ ids }) => ids);
  };
  beforeEach(() => owner.query('delete from channels.event; delete from graphile_worker._private_jobs'));

  it.each(MACHINES)('%s: what is proven is kept raw with its job, once, and answered 200', async (channel) => {
    const [body, count] = BODIES[channel];
    for (const _ of [1, 2, 3]) expect((await deliver(w.app, channel, JSON.stringify(body))).status).toBe(200);
    const events = await kept();
    expect(events).toHaveLength(count);
    for (const event of events) {
      expect(event).toMatchObject({ channel, state: 'waiting', municipality_id: w.municipalityId });
    }
    const words = JSON.stringify(body).match(/[\u0e00-\u0e7f]+/g) ?? [];
    expect(words.length).toBeGreaterThan(0);
    for (const word of words) expect(events.filter(({ raw }) => raw.includes(word))).not.toEqual([]);
    expect((await jobs()).sort()).toEqual(events.map(({ id }) => id).sort());
  });

  it.each(MACHINES)(
    '%s: unsigned, wrongly signed or written anew is refused, and nothing of it is kept',
    async (channel) => {
      const body = JSON.stringify(BODIES[channel][0]);
      const url = `/webhooks/${channel}/main`;
      const post = (path: string, headers: Record<string, string>, payload: string) =>
        w.app.inject({
          method: 'POST',
          url: path,
          headers: { 'content-type': 'application/json', ...headers },
          payload,
        });
      const right = proof(channel, Buffer.from(body)).headers;
      const answers = [await post(url, {}, body), await post(`${url}/another-key`, {}, body)];
      for (const [name, value] of Object.entries(right)) {
        const other = createHmac('sha256', 'another secret').update(body);
        answers.push(
          await post(url, { [name]: '' }, body),
          await post(url, { [name]: 'sha256=' }, body),
          await post(url, { [name]: value.slice(0, -2) }, body),
          await post(url, { [name]: `${value}=` }, body),
          await post(url, { [name]: 'ก'.repeat(20).replaceAll('ก', '\u00e0') }, body),
          await post(url, { [name]: other.digest(channel === 'line' ? 'base64' : 'hex') }, body),
          // Written anew: the same content in other bytes.
          await post(url, { [name]: value }, JSON.stringify(JSON.parse(body), null, 1)),
          await post(
            url,
            { [name]: value },
            body.replaceAll(/[\u0e00-\u0e7f]/g, (c) => `\\u0${c.charCodeAt(0).toString(16)}`),
          ),
          await post(url, { [name]: value }, `${body} `),
          await post(url, { [name]: value }, ''),
        );
      }
      expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 401));
      expect(answers[0]?.json()).toMatchObject({ code: 'wrong-signature' });
      expect(await kept()).toEqual([]);
      expect(await jobs()).toEqual([]);
    },
  );

  it('lets nobody guess the key of an address without end: past twenty wrong ones the right one waits too, for a minute', async () => {
    const body = JSON.stringify(BODIES.traffy[0]);
    const guess = (channel: Machine, remoteAddress: string) =>
      w.app.inject({ method: 'POST', url: `/webhooks/${channel}/main/guess`, remoteAddress, payload: body });
    const tries = async (channel: Machine, times: number) => {
      const codes: number[] = [];
      for (let i = 0; i < times; i += 1) codes.push((await guess(channel, '203.0.113.9')).statusCode);
      return codes;
    };
    expect(await tries('traffy', 22)).toEqual([...Array.from({ length: 20 }, () => 401), 429, 429]);
    const closed = await guess('traffy', '203.0.113.9');
    expect(closed.json()).toMatchObject({ code: 'too-many-requests' });
    expect(Number(closed.headers['retry-after'])).toBeGreaterThan(0);
    expect((await guess('traffy', '203.0.113.10')).statusCode).toBe(401);
    const right = (remoteAddress: string) =>
      w.app.inject({
        method: 'POST',
        url: `/webhooks/traffy/main${proof('traffy', Buffer.from(body)).rest}`,
        remoteAddress,
        payload: body,
      });
    // An answer that told it from the wrong ones would be a guess more.
    expect((await right('203.0.113.9')).statusCode).toBe(429);
    expect((await right('203.0.113.10')).statusCode).toBe(200);
    w.at(new Date(w.now().getTime() + 61_000));
    expect((await right('203.0.113.9')).statusCode).toBe(200);
    // A signature over the bytes cannot be guessed: there is nothing to count.
    expect(new Set(await tries('line', 25))).toEqual(new Set([401]));
  });

  it('takes what is proven but cannot be read, and keeps all of it', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const bodies = [
      Buffer.from(lineBody(lineText('ถูกตัด')).slice(0, -20)),
      Buffer.from(`{"events":[{"type":"message","x":${deep}}]}`),
      Buffer.from(deep),
      Buffer.from('{"events":"ไม่ใช่รายการ"}'),
      Buffer.from(lineBody({ type: 'somethingNew', webhookEventId: 'new-1' })),
      Buffer.from([0x7b, 0xa1, 0xd2, 0xc3, 0x7d]),
      Buffer.from(lineBody(lineText('ไฟดับ')), 'utf16le'),
      Buffer.from('null'),
      Buffer.from('"\\ud800"'),
      Buffer.from('\0\0\0'),
    ];
    for (const body of bodies) expect((await deliver(w.app, 'line', body)).status).toBe(200);
    const events = await kept();
    expect(events.length).toBeGreaterThanOrEqual(bodies.length - 1);
    expect(events.filter(({ kind }) => kind === UNREADABLE).length).toBeGreaterThanOrEqual(4);
    expect(events.find(({ external_id }) => external_id === 'new-1')?.raw).toContain('somethingNew');
    const utf16 = events.find(({ raw }) => raw.startsWith('base64:') && raw.length > 200);
    expect(Buffer.from(utf16?.raw.slice(7) ?? '', 'base64').toString('utf16le')).toContain('ไฟดับ');
  });

  it('takes letters that a database does not', async () => {
    const odd = lineText('ก\0ข \ud83d ค', { webhookEventId: 'a\0b\ud800' });
    const long = lineText('ยาว', { webhookEventId: 'x'.repeat(5000) });
    const other = lineText('ยาว', { webhookEventId: `${'x'.repeat(4999)}y` });
    expect((await deliver(w.app, 'line', lineBody(odd, long, other))).status).toBe(200);
    const events = await kept();
    expect(events).toHaveLength(3);
    expect(JSON.parse(events.find(({ raw }) => raw.includes('ก'))?.raw ?? '').message.text).toContain('ก\0ข');
  });

  it('refuses what is too large with 413, and takes what is just not', async () => {
    const text = (bytes: number) => lineBody(lineText('x'.repeat(bytes)));
    expect((await deliver(w.app, 'line', text(10_000_000))).status).toBe(413);
    expect((await deliver(w.app, 'line', text(2_000_000))).status).toBe(413);
    expect((await deliver(w.app, 'line', text(1_990_000))).status).toBe(200);
    expect(await kept()).toHaveLength(1);
  });

  it('takes a thousand of the longest messages, each letter escaped; unsigned, a tenth of that is refused unread', async () => {
    const longest = 'ก'.repeat(2000);
    const messaging = (i: number) => ({
      id: '1',
      time: 1,
      messaging: [
        { sender: { id: `${i}` }, recipient: { id: '1' }, timestamp: i, message: { mid: `m${i}`, text: longest } },
      ],
    });
    const entry = Array.from({ length: 1000 }, (_, i) => messaging(i));
    const body = JSON.stringify({ object: 'page', entry }).replaceAll('ก', '\\u0e01');
    expect(body.length).toBeGreaterThan(12_000_000);
    const send = (payload: string, headers: Record<string, string>) =>
      w.app.inject({ method: 'POST', url: '/webhooks/facebook/main', headers, payload });
    const right = proof('facebook', Buffer.from(body)).headers;
    const answers = await Promise.all([
      send(body, right),
      send(body, right),
      send(body, { 'x-hub-signature-256': 'sha256=00' }),
    ]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 401]);
    expect((await send(body.slice(0, 2_100_000), {})).statusCode).toBe(413);
    expect((await send('x'.repeat(50_000_001), right)).statusCode).toBe(413);
    expect(await kept()).toHaveLength(1000);
  });

  it('takes any content type, or none: what is signed is bytes', async () => {
    const types = [
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      'no type at all',
      'application/json; charset=tis-620',
    ];
    for (const type of types) {
      const headers = { 'content-type': type };
      expect((await deliver(w.app, 'line', lineBody(lineText(type)), { headers })).status, type).toBe(200);
    }
    expect(await kept()).toHaveLength(types.length);
  });

  it('answers an empty batch with 200, and keeps nothing', async () => {
    for (const [channel, body] of [
      ['line', lineBody()],
      ['facebook', '{"object":"page","entry":[]}'],
      ['traffy', '[]'],
      ['line', ''],
    ] as const)
      expect((await deliver(w.app, channel, body)).status, body).toBe(200);
    expect(await kept()).toEqual([]);
  });

  it('keeps a batch of a thousand events of many people, with jobs for all', async () => {
    const events = Array.from({ length: 1000 }, (_, i) => lineText(`เรื่องที่ ${i}`));
    expect((await deliver(w.app, 'line', lineBody(...events))).status).toBe(200);
    const rows = await kept();
    expect(rows).toHaveLength(1000);
    expect(new Set(await jobs())).toEqual(new Set(rows.map(({ id }) => id)));
  });

  it('does not tell an unknown municipality from a channel that is not connected', async () => {
    await createMunicipality(w.db, { slug: 'other', nameTh: 'อื่น', nameEn: 'Other', now: w.now() });
    const unknown = await deliver(w.app, 'line', lineBody(lineText('x')), { slug: 'nowhere' });
    const unconnected = await deliver(w.app, 'line', lineBody(lineText('x')), { slug: 'other' });
    expect(unknown.status).toBe(404);
    expect(unconnected).toEqual(unknown);
    expect((await w.app.inject({ method: 'POST', url: '/webhooks/email/main' })).statusCode).toBe(404);
    expect((await w.app.inject({ method: 'GET', url: '/webhooks/line/main' })).statusCode).toBe(404);
    expect(await kept()).toEqual([]);
  });

  it('answers the challenges of Meta and X by what is set, and nobody else’s', async () => {
    const ask = (channel: string, query: Record<string, string>) =>
      w.app.inject({ method: 'GET', url: `/webhooks/${channel}/main?${new URLSearchParams(query).toString()}` });
    for (const channel of ['facebook', 'instagram']) {
      const asked = { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444' };
      const good = await ask(channel, { ...asked, 'hub.verify_token': CONNECTED.META_VERIFY_TOKEN });
      expect([good.statusCode, good.body]).toEqual([200, '1158201444']);
      expect(good.headers['content-type']).toContain('text/plain');
      expect((await ask(channel, { ...asked, 'hub.verify_token': 'guessed' })).statusCode).toBe(403);
      expect((await ask(channel, asked)).statusCode).toBe(403);
    }
    const crc = await ask('twitter', { crc_token: 'abc' });
    const token = createHmac('sha256', CONNECTED.X_CONSUMER_SECRET).update('abc').digest('base64');
    expect(crc.json()).toEqual({ response_token: `sha256=${token}` });
    expect((await ask('twitter', {})).statusCode).toBe(403);
  });

  it('takes Traffy’s changes by PATCH', async () => {
    const body = JSON.stringify({ timestamp: '2026-05-04 11:00:00', ticket_id: '2026-ABCDEF', status: 'เสร็จสิ้น' });
    expect((await deliver(w.app, 'traffy', body, { method: 'PATCH' })).status).toBe(200);
    expect(await kept()).toHaveLength(1);
  });

  it('keeps nothing and says so when the database refuses, and takes the same again later', async () => {
    const body = lineBody(lineText('ไฟดับ'));
    await owner.query(`create function bench_fail() returns trigger language plpgsql as $$ begin raise exception using errcode = '57P03'; end $$;
      create trigger fail before insert on channels.event execute function bench_fail()`);
    const [one, two] = await Promise.all([
      deliver(w.app, 'line', body),
      deliver(w.app, 'line', lineBody(lineText('อีกเรื่อง'))),
    ]);
    expect([one.status, two.status]).toEqual([503, 503]);
    await owner.query('drop trigger fail on channels.event; drop function bench_fail()');
    expect(await kept()).toEqual([]);
    expect(await jobs()).toEqual([]);
    expect((await deliver(w.app, 'line', body)).status).toBe(200);
    expect(await kept()).toHaveLength(1);
  });

  it('answers all neighbours of an event that the database does not take', async () => {
    await owner.query(`alter table channels.event add constraint odd check (external_id <> 'refused')`);
    const good = Array.from({ length: 20 }, () => lineBody(lineText('ดี')));
    const bad = lineBody(lineText('เสีย', { webhookEventId: 'refused' }));
    const answers = await Promise.all(
      [...good.slice(0, 10), bad, ...good.slice(10)].map((body) => deliver(w.app, 'line', body)),
    );
    await owner.query('alter table channels.event drop constraint odd');
    expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(20);
    expect(answers[10]?.status).toBe(500);
    expect(await kept()).toHaveLength(20);
  });

  it('shows an event to its own municipality only', async () => {
    const other = await createMunicipality(w.db, { slug: 'third', nameTh: 'สาม', nameEn: 'Third', now: w.now() });
    await deliver(w.app, 'line', lineBody(lineText('ของเรา')));
    const { rows } = await inMunicipality(w.db, other, (tx) => sql`select 1 from channels.event`.execute(tx));
    expect(rows).toEqual([]);
  });
});
