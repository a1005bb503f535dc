import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey, SYSTEM } from '../../src/modules/people/index.ts';
import { type World, world } from '../harness.ts';

const THAI = /[\u0E00-\u0E7F]/;
const text = 'ไฟทางดับหน้าตลาด';
let w: World;
let key = '';
beforeAll(async () => {
  w = await world();
  key = (await w.scoped((tx) => createApiKey(tx, SYSTEM, { name: 'faults' }, w.now()))).secret;
});
afterAll(() => w[Symbol.asyncDispose]());

type Sent = {
  readonly payload?: string;
  readonly headers?: Record<string, string>;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url?: string;
};

async function send({ payload, headers = {}, method = 'POST', url = '/api/v1/complaints' }: Sent) {
  const answer = await w.app.inject({
    method,
    url,
    headers: {
      authorization: `Bearer ${key}`,
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
}
const countCases = () => w.scoped((tx) => tx.selectFrom('complaints.complaint').select('id').execute());
const body = (value: unknown): Sent => ({ payload: JSON.stringify(value) });
const list = (query: string): Sent => ({ method: 'GET', url: `/api/v1/complaints?${query}` });

const REFUSED: readonly (readonly [what: string, sent: Sent, status: number, code: string])[] = [
  ['100,000 characters', body({ text: 'ก'.repeat(100_000) }), 400, 'text-too-long'],
  ['no text', body({}), 400, 'invalid-input'],
  ['blank text', body({ text: ' \n\t ' }), 400, 'text-missing'],
  ['text that is a number', body({ text: 7 }), 400, 'invalid-input'],
  ['a list', body([text]), 400, 'invalid-input'],
  ['JSON cut short', { payload: '{"text":"ไฟ' }, 400, 'invalid-input'],
  ['an empty body', { payload: '' }, 400, 'invalid-input'],
  ['a prototype for JSON', { payload: '{"__proto__":{"text":"x"}}' }, 400, 'invalid-input'],
  ['XML', { payload: '<text/>', headers: { 'content-type': 'application/xml' } }, 415, 'unsupported-media-type'],
  ['plain text', { payload: text, headers: { 'content-type': 'text/plain' } }, 415, 'unsupported-media-type'],
  ['2 MB', body({ text, filler: 'x'.repeat(2_000_000) }), 413, 'request-too-large'],
  ['an unknown category', body({ text, category: 'no-such' }), 400, 'invalid-input'],
  ['a latitude beyond the pole', body({ text, place: { latitude: 91, longitude: 100 } }), 400, 'invalid-input'],
  ['half a position', body({ text, place: { latitude: 13.7 } }), 400, 'invalid-input'],
  ['a wrong e-mail', body({ text, contact: { email: 'not an address' } }), 400, 'invalid-input'],
  ['a name of 1,000 letters', body({ text, contact: { name: 'น'.repeat(1000) } }), 400, 'invalid-input'],
  [
    'an Idempotency-Key of 1,000 letters',
    { ...body({ text }), headers: { 'idempotency-key': 'k'.repeat(1000) } },
    400,
    'invalid-input',
  ],
  ['no key', { ...body({ text }), headers: { authorization: '' } }, 401, 'not-signed-in'],
  ['a wrong key', { ...body({ text }), headers: { authorization: 'Bearer fsk_wrong' } }, 401, 'not-signed-in'],
  ['a key of another kind', { ...body({ text }), headers: { authorization: 'Basic YTpi' } }, 401, 'not-signed-in'],
  [
    'an unknown case',
    { method: 'GET', url: '/api/v1/complaints/01890000-0000-7000-8000-000000000000' },
    404,
    'not-found',
  ],
  ['a case that is no UUID', { method: 'GET', url: '/api/v1/complaints/1' }, 400, 'invalid-input'],
  ['a case that is a quote', { method: 'GET', url: "/api/v1/complaints/'%20or%201=1--" }, 400, 'invalid-input'],
  ['an unknown page', { method: 'GET', url: '/api/v1/nothing' }, 404, 'not-found'],
  ['a method that is not taken', { method: 'DELETE', url: '/api/v1/complaints' }, 404, 'not-found'],
  ['30 February', list('from=2026-02-30'), 400, 'invalid-input'],
  ['a Buddhist-era date as ISO with words', list('from=9%20ธ.ค.%2067'), 400, 'invalid-input'],
  ['a view that is none', list('view=nonsense'), 400, 'invalid-input'],
  ['a page of a million', list('limit=1000000'), 400, 'invalid-input'],
  ['a page key that is none', list('after=nonsense'), 400, 'invalid-input'],
  ['a status that is none', list('status=gone'), 400, 'invalid-input'],
];

describe('what cannot be taken is refused with a code and in Thai, and nothing is kept', () => {
  it.each(REFUSED)('%s', async (_what, sent, status, code) => {
    const before = (await countCases()).length;
    const answer = await send(sent);
    expect(answer).toMatchObject({ status, body: { code, message: expect.stringMatching(THAI) } });
    expect((await countCases()).length).toBe(before);
  });

  it('refuses a key that is used again with other content, and answers the same content with the same receipt', async () => {
    const headers = { 'idempotency-key': 'once' };
    const first = await send({ ...body({ text }), headers });
    expect(first.status).toBe(201);
    expect(await send({ ...body({ text }), headers })).toEqual(first);
    expect(await send({ ...body({ text: `${text} อีกเรื่อง` }), headers })).toMatchObject({
      status: 409,
      body: { code: 'key-reused', message: expect.stringMatching(THAI) },
    });
  });
});

const KEPT: readonly (readonly [what: string, given: string, kept: string])[] = [
  ['emoji, joined families and flags', 'ขอบคุณ 🙏🏽 👨‍👩‍👧‍👦 🇹🇭', 'ขอบคุณ 🙏🏽 👨‍👩‍👧‍👦 🇹🇭'],
  ['a zero byte, bells and escapes, without them', 'ก\u0000ข\u0007ค\u001b[31mง', 'กขค[31mง'],
  ['new lines and tabs', 'หนึ่ง\r\nสอง\tสาม', 'หนึ่ง\nสอง\tสาม'],
  ['half an emoji, as a mark that something was there', 'เสีย \ud83d แล้ว', 'เสีย \ufffd แล้ว'],
  ['markup, as it was typed', '<script>alert(1)</script> <b>x</b>', '<script>alert(1)</script> <b>x</b>'],
  ['quotes and backslashes', `it's "x" \\ '; drop table x; --`, `it's "x" \\ '; drop table x; --`],
  ['marks piled up, thirty at most', `ก${'\u0E48'.repeat(500)}`, 'ก\u0E48'],
];

describe('what is odd but meant is kept as it was meant', () => {
  it.each(KEPT)('%s', async (_what, given, kept) => {
    const filed = await send(
      body({ text: given, place: { description: given }, contact: { name: given.slice(0, 100) } }),
    );
    expect(filed.status).toBe(201);
    const row = await w.scoped((tx) =>
      tx
        .selectFrom('complaints.complaint as c')
        .innerJoin('voices.voice as v', 'v.id', 'c.voice_id')
        .select('v.text')
        .where('c.number', '=', String(filed.body['number']))
        .executeTakeFirstOrThrow(),
    );
    expect(row.text).toBe(kept);
  });

  it.each(['\u0000', '%', '_', "'", '\\', '🙏', '\ud83d', 'ก\u0000', ' '.repeat(10), 'ก'.repeat(500)])(
    'a search for %j answers, or says why not',
    async (typed) => {
      const answer = await send(list(`search=${encodeURIComponent(typed.toWellFormed())}`));
      expect([200, 400]).toContain(answer.status);
    },
  );
});
