import { expect, test } from 'vitest';
import { cookieOf, type Office, office, PASSWORD } from '../../../test/office.ts';
import { firstAdministrator } from './first-administrator.ts';

const tokenOf = (link: string) => new URL(link, 'http://localhost').searchParams.get('token') ?? '';
const later = (o: Office, hours: number) => o.at(new Date(o.now().getTime() + hours * 3_600_000));

async function invited(o: Office, email = 'new@example.org') {
  const administrator = await o.signIn('administrator');
  const body = { email, name: 'ใหม่ มาแล้ว', roles: ['intake'], departmentId: null };
  const made = await o.call('POST', '/api/v1/invitations', { cookie: administrator.cookie, body });
  expect(made.statusCode).toBe(201);
  return { administrator, id: made.json().invitation.id, token: tokenOf(made.json().link) };
}
const accept = (o: Office, token: string, more: object = {}) =>
  o.call('POST', '/api/v1/invitations/accept', { body: { token, password: PASSWORD, ...more } });

test('an invitation is mailed, says what it is for, makes an account once, and its token is kept nowhere', async () => {
  await using o = await office();
  const { token } = await invited(o);
  expect(o.sent.map(({ email, link }) => [email, tokenOf(link)])).toEqual([['new@example.org', token]]);
  const kept = await o.scoped((tx) => tx.selectFrom('people.invitation').selectAll().execute());
  expect(JSON.stringify(kept)).not.toContain(token);
  const facts = await o.call('POST', '/api/v1/invitations/facts', { body: { token } });
  expect(facts.json()).toEqual({
    kind: 'invite',
    email: 'new@example.org',
    name: 'ใหม่ มาแล้ว',
    municipalityName: 'เทศบาลตำบลทดสอบ',
  });
  for (const password of ['password1234', 'new@example.org1']) {
    expect((await accept(o, token, { password })).statusCode).toBe(400);
  }
  expect((await accept(o, token)).json()).toEqual({ email: 'new@example.org' });
  expect((await accept(o, token)).json().code).toBe('link-expired');
  const me = await o.call('GET', '/api/v1/me', { cookie: cookieOf(await o.enter('new@example.org')) });
  expect(me.json().user).toMatchObject({ name: 'ใหม่ มาแล้ว', roles: ['intake'] });
});

test('of two who accept at once one joins; a link that is too old, void, replaced or invented is answered alike', async () => {
  await using o = await office();
  const { token, administrator } = await invited(o);
  const both = await Promise.all([accept(o, token), accept(o, token)]);
  expect(both.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([200, 410]);

  const old = await invited(o, 'old@example.org');
  later(o, 7 * 24 + 1);
  const voided = await invited(o, 'void@example.org');
  await o.call('DELETE', `/api/v1/invitations/${voided.id}`, { cookie: administrator.cookie });
  const replaced = await invited(o, 'again@example.org');
  const current = await invited(o, 'again@example.org');
  const answers = await Promise.all(
    [old.token, voided.token, replaced.token, 'x'.repeat(43)].map((each) => accept(o, each)),
  );
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([410, 410, 410, 410]);
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  expect((await accept(o, current.token)).statusCode).toBe(200);
  const twice = { email: 'AGAIN@example.org', name: 'x', roles: ['intake'], departmentId: null };
  expect((await o.call('POST', '/api/v1/invitations', { cookie: administrator.cookie, body: twice })).statusCode).toBe(
    409,
  );
});

test('a forgotten password: the answer tells nothing, the link sets a new one within the hour and ends every session', async () => {
  await using o = await office();
  await o.hire('a@example.org');
  const before = cookieOf(await o.enter('a@example.org'));
  const ask = (email: string) => o.call('POST', '/api/v1/password-resets', { body: { email } });
  const [known, unknown] = [await ask('A@example.org'), await ask('nobody@example.org')];
  expect([known.statusCode, known.body]).toEqual([unknown.statusCode, unknown.body]);
  expect(known.statusCode).toBe(202);
  expect(o.sent.map(({ kind, email }) => [kind, email])).toEqual([['reset', 'a@example.org']]);
  const token = tokenOf(o.sent[0]?.link ?? '');
  const password = 'a whole new phrase';
  expect((await accept(o, token, { password })).statusCode).toBe(200);
  expect((await accept(o, token, { password })).statusCode).toBe(410);
  expect((await o.call('GET', '/api/v1/me', { cookie: before })).statusCode).toBe(401);
  expect((await o.enter('a@example.org')).statusCode).toBe(401);
  expect((await o.enter('a@example.org', password)).statusCode).toBe(200);

  await ask('a@example.org');
  later(o, 1.1);
  expect((await accept(o, tokenOf(o.sent[1]?.link ?? ''), { password })).statusCode).toBe(410);
  for (let i = 0; i < 10; i++)
    await o.call('POST', '/api/v1/password-resets', { body: { email: 'b@example.org' }, ip: `198.51.100.${i}` });
  expect((await ask('b@example.org')).statusCode).toBe(429);
});

test('no secret is mailed to an address the asker made up; the own host of the municipality and this machine are good', async () => {
  await using o = await office();
  await o.hire('a@example.org');
  const ask = (host: string) =>
    o.call('POST', '/api/v1/password-resets', { body: { email: 'a@example.org' }, headers: { host } });
  for (const host of [
    'evil.example',
    'localhost.evil.example',
    'localhost@evil.example',
    '127.0.0.1.evil.example',
    'a b',
  ])
    expect([host, (await ask(host)).statusCode]).toEqual([host, 202]);
  expect(o.sent).toEqual([]);
  expect(await o.scoped((tx) => tx.selectFrom('people.invitation').selectAll().execute())).toEqual([]);

  await o.scoped((tx) =>
    tx
      .updateTable('people.municipality')
      .set({ hosts: ['listen.example.go.th'] })
      .execute(),
  );
  for (const host of ['listen.example.go.th', 'listen.example.go.th:8443', 'localhost:3000', '127.0.0.1', '[::1]:3000'])
    await ask(host);
  expect(o.sent.map(({ link }) => new URL(link).host)).toEqual([
    'listen.example.go.th',
    'listen.example.go.th:8443',
    'localhost:3000',
    '127.0.0.1',
    '[::1]:3000',
  ]);
});

test('an administrator at an unknown address is shown the link of their own browser, and nobody is mailed it', async () => {
  await using o = await office();
  const id = await o.hire('a@example.org');
  const { cookie } = await o.signIn('administrator');
  const asked = { cookie, headers: { host: 'evil.example' } };
  const body = { email: 'new@example.org', name: 'ใหม่', roles: ['intake'], departmentId: null };
  const made = [
    await o.call('POST', '/api/v1/invitations', { ...asked, body }),
    await o.call('POST', `/api/v1/staff/${id}/reset-link`, asked),
  ];
  for (const answer of made) {
    expect(answer.statusCode).toBe(201);
    expect(new URL(answer.json().link).host).toBe('evil.example');
  }
  expect(o.sent).toEqual([]);
  expect((await accept(o, tokenOf(made[0]?.json().link))).statusCode).toBe(200);
});

test('the first administrator: a link that each start renews, an e-mail of their choice, and only while nobody is there', async () => {
  await using o = await office();
  const start = () => firstAdministrator(o.db, o.municipalityId, { now: o.now() });
  const [first, second] = [await start(), await start()];
  if (first.state !== 'link' || second.state !== 'link') throw new Error('no link was made');
  expect((await accept(o, tokenOf(first.path), { name: 'ก', email: 'a@example.org' })).statusCode).toBe(410);
  expect((await accept(o, tokenOf(second.path), { name: 'ก' })).statusCode).toBe(400);
  expect((await accept(o, tokenOf(second.path), { name: 'ก', email: 'boss@example.org' })).statusCode).toBe(200);
  const me = await o.call('GET', '/api/v1/me', { cookie: cookieOf(await o.enter('boss@example.org')) });
  expect(me.json().user.roles).toEqual(['administrator', 'intake']);
  expect(await start()).toEqual({ state: 'there' });
});

test('several servers that start with an e-mail and a password make one administrator', async () => {
  await using o = await office();
  const given = { email: 'boss@example.org', password: PASSWORD, now: o.now() };
  const states = await Promise.all([1, 2, 3].map(() => firstAdministrator(o.db, o.municipalityId, given)));
  expect(states.map(({ state }) => state).sort()).toEqual(['created', 'there', 'there']);
  expect((await o.enter('boss@example.org')).statusCode).toBe(200);
});
