import { expect, test } from 'vitest';
import { world } from './harness.ts';

test('the OpenAPI document describes every route that is not hidden, with who may call it', async () => {
  await using w = await world();
  const answer = await w.app.inject({ url: '/api/openapi.json' });
  const document = answer.json<{
    openapi: string;
    paths: Record<string, Record<string, { 'x-permission'?: string; summary?: string }>>;
  }>();
  expect(document.openapi).toBe('3.1.0');
  const api = w.routes.filter(({ url, method }) => url.startsWith('/api/v1/') && method !== 'HEAD');
  expect(api.length).toBeGreaterThan(40);
  for (const { method, url, permission } of api) {
    const path = url.replaceAll(/:(\w+)/g, '{$1}');
    const operation = document.paths[path]?.[method.toLowerCase()];
    expect(operation, `${method} ${path}`).toBeDefined();
    expect(operation?.['x-permission']).toBe(permission);
    expect(operation?.summary, `${method} ${path} has a summary`).toBeTruthy();
  }
  const page = await w.app.inject({ url: '/api/docs' });
  expect(page.body).toContain('/api/v1/complaints/{id}/steps');
});

test('health, metrics and an unknown path answer as they should', async () => {
  await using w = await world();
  expect((await w.app.inject({ url: '/health/live' })).json()).toEqual({ status: 'live' });
  expect((await w.app.inject({ url: '/health/ready' })).json()).toEqual({ status: 'ready' });
  expect((await w.app.inject({ url: '/metrics', remoteAddress: '127.0.0.1' })).body).toContain(
    'http_request_duration_seconds',
  );
  expect((await w.app.inject({ url: '/metrics', remoteAddress: '203.0.113.9' })).statusCode).toBe(403);
  expect((await w.app.inject({ url: '/api/v1/nothing' })).json()).toMatchObject({
    code: 'not-found',
    message: 'ไม่พบรายการนี้',
  });
});
