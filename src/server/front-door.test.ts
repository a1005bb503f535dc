import { request as ask } from 'node:http';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { z } from 'zod';
import { CONNECTED, lineBody, lineText, proof } from '../../test/deliveries.ts';
import { type World, world } from '../../test/harness.ts';
import { createApiKey, SYSTEM } from '../modules/people/index.ts';
import { inMunicipality } from '../platform/db/db.ts';
import { openLog } from '../platform/log.ts';
import { frontDoor } from './front-door.ts';
import { watchAnswers } from './watch-answers.ts';

type Asked = { path: string; method?: string; headers?: Record<string, string>; body?: string | Buffer };
type Said = { status: number; headers: Record<string, unknown>; body: string };

/** By a socket, as other programs ask; `fetch` would set headers of its own. */
function bySocket(port: number, { path, method = 'POST', headers = {}, body = '' }: Asked): Promise<Said> {
  return new Promise((resolve, reject) => {
    const bytes = Buffer.from(body);
    const length = 'transfer-encoding' in headers ? {} : { 'content-length': bytes.length };
    const sent = ask({ port, path, method, headers: { ...length, ...headers } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: { ...answer.headers },
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(bytes);
  });
}

async function listening(app: World['app']): Promise<number> {
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

test('takes what is declared and plain, and hands everything else to the route', async () => {
  const front = frontDoor();
  const app: World['app'] = Fastify({
    serverFactory: (handler, options) => front.server(handler, options),
  }).withTypeProvider();
  const log = openLog('silent');
  front.open(app, {
    log,
    watch: watchAnswers(app, log),
    routes: ['/many/:one', '/one'].map((url) => ({ method: 'POST', url, permission: 'public' })),
    securityHeaders: {},
    meet: async () => ({ municipalityId: '', actor: null }),
  });
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 100 }, (_request, body, done) => done(null, body));
  app.all('/*', async () => 'route');
  const common = { methods: ['POST'], permission: 'public', mostBytes: 50 };
  app.answerDirectly({
    ...common,
    path: '/many/',
    route: '/many/:one',
    takes: ({ 'x-not': not }) => not === undefined,
    answer: async ({ rest, body }) => ({ status: 201, json: `door ${rest} ${body.toString()}` }),
  });
  app.answerDirectly({
    ...common,
    path: '/one',
    route: '/one',
    answer: async (call) => ({ status: 200, json: call.json(z.object({ n: z.number() })) }),
  });
  const port = await listening(app);
  const said = async (asked: Asked) => (await bySocket(port, asked)).body;
  expect(await said({ path: '/many/a/b-c_d.e~f', body: 'ก' })).toBe('"door a/b-c_d.e~f ก"');
  expect(await said({ path: '/one', body: '{"n":1,"more":2}' })).toBe('{"n":1}');
  const handedOn: Asked[] = [
    { path: '/many/a?b' },
    { path: '/many/%61' },
    { path: '/many/a', method: 'PUT' },
    { path: '/many/a', headers: { 'x-not': '' } },
    { path: '/many/a', body: 'x'.repeat(51) },
    { path: '/many/a', headers: { 'transfer-encoding': 'chunked' } },
    { path: '/many' },
    { path: '/one/' },
    { path: '/oneself' },
  ];
  for (const each of handedOn) expect(await said(each), JSON.stringify(each)).toBe('route');
  await app.close();
});

test('a door that opens onto no route, or for others than may call it, stops the server from starting', async () => {
  for (const permission of ['public', 'complaint.list']) {
    const front = frontDoor();
    const app: World['app'] = Fastify();
    const log = openLog('silent');
    const routes = [{ method: 'POST', url: '/one', permission: 'complaint.register' }];
    const meet = async () => ({ municipalityId: '', actor: null });
    front.open(app, { log, watch: watchAnswers(app, log), routes, securityHeaders: {}, meet });
    app.answerDirectly({
      methods: ['POST'],
      path: '/one',
      route: '/one',
      permission,
      mostBytes: 50,
      answer: async () => ({ status: 200 }),
    });
    await expect(app.ready().then(() => undefined)).rejects.toThrow('is no route');
  }
});

let w: World;
let port: number;
let key: string;
beforeAll(async () => {
  w = await world({ env: CONNECTED });
  port = await listening(w.app);
  key = (await inMunicipality(w.db, w.municipalityId, (tx) => createApiKey(tx, SYSTEM, 'test', w.now()))).secret;
});
afterAll(() => w[Symbol.asyncDispose]());

/** What each connection or each case has of its own. */
const OWN = new Set(['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding']);
const settled = ({ status, headers, body }: Said) => ({
  status,
  headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !OWN.has(name))),
  body: body.replace(/"number":"[^"]+","trackingCode":"[^"]+"/, 'a case'),
});

async function bothWays(asked: Asked): Promise<Said> {
  const { path: url, method = 'POST', headers = {}, body = '' } = asked;
  const routed = await w.app.inject({ method: method === 'PATCH' ? 'PATCH' : 'POST', url, headers, payload: body });
  const direct = settled(await bySocket(port, asked));
  expect(direct).toEqual(settled({ status: routed.statusCode, headers: { ...routed.headers }, body: routed.body }));
  return direct;
}

it.each<[what: string, status: number, headers: Record<string, string>, body: string | Buffer]>([
  ['a report', 201, {}, '{"text":"ไฟดับ","contact":{"email":"a@example.org"}}'],
  ['unknown fields', 201, {}, '{"text":"ไฟดับ","more":1}'],
  ['no words', 400, {}, '{"text":"  "}'],
  ['too many words', 400, {}, JSON.stringify({ text: 'ก'.repeat(100_000) })],
  ['another shape', 400, {}, '{"text":1,"place":{"latitude":"x"}}'],
  ['no JSON', 400, {}, '{"text":'],
  ['nothing', 400, {}, ''],
  ['a byte order mark', 201, {}, '\uFEFF{"text":"ไฟดับ"}'],
  ['Windows-874', 400, {}, Buffer.from('7b2274657874223a22b9e9d3b7e8c7c1227d', 'hex')],
  ['a body that was cut off', 400, {}, Buffer.from('{"text":"ไฟดับ"}').subarray(0, -4)],
  ['a name that changes what an object is', 400, {}, '{"text":"ไฟดับ","__proto__":{"may":1}}'],
  ['the same, hidden', 400, {}, '{"text":"ไฟดับ","\\u005f_proto__":{"may":1}}'],
  ['another type', 415, { 'content-type': 'application/json-patch' }, '{"text":"ไฟดับ"}'],
  ['the type with its encoding', 201, { 'content-type': 'application/json; charset=utf-8' }, '{"text":"ไฟดับ"}'],
  ['a category that is none', 400, {}, '{"text":"ไฟดับ","category":"ไม่มีหมวดนี้"}'],
  ['an idempotency key that is too long', 400, { 'idempotency-key': 'k'.repeat(201) }, '{"text":"ไฟดับ"}'],
  ['a key that is none', 401, { authorization: 'Bearer fs_none' }, '{"text":"ไฟดับ"}'],
  ['words in English for a page of ours', 400, { 'accept-language': 'en', 'x-requested-with': 'fangsiang' }, '{}'],
])('a filing by key is answered alike by the door and the route: %s', async (_what, status, headers, body) => {
  const all = { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers };
  expect((await bothWays({ path: '/api/v1/complaints', headers: all, body })).status).toBe(status);
});

it('what was filed by the door is answered by the route with the same case, and other words are refused', async () => {
  const headers = {
    authorization: `Bearer ${key}`,
    'content-type': 'application/json',
    'idempotency-key': 'one and the same',
  };
  const path = '/api/v1/complaints';
  const first = await bySocket(port, { path, headers, body: '{"text":"ไฟดับหน้าตลาด"}' });
  const again = await w.app.inject({ method: 'POST', url: path, headers, payload: '{"text":"ไฟดับหน้าตลาด"}' });
  expect([first.status, again.statusCode, again.body]).toEqual([201, 201, first.body]);
  expect((await bothWays({ path, headers, body: '{"text":"เรื่องอื่น"}' })).status).toBe(409);
});

it('a delivery is answered alike by the door and the route', async () => {
  const body = lineBody(lineText('ไฟดับ'));
  const proven = proof('line', Buffer.from(body)).headers;
  const path = '/webhooks/line/main';
  for (const [status, asked] of [
    [200, { path, headers: proven, body }],
    [401, { path, headers: { 'x-line-signature': 'none' }, body }],
    [401, { path, body }],
    [404, { path: '/webhooks/line/nowhere', headers: proven, body }],
    [404, { path: `/webhooks/line/${'n'.repeat(101)}`, headers: proven, body }],
    [413, { path, headers: proven, body: 'x'.repeat(2_000_001) }],
    [200, { path: `/webhooks/traffy/main/${CONNECTED.TRAFFY_WEBHOOK_KEY}`, method: 'PATCH', body: '[]' }],
  ] as const)
    expect((await bothWays(asked)).status, asked.path).toBe(status);
  const kept = await w.scoped((tx) => tx.selectFrom('channels.event').select('id').execute());
  expect(kept).toHaveLength(1);
});

it('answers of the door are counted as those of the route', async () => {
  const { body } = await w.app.inject({ url: '/metrics' });
  const count = /http_request_duration_seconds_count\{method="POST",route="\/api\/v1\/complaints",status="201"\} (\d+)/;
  expect(Number(count.exec(body)?.[1])).toBeGreaterThanOrEqual(6);
});
