import { generate } from 'otplib';
import { expect, test } from 'vitest';
import { cookieOf, type Office, ORIGIN, office, PASSWORD } from '../../../test/office.ts';
import { openLog } from '../../platform/log.ts';
import { sweepSessions } from './auth/sweep-sessions.ts';

test('a password is kept as argon2id, opens a session that ends with the browser, and the session is somebody', async () => {
  await using o = await office();
  const id = await o.hire('somying@example.org');
  const { password } = await o.scoped((tx) =>
    tx.selectFrom('auth.account').select('password').where('userId', '=', id).executeTakeFirstOrThrow(),
  );
  expect(password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);

  const answer = await o.enter('Somying@Example.org');
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).not.toHaveProperty('token');
  const set = String(answer.headers['set-cookie']);
  expect(set).toMatch(/^fangsiang\.session_token=.*HttpOnly.*SameSite=Lax/i);
  expect(set).not.toMatch(/Max-Age/i);
  const me = await o.call('GET', '/api/v1/me', { cookie: cookieOf(answer) });
  expect(me.json()).toMatchObject({ user: { id, email: 'somying@example.org', roles: ['intake'] }, fiscalYear: 2569 });
  expect((await o.call('GET', '/api/v1/me', { cookie: cookieOf(answer).replace(/.$/, 'x') })).statusCode).toBe(401);
});

test('a wrong password, an unknown e-mail and somebody who left are answered alike', async () => {
  await using o = await office();
  await o.hire('here@example.org');
  const left = await o.hire('left@example.org');
  await o.scoped((tx) => tx.updateTable('people.staff').set({ active: false }).where('user_id', '=', left).execute());
  const answers = [
    await o.enter('here@example.org', 'not her password'),
    await o.enter('nobody@example.org'),
    await o.enter('left@example.org'),
    await o.enter('not an e-mail'),
  ];
  for (const answer of answers) {
    expect(answer.statusCode).toBe(401);
    expect(answer.body).toBe(answers[0]?.body);
    expect(cookieOf(answer)).toBe('');
  }
});

const auditOf = (o: Office) =>
  o.scoped((tx) =>
    tx
      .selectFrom('platform.audit_entry')
      .select(['action', 'actor_id as by', 'subject_id as about', 'detail'])
      .where('action', 'in', ['sign-in', 'sign-in.refused', 'two-factor.verify'])
      .orderBy('seq')
      .execute(),
  );

test('a sign-in is written down for who signed in, not for the older cookie, whose session it ends', async () => {
  await using o = await office();
  const first = await o.hire('first@example.org');
  const second = await o.hire('second@example.org');
  const old = cookieOf(await o.enter('first@example.org'));
  await o.enter('second@example.org', 'not her password', '203.0.113.7', old);
  expect((await o.call('GET', '/api/v1/me', { cookie: old })).statusCode).toBe(200);
  const fresh = cookieOf(await o.enter('second@example.org', PASSWORD, '203.0.113.7', old));
  expect((await o.call('GET', '/api/v1/me', { cookie: old })).statusCode).toBe(401);
  expect((await o.call('GET', '/api/v1/me', { cookie: fresh })).json().user.id).toBe(second);
  expect(await auditOf(o)).toEqual([
    { action: 'sign-in', by: first, about: first, detail: {} },
    { action: 'sign-in.refused', by: null, about: second, detail: {} },
    { action: 'sign-in', by: second, about: second, detail: {} },
  ]);
});

test('a failed sign-in is written down without what was typed', async () => {
  await using o = await office();
  const id = await o.hire('here@example.org');
  await o.enter(' HERE@example.org', 'not her password');
  await o.enter('here@example.org', 'not her password');
  await o.enter('nobody@example.org');
  await o.enter('not an e-mail');
  const entries = await auditOf(o);
  expect(entries.map(({ action, by, about }) => [action, by, about])).toEqual([
    ['sign-in.refused', null, id],
    ['sign-in.refused', null, id],
    ['sign-in.refused', null, 'unknown'],
    ['sign-in.refused', null, 'unknown'],
  ]);
  expect(JSON.stringify(entries)).not.toMatch(/@|e-mail|nobody/);
});

test('ten wrong passwords close an account for a while, whatever the address; the right one does not count', async () => {
  await using o = await office();
  await o.hire('guessed@example.org');
  await o.hire('other@example.org');
  for (let i = 0; i < 12; i++) expect((await o.enter('guessed@example.org')).statusCode).toBe(200);
  for (let i = 0; i < 10; i++)
    expect((await o.enter('guessed@example.org', 'wrong wrong', `198.51.100.${i}`)).statusCode).toBe(401);
  const closed = await o.enter('GUESSED@example.org', PASSWORD, '198.51.100.99');
  expect(closed.statusCode).toBe(429);
  expect(closed.json().code).toBe('too-many-requests');
  expect((await o.enter('other@example.org')).statusCode).toBe(200);
  o.at(new Date(o.now().getTime() + 16 * 60_000));
  expect((await o.enter('guessed@example.org')).statusCode).toBe(200);

  // A clock that ran a year ahead, and was set right, shuts nobody out for a year.
  const right = o.now();
  o.at(new Date(right.getTime() + 365 * 86_400_000));
  for (let i = 0; i < 10; i++) await o.enter('other@example.org', 'wrong wrong', `198.51.100.${i}`);
  expect((await o.enter('other@example.org')).statusCode).toBe(429);
  o.at(right);
  expect((await o.enter('other@example.org')).statusCode).toBe(200);

  // What no limit counts any more is about somebody, and is not kept.
  const counted = () => o.scoped((tx) => tx.selectFrom('platform.rate_limit').select('hits').execute());
  const found = o.schedules.find(({ job }) => job.id === 'platform.sweep-rates');
  const sweep = async () => {
    await found?.job.handle({ scoped: o.scoped, municipalityId: o.municipalityId, now: o.now, log: o.parts.log }, {});
  };
  await sweep();
  expect((await counted()).length).toBeGreaterThan(0);
  o.at(new Date(o.now().getTime() + 3 * 86_400_000));
  await sweep();
  expect(await counted()).toEqual([]);
});

test('thirty tries from one address close it, whatever the account; a morning of right ones does not', async () => {
  await using o = await office();
  await o.hire('a@example.org');
  for (let i = 0; i < 31; i++) expect((await o.enter('a@example.org')).statusCode).toBe(200);
  for (let i = 0; i < 30; i++)
    expect((await o.enter(`n${i}@example.org`, 'wrong wrong', '2001:db8::1')).statusCode).toBe(401);
  expect((await o.enter('a@example.org', PASSWORD, '2001:db8::ffff')).statusCode).toBe(429);
  expect((await o.enter('a@example.org', PASSWORD, '2001:db8:0:1::1')).statusCode).toBe(200);
});

test('nobody signs up, no other path of the library is open, and no foreign page signs anyone in or out', async () => {
  await using o = await office();
  await o.hire('a@example.org');
  const signUp = await o.call('POST', '/api/auth/sign-up/email', {
    body: { email: 'x@example.org', password: PASSWORD, name: 'x' },
  });
  expect(signUp.statusCode).toBe(404);
  expect(
    (await o.call('POST', '/api/auth/request-password-reset', { body: { email: 'a@example.org' } })).statusCode,
  ).toBe(404);
  const foreign = { origin: 'https://evil.example' };
  const inn = await o.call('POST', '/api/auth/sign-in/email', {
    body: { email: 'a@example.org', password: PASSWORD },
    headers: foreign,
  });
  expect(inn.statusCode).toBe(403);
  const cookie = cookieOf(await o.enter('a@example.org'));
  expect((await o.call('POST', '/api/auth/sign-out', { cookie, body: {}, headers: foreign })).statusCode).toBe(403);
  expect((await o.call('GET', '/api/v1/me', { cookie })).statusCode).toBe(200);
  const form = await o.call('POST', '/api/auth/sign-in/email', {
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: ORIGIN },
  });
  expect(form.statusCode).toBe(415);
});

test('sessions are listed, one is ended by another, and signing out ends this one', async () => {
  await using o = await office();
  await o.hire('a@example.org');
  const first = cookieOf(await o.enter('a@example.org'));
  const second = cookieOf(await o.enter('a@example.org'));
  const list = (await o.call('GET', '/api/auth/list-sessions', { cookie: second })).json();
  expect(list).toHaveLength(2);
  expect(list[0].ipAddress).toBe('203.0.113.7');
  const firstToken = decodeURIComponent(first).split('=')[1]?.split('.')[0];
  expect(
    (await o.call('POST', '/api/auth/revoke-session', { cookie: second, body: { token: firstToken } })).statusCode,
  ).toBe(200);
  expect((await o.call('GET', '/api/v1/me', { cookie: first })).statusCode).toBe(401);
  expect((await o.call('GET', '/api/v1/me', { cookie: second })).statusCode).toBe(200);
  expect((await o.call('POST', '/api/auth/sign-out', { cookie: second, body: {} })).statusCode).toBe(200);
  expect((await o.call('GET', '/api/v1/me', { cookie: second })).statusCode).toBe(401);
});

test('a session that is used goes on, one that is not ends', async () => {
  await using o = await office();
  const id = await o.hire('a@example.org');
  const cookie = cookieOf(await o.enter('a@example.org'));
  const expires = () =>
    o.scoped((tx) =>
      tx.selectFrom('auth.session').select('expiresAt').where('userId', '=', id).executeTakeFirstOrThrow(),
    );
  const set = (expiresAt: Date) =>
    o.scoped((tx) => tx.updateTable('auth.session').set({ expiresAt }).where('userId', '=', id).execute());
  await set(new Date(Date.now() + 3_600_000));
  expect((await o.call('GET', '/api/v1/me', { cookie })).statusCode).toBe(200);
  expect((await expires()).expiresAt.getTime()).toBeGreaterThan(Date.now() + 11.9 * 3_600_000);
  await set(new Date(Date.now() - 1000));
  expect((await o.call('GET', '/api/v1/me', { cookie })).statusCode).toBe(401);
  // From where and by which machine somebody worked is not kept beyond that.
  const now = cookieOf(await o.enter('a@example.org'));
  const { municipalityId, scoped } = o;
  await sweepSessions.handle({ municipalityId, scoped, now: o.now, log: openLog('silent') }, {});
  expect(await scoped((tx) => tx.selectFrom('auth.session').select('ipAddress').execute())).toHaveLength(1);
  expect((await o.call('GET', '/api/v1/me', { cookie: now })).statusCode).toBe(200);
});

test('a second factor: begun, proven, asked for, limited, and replaced by a backup code that works once', async () => {
  await using o = await office();
  const id = await o.hire('a@example.org');
  const cookie = cookieOf(await o.enter('a@example.org'));
  expect(
    (await o.call('POST', '/api/auth/two-factor/enable', { cookie, body: { password: 'not hers at all' } })).statusCode,
  ).toBe(401);
  const begun = (await o.call('POST', '/api/auth/two-factor/enable', { cookie, body: { password: PASSWORD } })).json();
  const secret = new URL(begun.totpURI).searchParams.get('secret') ?? '';
  expect(begun.backupCodes).toHaveLength(10);
  /** What the authenticator shows, some minutes after it was used before. */
  const nextCode = () => {
    o.at(new Date(o.now().getTime() + 3 * 60_000));
    return generate({ secret });
  };
  const wrong = await o.call('POST', '/api/auth/two-factor/verify-totp', { cookie, body: { code: '000000' } });
  expect(wrong.json()).toMatchObject({ code: 'wrong-credentials', detail: { reason: 'code' } });
  const proven = await o.call('POST', '/api/auth/two-factor/verify-totp', {
    cookie,
    body: { code: await nextCode() },
  });
  expect(proven.statusCode).toBe(200);
  expect((await o.call('GET', '/api/v1/me', { cookie: cookieOf(proven) })).json().user.twoFactor).toBe(true);

  const half = await o.enter('a@example.org');
  expect(half.json()).toMatchObject({ twoFactorRedirect: true, twoFactorMethods: ['totp'] });
  expect((await o.call('GET', '/api/v1/me', { cookie: cookieOf(half) })).statusCode).toBe(401);
  const code = await nextCode();
  const whole = await o.call('POST', '/api/auth/two-factor/verify-totp', {
    cookie: cookieOf(half),
    // What the library would take for "do not ask on this device": nobody is offered that, nor could take it back.
    body: { code, trustDevice: true },
  });
  const sameBrowser = cookieOf(whole)
    .split('; ')
    .filter((each) => !each.includes('session_token'))
    .join('; ');
  expect((await o.enter('a@example.org', PASSWORD, '203.0.113.7', sameBrowser)).json().twoFactorRedirect).toBe(true);
  expect((await o.call('GET', '/api/v1/me', { cookie: cookieOf(whole) })).statusCode).toBe(200);

  const older = await o.hire('older@example.org');
  const before = cookieOf(await o.enter('older@example.org'));
  const over = cookieOf(await o.enter('a@example.org', PASSWORD, '203.0.113.7', before));
  expect((await o.call('GET', '/api/v1/me', { cookie: before })).statusCode).toBe(401);
  // A code opens once.
  const again = await o.call('POST', '/api/auth/two-factor/verify-totp', { cookie: over, body: { code } });
  expect([again.statusCode, again.json().detail, cookieOf(again)]).toEqual([401, { reason: 'code' }, '']);
  const byBoth = { cookie: `${before}; ${over}`, body: { code: await nextCode() } };
  expect((await o.call('POST', '/api/auth/two-factor/verify-totp', byBoth)).statusCode).toBe(200);
  const written = (await auditOf(o)).map(({ action, by }) => [action, by]).slice(-2);
  expect(written).toEqual([
    ['sign-in', older],
    ['two-factor.verify', id],
  ]);

  const backup = begun.backupCodes[0];
  const byBackup = async () => {
    const at = cookieOf(await o.enter('a@example.org'));
    return o.call('POST', '/api/auth/two-factor/verify-backup-code', { cookie: at, body: { code: backup } });
  };
  expect((await byBackup()).statusCode).toBe(200);
  expect((await byBackup()).statusCode).toBe(401);

  const statuses: number[] = [];
  for (let i = 0; i < 14; i++) {
    const at = cookieOf(await o.enter('a@example.org'));
    statuses.push(
      (
        await o.call('POST', '/api/auth/two-factor/verify-totp', {
          cookie: at,
          body: { code: '111111' },
          ip: `198.51.100.${i}`,
        })
      ).statusCode,
    );
  }
  expect(statuses.slice(0, 9).every((status) => status === 401)).toBe(true);
  expect(statuses.at(-1)).toBe(429);
});

test('a changed password must be good and ends the other sessions', async () => {
  await using o = await office();
  await o.hire('a@example.org');
  const other = cookieOf(await o.enter('a@example.org'));
  const cookie = cookieOf(await o.enter('a@example.org'));
  const change = (newPassword: string) =>
    o.call('POST', '/api/auth/change-password', {
      cookie,
      body: { currentPassword: PASSWORD, newPassword, revokeOtherSessions: false },
    });
  for (const bad of ['short', 'password1234', 'aaaaaaaaaaaaaa', '123456789012', 'a@example.org-2569'])
    expect((await change(bad)).json().code).toBe('invalid-input');
  const changed = await change('a whole new phrase');
  expect(changed.statusCode).toBe(200);
  expect((await o.call('GET', '/api/v1/me', { cookie: other })).statusCode).toBe(401);
  expect((await o.call('GET', '/api/v1/me', { cookie: cookieOf(changed) })).statusCode).toBe(200);
  expect((await o.enter('a@example.org')).statusCode).toBe(401);
});
