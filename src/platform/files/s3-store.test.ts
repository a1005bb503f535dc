import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { s3Store } from './s3-store.ts';
import { hex, signS3 } from './sign-s3.ts';

const SECRET = { accessKey: 'DESK', secretKey: 'a/secret+with%marks', region: 'ap-southeast-7' };
type Fault = (request: IncomingMessage, response: ServerResponse) => boolean;

/** A bucket behind HTTP that believes nobody without a right signature over method, path, headers and the bytes themselves. */
async function bucket(fault: Fault = () => false) {
  const kept = new Map<string, Buffer>();
  let requests = 0;
  const server = createServer((request, response) => {
    void (async () => {
      requests += 1;
      if (fault(request, response)) return;
      const body = await buffer(request);
      const say = (status: number, text: string | Buffer = '') => response.writeHead(status).end(text);
      const url = new URL(request.url ?? '', `http://${request.headers.host}`);
      const signed = /SignedHeaders=([^,]+)/.exec(request.headers.authorization ?? '')?.[1]?.split(';') ?? [];
      const headers = Object.fromEntries(
        signed.filter((name) => name !== 'host').map((name) => [name, String(request.headers[name])]),
      );
      const method = request.method ?? '';
      const wanted = signS3({ method, url, headers, payloadHash: hex(body) }, SECRET);
      if (wanted !== request.headers.authorization || !signed.includes('x-amz-content-sha256')) {
        return say(403, '<Error><Code>SignatureDoesNotMatch</Code></Error>');
      }
      if (method === 'PUT') kept.set(url.pathname, body);
      if (method === 'DELETE') kept.delete(url.pathname);
      if (method !== 'GET') return say(method === 'PUT' ? 200 : 204);
      const found = kept.get(url.pathname);
      return found ? say(200, found) : say(404, '<Error><Code>NoSuchKey</Code></Error>');
    })();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const bound = server.address();
  const port = typeof bound === 'object' ? bound?.port : bound;
  const address = (secret = SECRET.secretKey) =>
    `http://${SECRET.accessKey}:${encodeURIComponent(secret)}@127.0.0.1:${port}/files/desk?region=${SECRET.region}`;
  return {
    kept,
    address,
    requests: () => requests,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((done) => {
        server.close(() => done()).closeAllConnections();
      }),
  };
}

const KEY = '0198/ab/cd.jpg';
const bytes = new Uint8Array([0, 1, 2, 255]);

it('puts, gets and removes bytes with a signature that the bucket checks', async () => {
  await using server = await bucket();
  const store = s3Store(server.address());
  await store.check();
  await store.put(KEY, bytes);
  await store.put(KEY, bytes);
  expect([...server.kept.keys()]).toEqual([`/files/desk/${KEY}`]);
  expect(new Uint8Array(await buffer(await store.get(KEY)))).toEqual(bytes);
  await store.remove(KEY);
  await expect(store.get(KEY)).rejects.toMatchObject({ code: 'not-found' });
});

it('says plainly that its key is not taken, without the key in the message', async () => {
  await using server = await bucket();
  const failure = await s3Store(server.address('wrong')).put(KEY, bytes).catch(String);
  expect(failure).toContain('403 SignatureDoesNotMatch');
  expect(failure).not.toContain('wrong');
  expect(server.requests()).toBe(1);
});

it('tries again after a lost connection and after 503, and gives up in the end', async () => {
  let bad = 2;
  await using server = await bucket((request, response) => {
    bad -= 1;
    if (bad === 1) return request.socket.destroy() !== undefined;
    if (bad === 0) return response.writeHead(503).end('<Error><Code>SlowDown</Code></Error>') !== undefined;
    return false;
  });
  const store = s3Store(server.address(), { pauseMs: 1 });
  await store.put(KEY, bytes);
  expect(server.kept.size).toBe(1);
  bad = Number.POSITIVE_INFINITY;
  await using down = await bucket((_, response) => response.writeHead(500).end() !== undefined);
  await expect(s3Store(down.address(), { pauseMs: 1 }).put(KEY, bytes)).rejects.toThrow('answered 500');
  expect(down.requests()).toBe(3);
});

it('says that storage is full, and does not try again', async () => {
  await using server = await bucket(
    (_, response) => response.writeHead(507).end('<Code>XMinioStorageFull</Code>') !== undefined,
  );
  await expect(s3Store(server.address(), { pauseMs: 1 }).put(KEY, bytes)).rejects.toMatchObject({
    code: 'storage-full',
  });
  expect(server.requests()).toBe(1);
});

it('refuses an address without key or bucket', () => {
  expect(() => s3Store('https://s3.example.org/bucket')).toThrow('S3_URL');
  expect(() => s3Store('https://a:b@s3.example.org/')).toThrow('S3_URL');
});
