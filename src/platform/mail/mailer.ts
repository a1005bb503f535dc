import { createTransport } from 'nodemailer';
import { type MailOutcome, outcomeOf } from './outcome.ts';

/** One plain-text mail to one person. */
export type Mail = {
  to: string;
  subject: string;
  text: string;
  /** The message's own id, a UUID. The same mail sent again carries the same Message-ID, so that a receiver can tell. */
  id: string;
  /** What stands in the Message-ID instead of the id: a form of it that an answer proves itself by. */
  reference?: string;
  /** The Message-ID of the mail that it answers, with its brackets. */
  inReplyTo?: string | null;
  /** An invitation (RFC 5545) that mail programs offer to put in the calendar. */
  calendar?: string | null;
};
export type Mailer = { send(mail: Mail): Promise<MailOutcome>; close(): void };

/** Longest a server may take for one mail, in milliseconds; then it counts as unreachable. */
const PATIENCE_MS = 60_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

/**
 * Opens a pool to the server in `smtpUrl`: `smtp://user:password@host:587` or `smtps://…:465`. Certificates are checked.
 * TLS: `smtps` from the start; `smtp` must be upgraded when a password is given and the server is another machine; without a
 * password it is upgraded where the server offers it. `?tls=off` in the address is for a relay of one's own without TLS.
 * @throws TypeError when the address is not one of these
 */
export function openMailer(smtpUrl: string, from: string, { patienceMs = PATIENCE_MS } = {}): Mailer {
  const url = new URL(smtpUrl);
  if (url.protocol !== 'smtp:' && url.protocol !== 'smtps:')
    throw new TypeError('SMTP_URL starts with smtp:// or smtps://');
  const secure = url.protocol === 'smtps:';
  const off = url.searchParams.get('tls') === 'off';
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost';
  const user = decodeURIComponent(url.username);
  const transport = createTransport({
    pool: true,
    host: url.hostname.replaceAll(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && !off && user !== '' && !LOOPBACK.has(url.hostname),
    ignoreTLS: off,
    tls: { minVersion: 'TLSv1.2' },
    ...(user && { auth: { user, pass: decodeURIComponent(url.password) } }),
    maxConnections: 2,
    maxMessages: 100,
    // The outbox repeats, and keeps proof of each attempt; the pool must not do so behind its back.
    maxRequeues: 0,
    idleTimeout: 30_000,
    connectionTimeout: Math.min(patienceMs, 15_000),
    greetingTimeout: Math.min(patienceMs, 15_000),
    socketTimeout: patienceMs,
    dnsTimeout: Math.min(patienceMs, 15_000),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: (mail) =>
      outcomeOf(
        transport.sendMail({
          from: oneLine(from),
          to: { name: '', address: mail.to },
          subject: oneLine(mail.subject),
          text: mail.text,
          textEncoding: 'base64',
          ...(mail.calendar && { icalEvent: { method: methodOf(mail.calendar), content: mail.calendar } }),
          messageId: `<${mail.reference ?? mail.id}@${domain}>`,
          ...(mail.inReplyTo && { inReplyTo: oneLine(mail.inReplyTo), references: oneLine(mail.inReplyTo) }),
          // RFC 3834 §5: no out-of-office answer should come back to the desk.
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
          disableFileAccess: true,
          disableUrlAccess: true,
          // Catches a server that sends a byte now and then, which no socket timeout notices.
          signal: AbortSignal.timeout(patienceMs),
        }),
      ),
    close: () => transport.close({ force: true }),
  };
}

const methodOf = (calendar: string) => (/^METHOD:CANCEL\r?$/m.test(calendar) ? 'CANCEL' : 'REQUEST');

/** A header is one line: what follows a line break would become a header of its own. */
const oneLine = (text: string) =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
