import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { CONNECTED, deliver, lineBody, lineText } from '../../../../test/deliveries.ts';
import { startFakeLine } from '../../../../test/fakes/line-server.ts';
import { type World, world } from '../../../../test/harness.ts';
import { createMunicipality } from '../../people/index.ts';
import { ADAPTERS } from '../adapters.ts';
import type { ChannelView } from '../contract.ts';
import { declaredOf } from '../kinds/contract.ts';
import { shortSecrets } from './rules.ts';

const SECRET = 'ความลับของช่องทาง-1';

describe('a channel’s connection', () => {
  let w: World;
  let admin: Record<string, string>;
  beforeEach(async () => {
    w = await world({ env: { LINE_CHANNEL_ACCESS_TOKEN: 'of the environment', LINE_API_BASE: 'http://127.0.0.1:9' } });
    admin = (await w.signIn('administrator')).headers;
  });
  afterEach(() => w[Symbol.asyncDispose]());

  const call = async (method: 'GET' | 'PUT' | 'POST', url: string, payload?: object, headers = admin) => {
    const answer = await w.app.inject({ method, url: `/api/v1${url}`, headers, ...(payload && { payload }) });
    return { status: answer.statusCode, text: answer.body, body: answer.json() };
  };
  const line = async (): Promise<ChannelView> => (await call('GET', '/channels/line')).body;
  const field = (view: ChannelView, name: string) => view.fields.find((each) => each.name === name);
  const save = (fields: Record<string, string | null>, active = true) =>
    call('PUT', '/channels/line', { active, fields });

  it('is given as data: what to fill in, what it can do, and the address for the provider', async () => {
    const view = await line();
    expect(view).toMatchObject({ kind: 'line', active: true, connected: false, hasQuota: true, polls: false });
    expect(view.webhook).toEqual({ url: 'http://localhost/webhooks/line/main', challenge: false });
    expect(field(view, 'channelSecret')).toMatchObject({
      state: 'not-set',
      variable: 'LINE_CHANNEL_SECRET',
      value: null,
    });
    expect(field(view, 'channelAccessToken')).toMatchObject({ state: 'environment', secret: true, value: null });
    const all: ChannelView[] = (await call('GET', '/channels')).body;
    expect(all.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['line', 'facebook', 'instagram', 'twitter']));
    expect(all.find(({ kind }) => kind === 'facebook')?.webhook?.challenge).toBe(true);
  });

  it('keeps a secret sealed: no answer, row or audit entry ever holds it', async () => {
    const saved = await save({ channelSecret: SECRET, liffId: '1234-abcd' });
    expect(saved).toMatchObject({ status: 200, body: { connected: true } });
    expect(field(await line(), 'channelSecret')).toMatchObject({ state: 'set', value: null });
    expect(field(await line(), 'liffId')).toMatchObject({ state: 'set', value: '1234-abcd' });
    const row = await w.scoped((tx) => tx.selectFrom('channels.account').selectAll().executeTakeFirstOrThrow());
    const entries = await w.scoped((tx) => tx.selectFrom('platform.audit_entry').selectAll().execute());
    const everything = `${saved.text}${JSON.stringify([row.settings, entries])}${row.sealed?.toString('latin1')}${row.sealed?.toString('utf8')}`;
    expect(everything).not.toContain(SECRET);
    expect(everything).not.toContain('of the environment');
    const entry = entries.find(({ action }) => action === 'channel.save');
    expect(entry).toMatchObject({ subject_id: 'line', detail: { fields: ['channelSecret', 'liffId'] } });
  });

  it('takes no secret of ours that could be guessed, and keeps what was there', async () => {
    const traffy = (webhookKey: string) => call('PUT', '/channels/traffy', { active: true, fields: { webhookKey } });
    const key = 'aB3'.repeat(8);
    expect(await traffy(key)).toMatchObject({ status: 200, body: { connected: true } });
    expect(await traffy('a-word-that-is-too-short')).toMatchObject({ status: 200 });
    expect(await traffy('too-short-by-one-letter')).toMatchObject({
      status: 400,
      body: { detail: { fields: [{ field: '/fields/webhookKey', problem: 'too-short' }] } },
    });
    const knock = (secret: string) =>
      w.app.inject({ method: 'POST', url: `/webhooks/traffy/main/${secret}`, payload: {} });
    expect((await knock('too-short-by-one-letter')).statusCode).toBe(401);
    expect((await knock('a-word-that-is-too-short')).statusCode).toBe(200);
  });

  it('opens its door with what was saved, at once; pausing stops sending, and what citizens write is kept and read', async () => {
    const knock = async () => {
      const body = Buffer.from(lineBody(lineText('ไฟดับ')));
      const { createHmac } = await import('node:crypto');
      const signature = createHmac('sha256', SECRET).update(body).digest('base64');
      const headers = { 'x-line-signature': signature };
      return (await w.app.inject({ method: 'POST', url: '/webhooks/line/main', headers, payload: body })).statusCode;
    };
    expect(await knock()).toBe(404);
    await save({ channelSecret: SECRET });
    expect(await knock()).toBe(200);
    expect((await deliver(w.app, 'line', lineBody(lineText('x')))).status).toBe(401);
    const before = (await w.scoped((tx) => tx.selectFrom('channels.event').select('id').execute())).length;
    await save({}, false);
    expect(await knock()).toBe(200);
    expect((await deliver(w.app, 'line', lineBody(lineText('x')))).status).toBe(401);
    await w.runJobs();
    const events = await w.scoped((tx) => tx.selectFrom('channels.event').select('state').execute());
    expect(events).toHaveLength(before + 1);
    expect(events.filter(({ state }) => state !== 'done')).toEqual([]);
    expect(await line()).toMatchObject({ active: false, connected: false });
    await save({ channelSecret: '' });
    expect(await knock()).toBe(200);
    await save({ channelSecret: null });
    expect(await knock()).toBe(404);
  });

  it('is set by the console before the environment, and falls back to it', async () => {
    await save({ channelAccessToken: 'of the console' });
    expect(field(await line(), 'channelAccessToken')?.state).toBe('set');
    await save({ channelAccessToken: null });
    expect(field(await line(), 'channelAccessToken')?.state).toBe('environment');
  });

  it('hears a channel whose proof is known, also while what sends is missing', async () => {
    await using heard = await world({ env: { LINE_CHANNEL_SECRET: CONNECTED.LINE_CHANNEL_SECRET } });
    expect((await deliver(heard.app, 'line', lineBody(lineText('x')))).status).toBe(200);
    // A key of the environment that can be guessed is no refusal, but it is said: on the channel's page, and in the log at the start.
    const short = { TRAFFY_WEBHOOK_KEY: 'short' };
    await using weak = await world({ env: short });
    expect(
      (await weak.app.inject({ method: 'POST', url: '/webhooks/traffy/main/short', payload: {} })).statusCode,
    ).toBe(200);
    const { headers } = await weak.signIn('administrator');
    const shown = await weak.app.inject({ url: '/api/v1/channels/traffy', headers });
    expect(field(shown.json(), 'webhookKey')).toMatchObject({ state: 'environment', short: true, value: null });
    expect(shortSecrets(ADAPTERS, short)).toEqual([{ channel: 'traffy', variable: 'TRAFFY_WEBHOOK_KEY', least: 24 }]);
    expect(shortSecrets(ADAPTERS, { TRAFFY_WEBHOOK_KEY: 'a'.repeat(24) })).toEqual([]);
    await using deaf = await world();
    expect((await deliver(deaf.app, 'line', lineBody(lineText('x')))).status).toBe(404);
  });

  it('is connected by the environment for the first municipality alone', async () => {
    await using connected = await world({ env: CONNECTED });
    expect((await deliver(connected.app, 'line', lineBody(lineText('x')))).status).toBe(200);
    await createMunicipality(connected.db, { slug: 'other', nameTh: 'อื่น', nameEn: 'Other', now: connected.now() });
    expect((await deliver(connected.app, 'line', lineBody(lineText('x')), { slug: 'other' })).status).toBe(404);
  });

  it('says when what was sealed does not open any more', async () => {
    await save({ channelSecret: SECRET });
    await w.scoped((tx) =>
      tx
        .updateTable('channels.account')
        .set({ sealed: Buffer.from('01'.repeat(40), 'hex') })
        .execute(),
    );
    expect(field(await line(), 'channelSecret')?.state).toBe('lost');
    expect(field(await line(), 'channelAccessToken')?.state).toBe('environment');
    // What is saved beside it leaves it as it is, so that the right key still opens it; a new secret takes its place.
    await save({}, false);
    expect(field(await line(), 'channelSecret')?.state).toBe('lost');
    await save({ channelSecret: SECRET });
    expect(field(await line(), 'channelSecret')?.state).toBe('set');
  });

  it('refuses what is no field of it, and who may not', async () => {
    expect(await save({ password: 'x' })).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    expect((await call('PUT', '/channels/fax', { active: true })).status).toBe(400);
    const { headers } = await w.signIn('intake');
    expect((await call('GET', '/channels/line', undefined, headers)).status).toBe(200);
    for (const [method, url] of [
      ['PUT', '/channels/line'],
      ['POST', '/channels/line/test'],
    ] as const)
      expect((await call(method, url, { active: true }, headers)).status).toBe(403);
  });

  it('says whether the provider can be reached, and remembers it', async () => {
    expect(await call('POST', '/channels/line/test', {})).toMatchObject({
      status: 503,
      body: { code: 'not-configured' },
    });
    await save({ channelSecret: SECRET });
    const tested = await call('POST', '/channels/line/test', {});
    expect(tested.body).toMatchObject({ ok: false, problem: 'unreachable' });
    expect((await line()).check).toMatchObject({ ok: false, problem: 'unreachable', at: w.now().toISOString() });
    expect(await call('GET', '/channels/line/quota')).toMatchObject({
      status: 502,
      body: { code: 'provider-unreachable' },
    });
    expect((await call('GET', '/channels/facebook/quota')).status).toBe(404);
  });
});

it('says when LINE sends its events elsewhere, where our address is known', async () => {
  const line = await startFakeLine();
  onTestFinished(() => line.close());
  await using w = await world({ publicUrl: 'https://desk.example.org', env: line.env });
  const { headers } = await w.signIn('administrator');
  const tried = async (endpoint: string) => {
    line.state.endpoint = { endpoint, active: true };
    return (await w.app.inject({ method: 'POST', url: '/api/v1/channels/line/test', headers })).json();
  };
  const ours = 'https://desk.example.org/webhooks/line/main';
  for (const there of ['https://old.example.org/webhooks/line/main', `${ours}2`, 'https://desk.example.org/'])
    expect(await tried(there)).toMatchObject({
      ok: true,
      problem: 'webhook-elsewhere',
      detail: expect.stringContaining(`${there} → ${ours}`),
    });
  for (const same of [ours, 'https://DESK.example.org:443/webhooks/line/main'])
    expect(await tried(same)).toMatchObject({ ok: true, problem: null });
});

it('every setting of a channel has its name, and no name is left without a setting', () => {
  for (const { kind, fields } of ADAPTERS)
    expect(Object.keys(declaredOf(kind)?.settings ?? {}).toSorted(), kind).toEqual(
      fields.map(({ name }) => name).toSorted(),
    );
});
