import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import fastify from 'fastify';
import { expect, test } from 'vitest';
import { world } from '../../test/harness.ts';
import { s3Store } from '../platform/files/s3-store.ts';
import { folderStore } from '../platform/files/store.ts';
import { consoleIsBuilt } from './console.ts';
import { asRefusal } from './errors.ts';

const nowhere = join(tmpdir(), 'fangsiang-no-such-thing');

test('a missing file is our fault; a missing socket of the database is the database away', async () => {
  const file = await readFile(nowhere).catch((error: unknown) => error);
  expect(file).toMatchObject({ code: 'ENOENT', syscall: 'open' });
  expect(asRefusal(file)).toMatchObject({ code: 'internal', status: 500 });
  const socket = await new Promise((resolve) => connect(nowhere).once('error', resolve));
  expect(socket).toMatchObject({ code: 'ENOENT', syscall: 'connect' });
  expect(asRefusal(socket)).toMatchObject({ code: 'database-unavailable', status: 503 });
});

test('files that cannot be kept are said to be that: nobody is told to wait for somebody who was not told', async () => {
  const inFile = folderStore(join(import.meta.filename, 'files'));
  for (const store of [inFile, s3Store('http://key:secret@127.0.0.1:1/bucket', { pauseMs: 1 })]) {
    const fault = await store.put('a', new Uint8Array(1)).catch((error: unknown) => error);
    expect(String(fault)).not.toContain('secret');
    expect(asRefusal(fault)).toMatchObject({ code: 'storage-unavailable', status: 503 });
  }
});

test('a path that climbs out of the served folder is not found', async () => {
  const app = fastify();
  await app.register(fastifyStatic, { root: tmpdir(), serve: false });
  app.setErrorHandler((error, _request, reply) => reply.code(asRefusal(error).status).send(asRefusal(error).code));
  app.get<{ Params: { '*': string } }>('/assets/*', (request, reply) =>
    reply.sendFile(`assets/${request.params['*']}`),
  );
  for (const path of ['..%2f..%2fpackage.json', 'a%2f..%2f..%2fb', 'a//b', '%2e%2e/x', '..%5cx', './x']) {
    const { statusCode } = await app.inject(`/assets/${path}`);
    expect(statusCode, path).toBe(404);
  }
  await app.close();
});

test.skipIf(!consoleIsBuilt())('no address below the application fails the server', async () => {
  await using w = await world();
  for (const path of [
    '..%2f..%2fpackage.json',
    'a%2f..%2f..%2fb',
    'a//b',
    'x%00.js',
    '..%5cx',
    'no-such.js',
    'a%0ab',
  ]) {
    const answer = await w.app.inject(`/console/assets/${path}`);
    expect(answer.statusCode, path).toBe(404);
    expect(answer.json(), path).toMatchObject({ code: 'not-found' });
  }
});

test('an address that cannot be read is answered in our words, whatever it would have led to', async () => {
  await using w = await world();
  for (const url of ['/%E0%A4%A', '/api/v1/complaints/%E0%A4%A', '/open311/main/v2/requests/%E0%A4%A.xml']) {
    const answer = await w.app.inject({ url });
    expect(answer.statusCode, url).toBe(404);
    expect(answer.json()).toEqual({ code: 'not-found', message: expect.stringMatching(/[ก-๙]/), detail: {} });
  }
});

test('days and numbers at the end of what can be written are taken, or refused: never a fault of ours', async () => {
  await using w = await world();
  const headers = (await w.signIn({ roles: ['administrator', 'intake', 'planner'] })).headers;
  const ask = (url: string) => w.app.inject({ url: `/api/v1${url}`, headers });
  const endless = [
    '/complaints?',
    '/complaints/register.csv?',
    '/audit?',
    '/meetings?from=2026-01-01&',
    '/channel-figures?',
  ];
  for (const url of [...endless.map((each) => `${each}to=9999-12-31`), '/complaints?closedTo=9999-12-31'])
    expect((await ask(url)).statusCode, url).toBe(200);
  const id = '00000000-0000-7000-8000-000000000000';
  for (const url of ['/privacy-notice?version=2147483648', `/plans/documents/${id}/versions/99999999999`]) {
    const answer = await ask(url);
    expect([answer.statusCode, answer.json().code], url).toEqual([400, 'invalid-input']);
  }
});
