import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export type Mail = { to: string; subject: string; text: string };

/** A real mail server that keeps what it is given; while `closed` it says "later" to everybody, once `meanwhile` is done. */
export async function postbox() {
  const mails: Mail[] = [];
  const box: { closed: boolean; meanwhile?: () => Promise<void> } = { closed: false };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onMailFrom: (_address, _session, done) => {
      const { meanwhile = () => Promise.resolve() } = box;
      delete box.meanwhile;
      const answer = () => done(box.closed ? Object.assign(new Error('later'), { responseCode: 451 }) : null);
      meanwhile().then(answer, done);
    },
    onData(stream, session, done) {
      void simpleParser(stream).then((mail) => {
        mails.push({
          to: session.envelope.rcptTo.map((each) => each.address).join(),
          subject: mail.subject ?? '',
          text: mail.text ?? '',
        });
        done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return Object.assign(box, {
    mails,
    url: `smtp://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}
