import { expect, test } from 'vitest';
import { cookieOf, office } from '../../../test/office.ts';
import { inMunicipality } from '../../platform/db/db.ts';
import { SYSTEM } from './actor.ts';
import { createApiKey } from './api-key.ts';
import { createMunicipality } from './seed-municipality.ts';

const as = (roles: string[], active = true) => ({ position: '', roles, departmentId: null, active });

test('somebody who is deactivated is out at once and cannot come back in', async () => {
  await using o = await office();
  const administrator = await o.signIn('administrator');
  const id = await o.hire('a@example.org');
  const cookie = cookieOf(await o.enter('a@example.org'));
  expect((await o.call('GET', '/api/v1/me', { cookie })).statusCode).toBe(200);
  await o.call('PATCH', `/api/v1/staff/${id}`, { cookie: administrator.cookie, body: as(['intake'], false) });
  expect((await o.call('GET', '/api/v1/me', { cookie })).statusCode).toBe(401);
  expect((await o.enter('a@example.org')).statusCode).toBe(401);
  expect((await o.call('POST', `/api/v1/staff/${id}/reset-link`, { cookie: administrator.cookie })).statusCode).toBe(
    404,
  );
});

test('new roles hold from the next request; e-mail addresses are for whoever manages the staff', async () => {
  await using o = await office();
  const administrator = await o.signIn('administrator');
  const id = await o.hire('a@example.org');
  const cookie = cookieOf(await o.enter('a@example.org'));
  const seen = (await o.call('GET', '/api/v1/staff', { cookie })).json();
  expect(seen.filter((one: { email: string | null }) => one.email !== null)).toHaveLength(1);
  expect((await o.call('GET', '/api/v1/audit', { cookie })).statusCode).toBe(403);
  await o.call('PATCH', `/api/v1/staff/${id}`, { cookie: administrator.cookie, body: as(['data-protection-officer']) });
  expect((await o.call('GET', '/api/v1/audit', { cookie })).statusCode).toBe(200);
});

test('the last administrator stays, also when two remove each other at once', async () => {
  await using o = await office();
  const [a, b] = [await o.signIn('administrator'), await o.signIn('administrator')];
  const removals = await Promise.all([
    o.call('PATCH', `/api/v1/staff/${a.userId}`, { cookie: b.cookie, body: as(['intake']) }),
    o.call('PATCH', `/api/v1/staff/${b.userId}`, { cookie: a.cookie, body: as(['administrator'], false) }),
  ]);
  const statuses = removals.map(({ statusCode }) => statusCode);
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  const active = await o.scoped((tx) =>
    tx.selectFrom('people.staff').select(['user_id', 'roles']).where('active', '=', true).execute(),
  );
  const left = active.filter(({ roles }) => roles.includes('administrator'));
  expect(left).toHaveLength(1);
  const last = left[0]?.user_id === a.userId ? a : b;
  const own = await o.call('PATCH', `/api/v1/staff/${last.userId}`, { cookie: last.cookie, body: as(['intake']) });
  expect(own.json()).toMatchObject({ code: 'in-use', detail: { reason: 'last-administrator' } });
});

test('an API key is shown once, kept as a hash, does what keys may, and opens nothing once revoked', async () => {
  await using o = await office();
  const { cookie } = await o.signIn('administrator');
  const made = (await o.call('POST', '/api/v1/api-keys', { cookie, body: { name: 'ศูนย์ดำรงธรรม' } })).json();
  expect(made.secret).toMatch(/^fsk_[A-Za-z0-9]{40}$/);
  const headers = { authorization: `Bearer ${made.secret}` };
  expect((await o.call('GET', '/api/v1/directory', { headers })).statusCode).toBe(200);
  expect((await o.call('GET', '/api/v1/staff', { headers })).statusCode).toBe(403);
  expect(
    (await o.call('GET', '/api/v1/directory', { headers: { authorization: 'Bearer fsk_no' }, cookie })).statusCode,
  ).toBe(401);
  const [row] = (await o.call('GET', '/api/v1/api-keys', { cookie })).json();
  expect(row).toMatchObject({ name: 'ศูนย์ดำรงธรรม', lastUsedAt: o.now().toISOString(), revokedAt: null });
  const kept = await o.scoped((tx) => tx.selectFrom('people.api_key').selectAll().execute());
  expect(JSON.stringify(kept)).not.toContain(made.secret.slice(8));
  expect((await o.call('DELETE', `/api/v1/api-keys/${row.id}`, { cookie })).statusCode).toBe(204);
  expect((await o.call('GET', '/api/v1/directory', { headers })).statusCode).toBe(401);
});

test('a key of one municipality, and a session of one, are nobody in another', async () => {
  await using o = await office();
  const other = await createMunicipality(o.db, { slug: 'other', nameTh: 'อื่น', nameEn: 'Other', now: o.now() });
  const { secret } = await inMunicipality(o.db, other, (tx) => createApiKey(tx, SYSTEM, { name: 'x' }, o.now()));
  expect(
    (await o.call('GET', '/api/v1/directory', { headers: { authorization: `Bearer ${secret}` } })).statusCode,
  ).toBe(401);
  const { cookie } = await o.signIn('administrator');
  await inMunicipality(o.db, other, (tx) =>
    tx
      .updateTable('people.municipality')
      .set({ hosts: ['other.example'] })
      .execute(),
  );
  expect((await o.call('GET', '/api/v1/me', { cookie, headers: { host: 'other.example' } })).statusCode).toBe(401);
  expect(
    (
      await o.call('GET', '/api/v1/directory', {
        headers: { host: 'other.example', authorization: `Bearer ${secret}` },
      })
    ).statusCode,
  ).toBe(200);
});
