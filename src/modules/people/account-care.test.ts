import { expect, test } from 'vitest';
import { cookieOf, office } from '../../../test/office.ts';
import { AuditPage } from './contract.ts';

const change = (name?: string) => ({ position: '', roles: ['intake'], departmentId: null, active: true, name });

test('a lost second factor is cleared by an administrator: sessions end, the person is told, and the trail names both', async () => {
  await using o = await office();
  const administrator = await o.signIn({ roles: ['administrator'], name: 'ผู้ดูแล หนึ่ง' });
  const id = await o.hire('a@example.org');
  const cookie = cookieOf(await o.enter('a@example.org'));
  const clear = (who: string) => o.call('POST', `/api/v1/staff/${id}/clear-second-factor`, { cookie: who });
  expect((await clear(administrator.cookie)).json().code).toBe('not-found');
  await o.scoped(async (tx) => {
    await tx.updateTable('auth.user').set({ twoFactorEnabled: true }).where('id', '=', id).execute();
    await tx
      .insertInto('auth.twoFactor')
      .values({
        id: crypto.randomUUID(),
        userId: id,
        secret: 's',
        backupCodes: 'b',
        failedVerificationCount: 0,
        lockedUntil: null,
      })
      .execute();
  });
  expect((await o.enter('a@example.org')).json()).toMatchObject({ twoFactorRedirect: true });
  expect((await clear(cookie)).statusCode).toBe(403);
  expect((await clear(administrator.cookie)).json()).toMatchObject({ id, twoFactor: false });
  expect((await o.call('GET', '/api/v1/me', { cookie })).statusCode).toBe(401);
  expect((await o.enter('a@example.org')).json()).toMatchObject({ user: { id } });
  expect(o.told).toMatchObject([{ kind: 'second-factor-cleared', userId: id, email: 'a@example.org' }]);
  const { items } = AuditPage.parse((await o.call('GET', '/api/v1/audit', { cookie: administrator.cookie })).json());
  expect(items.find(({ action }) => action === 'two-factor.clear')).toMatchObject({
    actorName: 'ผู้ดูแล หนึ่ง',
    subjectName: 'สมหญิง ใจดี',
  });
});

test('nobody clears their own second factor through this door', async () => {
  await using o = await office();
  const { cookie, userId } = await o.signIn('administrator');
  await o.scoped((tx) =>
    tx.updateTable('auth.user').set({ twoFactorEnabled: true }).where('id', '=', userId).execute(),
  );
  const answer = await o.call('POST', `/api/v1/staff/${userId}/clear-second-factor`, { cookie });
  expect(answer.json()).toMatchObject({ code: 'not-allowed', detail: { reason: 'own' } });
});

test('a name is changed by its owner and by an administrator; the trail keeps the one before, an empty one is refused', async () => {
  await using o = await office();
  const administrator = await o.signIn('administrator');
  const id = await o.hire('a@example.org');
  const cookie = cookieOf(await o.enter('a@example.org'));
  const own = await o.call('PATCH', '/api/v1/me', { cookie, body: { name: '  สมหญิง รักดี ' } });
  expect(own.json().user.name).toBe('สมหญิง รักดี');
  expect((await o.call('PATCH', '/api/v1/me', { cookie, body: { name: ' ' } })).json().code).toBe('invalid-input');
  const patch = (name?: string) =>
    o.call('PATCH', `/api/v1/staff/${id}`, { cookie: administrator.cookie, body: change(name) });
  expect((await patch('สมหญิง ศรีสุข')).json().name).toBe('สมหญิง ศรีสุข');
  expect((await patch()).json().name).toBe('สมหญิง ศรีสุข');
  const { items } = AuditPage.parse((await o.call('GET', '/api/v1/audit', { cookie: administrator.cookie })).json());
  const renames = items.filter(({ action }) => action === 'staff.rename');
  expect(renames.map(({ actorId, detail }) => [actorId, detail])).toEqual([
    [administrator.userId, { before: { name: 'สมหญิง รักดี' }, after: { name: 'สมหญิง ศรีสุข' } }],
    [id, { before: { name: 'สมหญิง ใจดี' }, after: { name: 'สมหญิง รักดี' } }],
  ]);
});
