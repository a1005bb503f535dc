import { afterEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { ApiError, api, nothing, onSignedOut } from './api.ts';

/** The far side of the network: answers once with this, and keeps what it was asked. */
function serverAnswers(status: number, body: string | null): { asked: () => Request } {
  let asked: Request | undefined;
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    asked = new Request(new URL(path, 'http://console.test'), init);
    return new Response(body, { status });
  });
  return {
    asked: () => {
      if (asked === undefined) throw new Error('nothing was asked');
      return asked;
    },
  };
}

async function errorOf(call: Promise<unknown>): Promise<ApiError> {
  const error = await call.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (!(error instanceof ApiError)) throw new Error(`not an ApiError: ${String(error)}`);
  return error;
}

afterEach(() => vi.unstubAllGlobals());

test('a read sends its query without the empty parts, and no forgery mark', async () => {
  const server = serverAnswers(200, '{"n":1}');
  const answer = await api.get('/api/x', z.object({ n: z.number() }), {
    query: { search: 'ถนน', state: ['new', 'open'], page: null, empty: '' },
  });
  expect(answer).toEqual({ n: 1 });
  expect(new URL(server.asked().url).search).toBe(`?search=${encodeURIComponent('ถนน')}&state=new&state=open`);
  expect(server.asked().headers.get('x-requested-with')).toBeNull();
});

test('every write carries the header that a foreign page cannot set', async () => {
  for (const write of [
    () => api.post('/api/x', { a: 1 }, nothing),
    () => api.put('/api/x', { a: 1 }, nothing),
    () => api.patch('/api/x', { a: 1 }, nothing),
    () => api.remove('/api/x', nothing),
  ]) {
    const server = serverAnswers(204, null);
    await expect(write()).resolves.toBeUndefined();
    expect(server.asked().headers.get('x-requested-with')).toBe('fangsiang');
  }
});

test('a refusal keeps its code, sentence and detail', async () => {
  serverAnswers(409, '{"code":"changed-meanwhile","message":"มีผู้แก้ไขเรื่องนี้ก่อนแล้ว","detail":{"by":"สมใจ"}}');
  const error = await errorOf(api.post('/api/x', {}, nothing));
  expect(error).toMatchObject({
    status: 409,
    code: 'changed-meanwhile',
    message: 'มีผู้แก้ไขเรื่องนี้ก่อนแล้ว',
    detail: { by: 'สมใจ' },
  });
});

test('an answer that breaks its contract, or is no JSON at all, never reaches the page', async () => {
  serverAnswers(200, '{"n":"one"}');
  expect((await errorOf(api.get('/api/x', z.object({ n: z.number() })))).code).toBe('unknown-answer');
  serverAnswers(502, '<html>Bad gateway</html>');
  expect(await errorOf(api.get('/api/x', nothing))).toMatchObject({ status: 502, code: 'http-502' });
});

test('a lost line is a network error, and a cancelled call stays a cancellation', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('fetch failed');
  });
  expect((await errorOf(api.get('/api/x', nothing))).code).toBe('network');
  await expect(api.get('/api/x', nothing, { signal: AbortSignal.abort() })).rejects.toThrow(TypeError);
});

test('only "not signed in" calls the way to sign-in; a wrong password does not', async () => {
  let calls = 0;
  onSignedOut(() => {
    calls += 1;
  });
  serverAnswers(401, '{"code":"INVALID_EMAIL_OR_PASSWORD","message":"Invalid"}');
  await errorOf(api.post('/api/auth/sign-in/email', {}, nothing));
  expect(calls).toBe(0);
  serverAnswers(401, '{"code":"not-signed-in","message":"ยังไม่ได้เข้าสู่ระบบ"}');
  await errorOf(api.get('/api/v1/me', nothing));
  expect(calls).toBe(1);
});

test('a file comes with the name the server gives it, or with the refusal in words', async () => {
  vi.stubGlobal(
    'fetch',
    async () => new Response('แผน', { headers: { 'content-disposition': 'attachment; filename="plan-2569.pdf"' } }),
  );
  const { file, name } = await api.file('/api/x/print.pdf');
  expect([name, await file.text()]).toEqual(['plan-2569.pdf', 'แผน']);
  serverAnswers(404, '{"code":"not-found","message":"ไม่พบ"}');
  expect(await errorOf(api.file('/api/x/print.pdf'))).toMatchObject({ code: 'not-found', message: 'ไม่พบ' });
});
