import { once } from 'node:events';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail server that takes everything and keeps it. */
export async function mailServer(): Promise<{ url: string; sent: ParsedMail[] } & AsyncDisposable> {
  const sent: ParsedMail[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      void simpleParser(stream).then((mail) => {
        sent.push(mail);
        done();
      });
    },
  });
  smtp.on('error', () => undefined);
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
  const bound = smtp.server.address();
  return {
    url: `smtp://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`,
    sent,
    [Symbol.asyncDispose]: () => new Promise<void>((done) => smtp.close(() => done())),
  };
}
