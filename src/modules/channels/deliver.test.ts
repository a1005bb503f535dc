import { pino } from 'pino';
import { SMTPServer } from 'smtp-server';
import { v7 } from 'uuid';
import { afterEach, expect, it } from 'vitest';
import { NOW, world } from '../../../test/harness.ts';
import { type Mailer, openMailer } from '../../platform/mail/mailer.ts';
import type { MailOutcome } from '../../platform/mail/outcome.ts';
import { deliverJob, messagesOf, type NewMessage, queueMessage } from './index.ts';
import { MOST_MAIL_ATTEMPTS } from './rules.ts';

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const SUBJECT = v7();
const message = (changes: Partial<NewMessage> = {}): NewMessage => ({
  channel: 'email',
  recipient: 'somchai@example.com',
  subjectKind: 'complaint',
  subjectId: SUBJECT,
  template: 'received',
  title: 'รับเรื่องแล้ว',
  body: 'เลขรับเรื่อง ร.0001/2569',
  dedupeKey: v7(),
  now: NOW,
  ...changes,
});

async function desk() {
  const w = await world();
  open.push(() => w[Symbol.asyncDispose]());
  const { scoped, municipalityId } = w;
  const parts = { scoped, municipalityId, now: w.now, log: pino({ level: 'silent' }) };
  return {
    scoped,
    at: (minutes: number) => w.at(new Date(NOW.getTime() + minutes * 60_000)),
    queue: (changes?: Partial<NewMessage>) => scoped((tx) => queueMessage(tx, message(changes))),
    run: (mailer: Mailer | null, id: string | null, more: { isLast?: boolean } = {}) =>
      deliverJob(mailer, 'a key for tests').handle({ ...parts, ...more }, { messageId: id ?? '' }),
    sent: () => scoped((tx) => messagesOf(tx, 'complaint', SUBJECT)),
    body: (id: string | null) =>
      scoped((tx) =>
        tx
          .selectFrom('channels.message')
          .select('body')
          .where('id', '=', id ?? '')
          .executeTakeFirstOrThrow(),
      ),
  };
}

/** A far side that answers as told, in turn, and counts what it took. */
function far(...answers: MailOutcome['outcome'][]) {
  const taken: string[] = [];
  const mailer: Mailer = {
    async send({ id }) {
      const outcome = answers.shift() ?? 'accepted';
      if (outcome === 'accepted') taken.push(id);
      return { outcome, answer: `said ${outcome}` };
    },
    close: () => undefined,
  };
  return { mailer, taken };
}

it('sends a message once, however often its job runs, and keeps the proof', async () => {
  const d = await desk();
  const id = await d.queue();
  const { mailer, taken } = far();
  await d.run(mailer, id);
  await d.run(mailer, id);
  expect(taken).toEqual([id]);
  expect(await d.sent()).toMatchObject([
    {
      id,
      status: 'sent',
      attempts: 1,
      sentAt: NOW,
      lastAnswer: 'said accepted',
      deliveries: [{ attempt: 1, outcome: 'accepted' }],
    },
  ]);
});

it('sends it once when two workers run its job at the same time', async () => {
  const d = await desk();
  const id = await d.queue();
  const { mailer, taken } = far();
  const slow: Mailer = {
    ...mailer,
    send: async (mail) => new Promise((done) => setTimeout(() => done(mailer.send(mail)), 100)),
  };
  const runs = await Promise.allSettled([d.run(slow, id), d.run(slow, id)]);
  expect(runs.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  await d.run(slow, id);
  expect(taken).toEqual([id]);
});

it('is sent by another worker when the first died in the middle, but not before it must have', async () => {
  const d = await desk();
  const id = await d.queue();
  const dying: Mailer = { send: () => Promise.reject(new Error('killed')), close: () => undefined };
  await expect(d.run(dying, id)).rejects.toThrow('killed');
  const { mailer, taken } = far();
  await expect(d.run(mailer, id)).rejects.toThrow('another worker');
  d.at(3);
  await d.run(mailer, id);
  expect(taken).toEqual([id]);
});

it('waits and tries again while the server is not reached, then goes', async () => {
  const d = await desk();
  const id = await d.queue();
  const { mailer, taken } = far('unreachable', 'unreachable');
  await expect(d.run(mailer, id)).rejects.toThrow('waits');
  expect(await d.sent()).toMatchObject([{ status: 'queued', attempts: 1, lastAnswer: 'said unreachable' }]);
  await expect(d.run(mailer, id)).rejects.toThrow('waits');
  await d.run(mailer, id);
  expect(taken).toEqual([id]);
  const [kept] = await d.sent();
  expect(kept?.deliveries.map(({ outcome }) => outcome)).toEqual(['unreachable', 'unreachable', 'accepted']);
});

it('ends as failed after a refusal, and after the last attempt that reached nobody', async () => {
  const d = await desk();
  const refused = await d.queue();
  await d.run(far('refused').mailer, refused);
  const lost = await d.queue();
  const nobody = far(...Array.from({ length: MOST_MAIL_ATTEMPTS }, () => 'unreachable' as const));
  for (let attempt = 1; attempt < MOST_MAIL_ATTEMPTS; attempt += 1)
    await expect(d.run(nobody.mailer, lost)).rejects.toThrow();
  await d.run(nobody.mailer, lost);
  await d.run(nobody.mailer, lost);
  expect(await d.sent()).toMatchObject([
    { id: refused, status: 'failed', attempts: 1, sentAt: null },
    { id: lost, status: 'failed', attempts: MOST_MAIL_ATTEMPTS, sentAt: null },
  ]);
  expect(nobody.taken).toEqual([]);
  const cut = await d.queue();
  await d.run(far('unreachable').mailer, cut, { isLast: true });
  expect((await d.sent()).at(-1)).toMatchObject({ id: cut, status: 'failed', attempts: 1 });
});

it('says at once that no server is set up, and that an address is none', async () => {
  const d = await desk();
  await d.run(null, await d.queue());
  await d.queue({ recipient: 'somchai' });
  expect(await d.sent()).toMatchObject([
    { status: 'unroutable', lastAnswer: expect.stringContaining('SMTP_URL') },
    { status: 'unroutable', lastAnswer: expect.stringContaining('ไม่ถูกต้อง') },
  ]);
});

it('adds nothing for a key that was there, nor for a change that was taken back', async () => {
  const d = await desk();
  const id = await d.queue({ dedupeKey: 'received:1' });
  expect(await d.queue({ dedupeKey: 'received:1', title: 'again' })).toBeNull();
  await expect(
    d.scoped(async (tx) => {
      await queueMessage(tx, message());
      throw new Error('taken back');
    }),
  ).rejects.toThrow('taken back');
  expect((await d.sent()).map((kept) => kept.id)).toEqual([id]);
});

it('floods nobody: the twenty-first waits an hour, and far too many are not sent', async () => {
  const d = await desk();
  for (let i = 0; i < 21; i += 1)
    await d.queue({ template: 'closed', recipient: i % 2 ? 'SOMCHAI@example.com' : 'somchai@example.com' });
  await d.queue({ recipient: 'other@example.com' });
  const turns = await d.scoped((tx) =>
    tx.selectFrom('channels.message').select(['send_after', 'recipient']).orderBy('id').execute(),
  );
  const minutes = turns.map((row) => (row.send_after.getTime() - NOW.getTime()) / 60_000);
  expect(minutes).toEqual([...Array.from({ length: 20 }, () => 0), 60, 0]);
  await d.scoped((tx) =>
    tx
      .updateTable('channels.message')
      .set({ send_after: new Date(NOW.getTime() + 86_400_000) })
      .execute(),
  );
  const id = await d.queue();
  expect((await d.sent()).find((kept) => kept.id === id)?.status).toBe('unroutable');
});

it('keeps the words of a mail about a case, and not a link that opens an account', async () => {
  const d = await desk();
  const about = await d.queue();
  const account = await d.queue({ subjectKind: 'account', body: 'https://desk/secret' });
  const { mailer } = far('accepted', 'unreachable', 'accepted');
  await d.run(mailer, about);
  await expect(d.run(mailer, account)).rejects.toThrow();
  expect((await d.body(account)).body).toBe('https://desk/secret');
  await d.run(mailer, account);
  expect((await d.body(account)).body).toBe('');
  expect((await d.body(about)).body).toContain('ร.0001/2569');
});

it('lists the messages of one subject, and of no other', async () => {
  const d = await desk();
  const other = v7();
  await d.queue();
  await d.queue({ subjectId: other });
  const found = await d.scoped((tx) => messagesOf(tx, 'complaint', other));
  expect(found.map(({ subjectId }) => subjectId)).toEqual([other]);
  expect(await d.scoped((tx) => messagesOf(tx, 'complaint', v7()))).toEqual([]);
});

it('goes through a real mail server that first says "later"', async () => {
  const subjects: string[] = [];
  let calls = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onMailFrom(_address, _session, done) {
      calls += 1;
      done(calls === 1 ? Object.assign(new Error('4.7.1 greylisted'), { responseCode: 451 }) : null);
    },
    onData(stream, _session, done) {
      stream.on('data', (piece: Buffer) => subjects.push(String(piece)));
      stream.on('end', () => done());
    },
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.server.address();
  const mailer = openMailer(`smtp://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, 'desk@example.org');
  open.push(
    () => mailer.close(),
    () => new Promise<void>((done) => server.close(done)),
  );
  const d = await desk();
  const id = await d.queue();
  await expect(d.run(mailer, id)).rejects.toThrow('waits');
  await d.run(mailer, id);
  expect(await d.sent()).toMatchObject([{ status: 'sent', attempts: 2 }]);
  // Signed, so that an answer proves itself by it.
  expect(subjects.join('')).toMatch(new RegExp(`Message-ID:\\s+<${id}\\.[0-9a-f]{32}@example\\.org>`));
});

it('acknowledges five times an hour to one address, whoever files in its name; the rest is kept as not sent', async () => {
  const d = await desk();
  for (let i = 0; i < 7; i += 1) await d.queue({ recipient: i % 2 ? 'SOMCHAI@example.com' : 'somchai@example.com' });
  await d.queue({ template: 'closed' });
  await d.queue({ recipient: 'other@example.com' });
  await d.queue({ now: new Date(NOW.getTime() + 61 * 60_000) });
  const kept = await d.scoped((tx) =>
    tx.selectFrom('channels.message').select(['template', 'status']).orderBy('id').execute(),
  );
  const statuses = kept.map(({ template, status }) => `${template} ${status}`);
  expect(statuses.filter((each) => each === 'received queued')).toHaveLength(7);
  expect(statuses.filter((each) => each === 'received unroutable')).toHaveLength(2);
  expect(statuses.filter((each) => each === 'closed queued')).toHaveLength(1);
});
