import { createServer, type Socket } from 'node:net';
import fc from 'fast-check';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, expect, it } from 'vitest';
import { type Mail, type Mailer, openMailer } from './mailer.ts';

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** A mail server that keeps what it takes. */
async function smtp(options: SMTPServerOptions = {}) {
  const taken: (ParsedMail & { raw: string })[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        const raw = Buffer.concat(pieces);
        void simpleParser(raw).then((mail) => {
          taken.push({ ...mail, raw: raw.toString('latin1') });
          done(null, '2.0.0 kept as 4711');
        });
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((done) => server.listen(0, '0.0.0.0', done));
  open.push(() => new Promise<void>((done) => server.close(done)));
  const address = server.server.address();
  return { taken, url: `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : ''}` };
}

function mailer(url: string, patienceMs = 3000): Mailer {
  const made = openMailer(url, 'ศูนย์รับเรื่อง <desk@example.org>', { patienceMs });
  open.push(() => made.close());
  return made;
}

const ID = '0198c0de-0000-7000-8000-000000000001';
const mail: Mail = {
  id: ID,
  to: 'somchai@example.com',
  subject: 'รับเรื่องของท่านแล้ว',
  text: 'เลขรับเรื่อง ร.0001/2569\nไฟทางดับ 💡\n',
};
const fail = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode });

it('brings Thai and emoji whole, plain, with a sender, an own Message-ID and a mark that it was automatic', async () => {
  const { url, taken } = await smtp();
  expect(await mailer(url).send(mail)).toEqual({ outcome: 'accepted', answer: '250 2.0.0 kept as 4711' });
  const [got] = taken;
  expect(got).toMatchObject({ subject: mail.subject, text: mail.text, html: false, messageId: `<${ID}@example.org>` });
  expect(got?.from?.value).toEqual([{ name: 'ศูนย์รับเรื่อง', address: 'desk@example.org' }]);
  expect(got?.headers.get('auto-submitted')).toBe('auto-generated');
  expect(got?.raw).toMatch(/^[\t\r\n -~]*$/);
});

it('sends a text of 20,000 letters in lines that a mail server takes', async () => {
  const { url, taken } = await smtp();
  const text = 'ก้'.repeat(10_000);
  expect((await mailer(url).send({ ...mail, text })).outcome).toBe('accepted');
  expect(taken[0]?.text?.trimEnd()).toBe(text);
  expect(Math.max(...(taken[0]?.raw.split('\r\n') ?? []).map((line) => line.length))).toBeLessThan(998);
});

it('makes no header and no recipient out of what people wrote', async () => {
  const { url, taken } = await smtp();
  const desk = mailer(url);
  const words = fc.string({
    unit: fc.constantFrom('a', 'ก', '\r', '\n', ':', ' ', ',', '<', '>', '\0', '\u2028', 'Bcc: x@y.th'),
    maxLength: 60,
  });
  await fc.assert(
    fc.asyncProperty(words, async (subject) => {
      await desk.send({ ...mail, subject: `a${subject}` });
      const got = taken.at(-1);
      const to = got?.to;
      expect(to && !Array.isArray(to) ? to.value.map(({ address }) => address) : []).toEqual([mail.to]);
      expect(got?.bcc).toBeUndefined();
      expect(got?.text).toBe(mail.text);
    }),
    { numRuns: 40 },
  );
  const attack = await desk.send({ ...mail, to: 'a@example.com\r\nRCPT TO:<other@example.com>' });
  const last = taken.at(-1)?.to;
  expect(attack.outcome === 'refused' || !JSON.stringify(last).includes('"other@example.com"')).toBe(true);
});

it('is refused for good by a 5xx about the mail, and keeps the answer', async () => {
  const { url } = await smtp({ onRcptTo: (_address, _session, done) => done(fail(550, '5.1.1 no such mailbox')) });
  expect(await mailer(url).send(mail)).toEqual({ outcome: 'refused', answer: '550 5.1.1 no such mailbox' });
});

it('keeps an answer that quotes the recipient without the address', async () => {
  const quoting = '5.1.1 <somchai@example.com>: no "som chai"@example.com, nor to=สมชาย@ตัวอย่าง.ไทย here';
  const { url } = await smtp({ onRcptTo: (_address, _session, done) => done(fail(550, quoting)) });
  const { outcome, answer } = await mailer(url).send(mail);
  expect(outcome).toBe('refused');
  expect(answer).toBe('550 5.1.1 <…@…>: no …@…, nor …@… here');
});

it('may go later after a 4xx, and after a 5xx about the sign-in, which is ours to mend', async () => {
  const busy = await smtp({ onRcptTo: (_address, _session, done) => done(fail(451, '4.7.1 greylisted')) });
  expect(await mailer(busy.url).send(mail)).toEqual({ outcome: 'unreachable', answer: '451 4.7.1 greylisted' });
  const locked = await smtp({
    allowInsecureAuth: true,
    onAuth: (_auth, _session, done) => done(fail(535, '5.7.8 wrong password')),
  });
  const answer = await mailer(locked.url.replace('//', '//user:pass@')).send(mail);
  expect(answer).toMatchObject({ outcome: 'unreachable', answer: expect.stringContaining('535') });
  const closed = await smtp({ onConnect: (_session, done) => done(fail(554, 'no service here')) });
  expect((await mailer(closed.url).send(mail)).outcome).toBe('unreachable');
});

// The whole of 127.0.0.0/8 is this machine on Linux: 127.0.0.2 stands for another one.
it.runIf(process.platform === 'linux')('never sends a password in the clear to another machine', async () => {
  const seen: unknown[] = [];
  const { url } = await smtp({
    allowInsecureAuth: true,
    onAuth({ password }, _session, done) {
      seen.push(password);
      done(null, { user: 'x' });
    },
  });
  const other = url.replace('127.0.0.1', '127.0.0.2').replace('//', '//user:pass@');
  expect((await mailer(other).send(mail)).outcome).toBe('unreachable');
  expect(seen).toEqual([]);
  expect((await mailer(`${other}?tls=off`).send(mail)).outcome).toBe('accepted');
  expect(seen).toEqual(['pass']);
});

/** A server that is told what to do with a connection, byte by byte. */
async function raw(behave: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    behave(socket);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  open.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((done) => void server.close(() => done()));
  });
  const address = server.address();
  return `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

it('does not wait for ever: nobody there, a server that says nothing, one that trickles, one that dies in the middle', async () => {
  const gone = await raw((socket) => socket.destroy());
  const silent = await raw(() => undefined);
  const trickle = await raw((socket) => {
    const timer = setInterval(() => socket.write('2'), 50);
    socket.on('close', () => clearInterval(timer));
  });
  const dying = await raw((socket) => {
    socket.write('220 hello\r\n');
    socket.on('data', (said) => {
      if (/^(EHLO|MAIL|RCPT)/.test(String(said))) socket.write('250 ok\r\n');
      else if (String(said).startsWith('DATA')) socket.write('354 go on\r\n');
      else socket.destroy();
    });
  });
  const started = performance.now();
  for (const url of ['smtp://127.0.0.1:1', gone, silent, trickle, dying]) {
    const { outcome, answer } = await mailer(url, 400).send(mail);
    expect([url, outcome]).toEqual([url, 'unreachable']);
    expect(answer).not.toBe('');
  }
  expect(performance.now() - started).toBeLessThan(60_000);
});

it('refuses an address that is not a mail server', () => {
  expect(() => openMailer('https://example.org', 'desk@example.org')).toThrow('SMTP_URL');
});
