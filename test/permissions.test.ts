import { expect, test } from 'vitest';
import { PERMISSIONS, type Permission, permissionsOf, ROLES } from '../src/modules/people/index.ts';
import { world } from './harness.ts';

type Known = { method: string; url: string; permission: string };
const OPEN = new Set(['public', 'health']);
const NOWHERE = '00000000-0000-7000-8000-000000000000';

test('every route × every role: who lacks the permission is refused, who has it is not', async () => {
  await using w = await world();
  const routes = w.routes.filter((route) => !OPEN.has(route.permission) && route.method !== 'HEAD');
  expect(routes.length).toBeGreaterThan(30);
  const staff = await Promise.all(ROLES.map(async (role) => ({ role, who: await w.signIn(role) })));
  for (const route of routes) {
    const permission = PERMISSIONS.find((each) => each === route.permission);
    expect(permission, `${route.method} ${route.url}`).toBeDefined();
    expect(await ask(w, route, {}), `nobody: ${route.method} ${route.url}`).toBe('not-signed-in');
    for (const { role, who } of staff) {
      const code = await ask(w, route, who.headers);
      const allowed = permissionsOf([role]).has(route.permission as Permission);
      if (allowed)
        expect(['not-signed-in', 'forged-form'], `${role}: ${route.method} ${route.url}`).not.toContain(code);
      else expect(code, `${role}: ${route.method} ${route.url}`).toBe('not-allowed');
    }
  }
});

test('who reads cases de-identified reads them no other way, and no contact', () => {
  const readers = ROLES.filter((role) => permissionsOf([role]).has('complaint.read.deidentified'));
  expect(readers).toEqual(['planner']);
  for (const role of readers)
    expect(
      [...permissionsOf([role])].filter((each) => /^contact\.|^complaint\.(read|handle|assign)/.test(each)),
    ).toEqual(['complaint.read.deidentified']);
});

test('a write from a foreign page is refused though the session is real', async () => {
  await using w = await world();
  const admin = await w.signIn('administrator');
  const writes = w.routes.filter((route) => !OPEN.has(route.permission) && !['GET', 'HEAD'].includes(route.method));
  expect(writes.length).toBeGreaterThan(10);
  for (const route of writes) expect(await ask(w, route, { cookie: admin.cookie }), route.url).toBe('forged-form');
});

async function ask(
  w: Awaited<ReturnType<typeof world>>,
  { method, url }: Known,
  headers: Record<string, string>,
): Promise<string> {
  const path = url.replaceAll(/:day\b/g, '2026-01-01').replaceAll(/:\w+/g, NOWHERE);
  const answer = await w.app.inject({
    method: method as 'GET',
    url: path,
    headers,
    ...(method === 'GET' ? {} : { payload: {} }),
  });
  if (answer.statusCode < 400) return 'ok';
  expect(answer.headers['content-type'], `${method} ${url}`).toContain('json');
  return answer.json<{ code: string }>().code;
}
