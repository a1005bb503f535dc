import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSocketServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { openOutbound, type Resolve } from './outbound.ts';

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function receiver(answer: RequestListener) {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return { port, url: `http://127.0.0.1:${port}/`, asked: () => asked };
}

const says =
  (address: string): Resolve =>
  async () => [{ address, family: address.includes(':') ? 6 : 4 }];
const inside = openOutbound({ internalHosts: ['127.0.0.1', 'receiver.test'], resolve: says('127.0.0.1') });

test('no way leads to this machine or its network, however the address is written', async () => {
  const { port, asked } = await receiver((_request, response) => response.end('inside'));
  const out = openOutbound();
  const ways = [
    `https://127.0.0.1:${port}/`,
    `https://localhost:${port}/`,
    `https://LOCALHOST:${port}/`,
    `https://[::1]:${port}/`,
    `https://0x7f.1:${port}/`,
    `https://2130706433:${port}/`,
    `https://0177.0.0.1:${port}/`,
    `https://127.1:${port}/`,
    `https://[::ffff:127.0.0.1]:${port}/`,
    `https://[::ffff:7f00:1]:${port}/`,
    `https://[64:ff9b::7f00:1]:${port}/`,
    `https://0.0.0.0:${port}/`,
    `https://[::]:${port}/`,
    'https://169.254.169.254/latest/meta-data/',
    'https://10.0.0.1/',
    'https://192.168.0.1/',
    'https://[fd00:ec2::254]/',
    'https://100.64.0.1/',
    'https://①②⑦.⓪.⓪.①/',
  ];
  for (const url of ways) {
    const result = await out.send({ url });
    expect(result, url).toMatchObject({ ok: false, fault: 'refused-address' });
    expect(await out.check(url), url).toBe('refused-address');
  }
  expect(asked()).toBe(0);
});

test('what is not https, has a password in it, or knocks at another service is refused before anything is resolved', async () => {
  let resolved = 0;
  const out = openOutbound({
    resolve: async () => {
      resolved += 1;
      return [{ address: '8.8.8.8', family: 4 }];
    },
  });
  const faultOf = (url: string) => out.check(url);
  expect(await faultOf('http://example.com/')).toBe('refused-scheme');
  expect(await faultOf('file:///etc/passwd')).toBe('not-an-address');
  expect(await faultOf('gopher://example.com/')).toBe('refused-scheme');
  expect(await faultOf('https://user:pass@example.com/')).toBe('not-an-address');
  expect(await faultOf('https://example.com:22/')).toBe('refused-port');
  expect(await faultOf('https://example.com:25/')).toBe('refused-port');
  expect(await faultOf('not an address')).toBe('not-an-address');
  expect(resolved).toBe(0);
  expect(await faultOf('https://example.com:8443/')).toBeNull();
  expect(await faultOf('https://example.com/')).toBeNull();
});

test('one inside address among many is enough to refuse a name', async () => {
  const out = openOutbound({
    resolve: async () => [
      { address: '8.8.8.8', family: 4 },
      { address: '10.0.0.7', family: 4 },
    ],
  });
  expect(await out.send({ url: 'https://two-faced.example/' })).toMatchObject({ ok: false, fault: 'refused-address' });
});

test('a name that answers otherwise a moment later (rebinding) leads nowhere: it is asked once, and that answer is dialled', async () => {
  const { port, asked } = await receiver((_request, response) => response.end('the first'));
  let times = 0;
  const out = openOutbound({
    internalHosts: ['rebind.test'],
    resolve: async () => {
      times += 1;
      return [{ address: times === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }];
    },
  });
  const first = await out.send({ url: `http://rebind.test:${port}/` });
  expect(first.ok && first.body.toString()).toBe('the first');
  expect(times).toBe(1);
  // Nobody listens at the second address: had the name been asked again for the connection, it would have been dialled.
  expect(await out.send({ url: `http://rebind.test:${port}/` })).toMatchObject({ ok: false, fault: 'unreachable' });
  expect(asked()).toBe(1);
});

test('a trusted name is dialled at the address that was resolved, with its own name in the Host header', async () => {
  const { port } = await receiver((request, response) => response.end(`${request.method} ${request.headers.host}`));
  const result = await inside.send({ url: `http://receiver.test:${port}/`, method: 'POST', body: Buffer.from('x') });
  expect(result).toMatchObject({ ok: true, status: 200, truncated: false });
  expect(result.ok && result.body.toString()).toBe(`POST receiver.test:${port}`);
});

test('a redirect is an answer, not a way', async () => {
  const { url, asked } = await receiver((_request, response) => {
    response.writeHead(302, { location: '/elsewhere' });
    response.end();
  });
  expect(await inside.send({ url })).toMatchObject({ ok: true, status: 302 });
  expect(asked()).toBe(1);
});

test('an endless answer is cut, and so is an endless wait', async () => {
  const flood = await receiver((_request, response) => {
    const piece = Buffer.alloc(16_384, 'x');
    const pour = () => {
      while (response.write(piece));
      response.once('drain', pour);
    };
    pour();
  });
  const cut = await inside.send({ url: flood.url, mostBytes: 1000 });
  expect(cut).toMatchObject({ ok: true, truncated: true });
  expect(cut.ok && cut.body.length).toBe(1000);
  const silent = await receiver(() => undefined);
  expect(await inside.send({ url: silent.url, timeoutMs: 150 })).toMatchObject({ ok: false, fault: 'timeout' });
  const drip = await receiver((_request, response) => {
    const timer = setInterval(() => response.write('.'), 20);
    response.on('close', () => clearInterval(timer));
  });
  expect(await inside.send({ url: drip.url, timeoutMs: 150 })).toMatchObject({ ok: false, fault: 'timeout' });
});

test('a closed door and half an answer are both unreachable', async () => {
  const { port, url } = await receiver((_request, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('half');
    setTimeout(() => response.destroy(), 20);
  });
  expect(await inside.send({ url })).toMatchObject({ ok: false, fault: 'unreachable' });
  expect(port).toBeGreaterThan(0);
  const gone = createSocketServer();
  gone.listen(0, '127.0.0.1');
  await once(gone, 'listening');
  const address = gone.address();
  const nobody = typeof address === 'object' ? address?.port : 0;
  gone.close();
  await once(gone, 'close');
  expect(await inside.send({ url: `http://127.0.0.1:${nobody}/` })).toMatchObject({
    ok: false,
    fault: 'unreachable',
    detail: 'ECONNREFUSED',
  });
});
