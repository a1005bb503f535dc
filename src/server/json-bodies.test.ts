import { afterAll, beforeAll, expect, it } from 'vitest';
import { type World, world } from '../../test/harness.ts';
import { createApiKey, SYSTEM } from '../modules/people/index.ts';

let w: World;
let key: string;
beforeAll(async () => {
  w = await world();
  key = (await w.scoped((tx) => createApiKey(tx, SYSTEM, { name: 'test' }, w.now()))).secret;
});
afterAll(() => w[Symbol.asyncDispose]());

it.each<[what: string, body: object, field: string, words: string, language?: string]>([
  ['a text that is none', { text: 5 }, '/text', 'ต้องเป็นข้อความ'],
  ['no text', {}, '/text', 'ต้องมีค่า'],
  ['no text, to whoever reads English', {}, '/text', 'is required', 'en'],
  ['a category that is none', { text: 'ไฟดับ', category: 'ไม่มีหมวดนี้' }, '/category', 'รายการที่เลือกไม่มี'],
  ['an address that is none', { text: 'ไฟดับ', contact: { email: 'x' } }, '/contact/email', 'ต้องเป็นอีเมล'],
  ['places swapped', { text: 'ไฟดับ', place: { latitude: 100.5, longitude: 13.7 } }, '/place/latitude', 'สลับกัน'],
  ['half of a place', { text: 'ไฟดับ', place: { latitude: 13.7 } }, '/place', 'ให้ครบทั้งคู่'],
])('what a program is told of %s', async (_what, body, field, words, language = 'th') => {
  const own = language === 'en' ? { 'accept-language': 'en', 'x-requested-with': 'a program' } : {};
  const headers = { authorization: `Bearer ${key}`, ...own };
  const answer = await w.app.inject({ method: 'POST', url: '/api/v1/complaints', headers, payload: body });
  expect(answer.statusCode).toBe(400);
  const said = { field, problem: expect.stringMatching(/^[a-z_-]+$/), words: expect.stringContaining(words) };
  expect(answer.json()).toMatchObject({ detail: { fields: [said] } });
});

it.each<[what: string, status: number, type: string, body: string | Buffer]>([
  ['as it should be', 201, 'application/json', '{"text":"ไฟดับ","more":1}'],
  ['with its encoding', 201, 'application/json; charset=utf-8', '{"text":"ไฟดับ"}'],
  ['with a byte order mark', 201, 'application/json', '\uFEFF{"text":"ไฟดับ"}'],
  ['with NUL, which no database keeps as text', 201, 'application/json', '{"text":"ไฟ\\u0000ดับ"}'],
  ['with a name that holds NUL', 400, 'application/json', '{"text":"ไฟดับ","\\u0000":1}'],
  // "น้ำท่วม" of a program that is older than UTF-8: kept as it came nobody could read it.
  ['in Windows-874', 400, 'application/json', Buffer.from('7b2274657874223a22b9e9d3b7e8c7c1227d', 'hex')],
  ['cut off', 400, 'application/json', Buffer.from('{"text":"ไฟดับ"}').subarray(0, -4)],
  ['of nothing', 400, 'application/json', ''],
  ['with a name that changes what an object is', 400, 'application/json', '{"text":"ไฟดับ","__proto__":{"may":1}}'],
  ['with the same, hidden', 400, 'application/json', '{"text":"ไฟดับ","\\u005f_proto__":{"may":1}}'],
  ['of another type', 415, 'application/json-patch', '{"text":"ไฟดับ"}'],
])('a body of a program %s', async (_what, status, type, body) => {
  const headers = { authorization: `Bearer ${key}`, 'content-type': type };
  const filed = () => w.scoped((tx) => tx.selectFrom('voices.voice').select('text').execute());
  const before = await filed();
  const answer = await w.app.inject({ method: 'POST', url: '/api/v1/complaints', headers, payload: body });
  expect(answer.statusCode, answer.body).toBe(status);
  const added = (await filed()).slice(before.length);
  expect(added).toEqual(status === 201 ? [{ text: 'ไฟดับ' }] : []);
  if (status === 400) expect(answer.json()).toMatchObject({ code: 'invalid-input' });
});

it('half of a surrogate pair is shown as missing where the audit trail keeps what was typed', async () => {
  const { headers } = await w.signIn('administrator');
  const url = '/api/v1/me';
  const sent = { ...headers, 'content-type': 'application/json' };
  const answer = await w.app.inject({ method: 'PATCH', url, headers: sent, payload: '{"name":"สมชาย \\ud800"}' });
  expect(answer.statusCode, answer.body).toBe(200);
  expect((await w.app.inject({ url, headers })).json()).toMatchObject({ user: { name: 'สมชาย \uFFFD' } });
});
