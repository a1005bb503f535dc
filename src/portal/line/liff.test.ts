import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FakeLine, startFakeLine } from '../../../test/fakes/line-server.ts';
import { type World, world } from '../../../test/harness.ts';

const USER = `U${'a'.repeat(32)}`;
const CHANNEL = '1650000000';
const TOKEN = 'eyJh.eyJz.c2ln';
let line: FakeLine;
let w: World;
beforeEach(async () => {
  line = await startFakeLine();
  w = await world({
    env: line.env,
  });
  line.state.now = () => w.now().getTime();
});
afterEach(async () => {
  await w[Symbol.asyncDispose]();
  await line.close();
});

async function configure(fields = { loginChannelId: CHANNEL, liffId: `${CHANNEL}-AbCdEfGh` }) {
  const { headers } = await w.signIn('administrator');
  const saved = await w.app.inject({
    method: 'PUT',
    url: '/api/v1/channels/line',
    headers,
    payload: { active: true, fields },
  });
  expect(saved.statusCode).toBe(200);
}
const inAnHour = () => Math.floor(w.now().getTime() / 1000) + 3600;
/** What LINE's browser keeps of the page that asked. */
const kept = async (): Promise<string> =>
  [(await w.app.inject({ url: '/liff' })).headers['set-cookie'] ?? '']
    .flat()
    .map((each) => each.split(';')[0])
    .join('; ');
const prove = (idToken: string, headers: Record<string, string> = {}) =>
  w.app.inject({
    method: 'POST',
    url: '/liff',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams({ id_token: idToken }).toString(),
  });

/** The person has written to the office's account before. */
const wroteInLine = () =>
  w.scoped((tx) =>
    tx
      .insertInto('channels.thread')
      .values({
        id: '018f0000-0000-7000-8000-000000000001',
        channel: 'line',
        kind: 'person',
        external_id: USER,
        created_at: w.now(),
        last_in_at: w.now(),
      })
      .execute(),
  );

test('where LINE Login is not set up there is no such page, and the report page knows nothing of LINE', async () => {
  const liff = await w.app.inject({ url: '/liff' });
  expect([liff.statusCode, liff.headers.location]).toEqual([303, '/report']);
  const report = await w.app.inject({ url: '/report' });
  expect(report.body).not.toContain('line-scdn');
  expect(report.headers['content-security-policy']).not.toContain('line-scdn');
  expect((await prove(TOKEN)).headers.location).toBe('/report');
  expect(line.requests).toEqual([]);
});

test('the page inside LINE lets in LINE’s script, and only that; without script it leads on', async () => {
  await configure();
  const { body, headers } = await w.app.inject({ url: '/liff' });
  expect(body).toContain(`data-liff="${CHANNEL}-AbCdEfGh"`);
  expect(body).toMatch(/<a class="button" href="\/report/);
  expect(headers['content-security-policy']).toContain("script-src 'self' https://static.line-scdn.net;");
  const report = await w.app.inject({ url: '/report' });
  expect(report.headers['content-security-policy']).not.toContain('line-scdn');
  expect(report.body).not.toContain('line-scdn');
});

test('a proven name is filled in; the case stands in the person’s LINE thread', async () => {
  await configure();
  line.idTokens.set(TOKEN, { sub: USER, aud: CHANNEL, name: 'สมชาย ใจดี', exp: inAnHour() });
  const cookie = await kept();
  const to = (await prove(TOKEN, { cookie })).headers.location ?? '';
  expect(to).toMatch(/^\/report\?line=/);
  expect(to).not.toContain(USER);
  const page = await w.app.inject({ url: to, headers: { cookie } });
  expect(page.body).toContain('value="สมชาย ใจดี"');

  await wroteInLine();
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page.body)?.[1] ?? '';
  const sent = (identity: string, cookies: Record<string, string>) =>
    w.app.inject({
      method: 'POST',
      url: '/report',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...cookies,
      },
      payload: new URLSearchParams({
        form: hidden('form'),
        line: hidden('line'),
        text: 'ไฟดับหน้าบ้าน',
        identity,
        name: 'สมชาย ใจดี',
      }).toString(),
    });
  const filed = await sent('named', { cookie });
  expect(filed.headers.location).toMatch(/^\/receipt/);
  const said = await w.scoped((tx) =>
    tx.selectFrom('channels.incoming').select(['sender_id', 'role', 'subject_id']).execute(),
  );
  expect(said).toEqual([{ sender_id: USER, role: 'opened', subject_id: expect.any(String) }]);
});

test('who withholds their name is joined to nothing', async () => {
  await configure();
  line.idTokens.set(TOKEN, { sub: USER, aud: CHANNEL, name: 'สมชาย', exp: inAnHour() });
  const cookie = await kept();
  const page = await w.app.inject({
    url: (await prove(TOKEN, { cookie })).headers.location ?? '',
    headers: { cookie },
  });
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page.body)?.[1] ?? '';
  await wroteInLine();
  const filed = await w.app.inject({
    method: 'POST',
    url: '/report',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie },
    payload: new URLSearchParams({
      form: hidden('form'),
      line: hidden('line'),
      text: 'ไฟดับ',
      identity: 'anonymous',
    }).toString(),
  });
  expect(filed.headers.location).toMatch(/^\/receipt/);
  expect(await w.scoped((tx) => tx.selectFrom('channels.incoming').selectAll().execute())).toEqual([]);
});

test('a token of another channel, run out, unknown or made up proves nothing', async () => {
  await configure();
  line.idTokens.set('a.b.c', { sub: USER, aud: '999', name: 'x', exp: inAnHour() });
  line.idTokens.set('d.e.f', { sub: USER, aud: CHANNEL, name: 'x', exp: inAnHour() - 7200 });
  const cookie = await kept();
  for (const token of ['a.b.c', 'd.e.f', 'g.h.i', '', 'x'.repeat(6_000), '../..']) {
    expect((await prove(token, { cookie })).headers.location).toBe('/report');
  }
  await line.down();
  expect((await prove(TOKEN, { cookie })).headers.location).toBe('/report');
  await line.up();
  const forged = await w.app.inject({ url: '/report?line=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' });
  expect(forged.statusCode).toBe(200);
});

test('a proof holds in the browser that asked for it: an address sent on, or a form of another site, makes nobody somebody else', async () => {
  await configure();
  line.idTokens.set(TOKEN, { sub: USER, aud: CHANNEL, name: 'ผู้ส่งลิงก์', exp: inAnHour() });
  const [mine, theirs] = [await kept(), await kept()];
  expect(mine).not.toBe(theirs);
  const to = (await prove(TOKEN, { cookie: mine })).headers.location ?? '';
  for (const headers of [{}, { cookie: theirs }]) {
    expect((await w.app.inject({ url: to, headers })).body).not.toContain('ผู้ส่งลิงก์');
  }
  expect((await w.app.inject({ url: to, headers: { cookie: mine } })).body).toContain('ผู้ส่งลิงก์');
  expect((await prove(TOKEN)).headers.location).toBe('/report');
  const foreign = { cookie: theirs, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
  expect((await prove(TOKEN, foreign)).headers.location).toBe('/report');
});

test('sites that carry our button change nothing of what the page inside LINE may load, nor may they frame it', async () => {
  await configure();
  const { headers } = await w.signIn('administrator');
  const { json } = await w.app.inject({ url: '/api/v1/municipality', headers });
  const municipality = json() as { settings: Record<string, unknown> };
  const settings = { ...municipality.settings, embedSites: ['https://city.example'] };
  const saved = await w.app.inject({
    method: 'PUT',
    url: '/api/v1/municipality',
    headers,
    payload: { ...municipality, settings },
  });
  expect(saved.statusCode).toBe(200);
  const policyOf = async (url: string) => (await w.app.inject({ url })).headers['content-security-policy'];
  expect(await policyOf('/report')).toContain('https://city.example');
  const policy = await policyOf('/liff');
  expect(policy).toContain("script-src 'self' https://static.line-scdn.net;");
  expect(policy).not.toContain('https://city.example');
});
