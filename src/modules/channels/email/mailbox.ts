import { ImapFlow, type MailboxObject } from 'imapflow';
import type { Settings } from '../adapter.ts';

/** Longest that one visit to the mailbox may take, in milliseconds; then it counts as not reached. */
const PATIENCE_MS = 50_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1']);
/** 30 MB: what mail servers take at most is 25 MB, a third more in transport. A longer mail is read by its beginning only. */
export const MOST_BYTES = 36 * 1024 * 1024;

export type MailboxAddress = {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  /** True: the connection must be turned into TLS; false: it must not; undefined: where it is offered. */
  readonly startTls: boolean | undefined;
  readonly user: string;
  readonly pass: string;
  readonly folder: string;
};

/**
 * `imaps://user:password@host[:993][/folder]`, or `imap://…:143`, which must be turned into TLS when the server is another machine.
 * `?tls=off` is for a server of one's own without TLS. Null when the address is not one of these.
 */
export function readAddress(imapUrl: string): MailboxAddress | null {
  const url = URL.canParse(imapUrl) ? new URL(imapUrl) : null;
  if (!url || (url.protocol !== 'imap:' && url.protocol !== 'imaps:') || url.hostname === '' || url.username === '') {
    return null;
  }
  const host = url.hostname.replaceAll(/^\[|\]$/g, '');
  const secure = url.protocol === 'imaps:';
  const off = url.searchParams.get('tls') === 'off';
  try {
    return {
      host,
      port: Number(url.port) || (secure ? 993 : 143),
      secure,
      startTls: secure ? undefined : off ? false : LOOPBACK.has(host) ? undefined : true,
      user: decodeURIComponent(url.username),
      pass: decodeURIComponent(url.password),
      folder: decodeURIComponent(url.pathname.replace(/^\//, '')) || 'INBOX',
    };
  } catch {
    return null;
  }
}

export class MailboxRefused extends Error {
  override readonly name = 'MailboxRefused';
  readonly problem: 'wrong-key' | 'unreachable' | 'other';
  constructor(problem: 'wrong-key' | 'unreachable' | 'other', why: string) {
    super(why);
    this.problem = problem;
  }
}

/**
 * Opens the mailbox to read (EXAMINE: nothing is marked, nothing removed), and leaves it again.
 * @throws MailboxRefused when the address is none, the sign-in is refused, or the server is not reached in time
 */
export async function withMailbox<T>(
  settings: Settings,
  work: (client: ImapFlow, box: MailboxObject) => Promise<T>,
): Promise<T> {
  const address = readAddress(settings['imapUrl'] ?? '');
  if (!address) throw new MailboxRefused('other', 'imaps://user:password@host');
  const client = new ImapFlow({
    host: address.host,
    port: address.port,
    secure: address.secure,
    ...(address.startTls !== undefined && { doSTARTTLS: address.startTls }),
    auth: { user: address.user, pass: address.pass },
    tls: { minVersion: 'TLSv1.2' },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 30_000,
    maxLiteralSize: MOST_BYTES + 1024,
    maxResponseSize: MOST_BYTES + 1024 * 1024,
  });
  // What goes wrong is told by the promise; an event that nobody hears would end the program.
  client.on('error', () => undefined);
  const timer = setTimeout(() => client.close(), PATIENCE_MS);
  try {
    await client.connect();
    return await work(client, await client.mailboxOpen(address.folder, { readOnly: true }));
  } catch (error) {
    throw error instanceof MailboxRefused ? error : new MailboxRefused(problemOf(error), address.host);
  } finally {
    clearTimeout(timer);
    await client.logout().catch(() => undefined);
    client.close();
  }
}

function problemOf(error: unknown): 'wrong-key' | 'unreachable' {
  const refused = error instanceof Error && 'authenticationFailed' in error && error.authenticationFailed === true;
  return refused ? 'wrong-key' : 'unreachable';
}
