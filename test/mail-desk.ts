import { office } from './desk.ts';
import { startImap } from './fakes/imap-server.ts';
import { mailServer } from './mail-server.ts';
import { runAllJobs } from './run-jobs.ts';

type Written = {
  from?: string;
  subject?: string;
  text?: string;
  messageId?: string;
  /** Further headers, one a line. */
  headers?: readonly string[];
};
let count = 0;

/** An office whose mail comes out of a mailbox and goes out by a mail server; both keep what they took. */
export async function mailDesk({ env = {} }: { env?: Record<string, string> } = {}) {
  const imap = await startImap();
  const smtp = await mailServer();
  const { sent } = smtp;
  const o = await office({ smtpUrl: smtp.url, env: { ...env, IMAP_URL: imap.url } });
  const { w } = o;
  const poll = () =>
    runAllJobs(
      { jobs: w.jobs, schedules: w.schedules, parts: w.parts, municipalities: [w.municipalityId] },
      w.ownerUrl,
      'every.channels.poll-all',
    );
  await poll();
  return {
    ...o,
    imap,
    sent,
    poll,
    /** A mail arrives; what it leads to is done. */
    async arrives(source: string | Buffer) {
      imap.deliver(source, w.now());
      await poll();
    },
    letter({
      from = 'Somchai <somchai@example.com>',
      subject = '',
      text = '',
      messageId,
      headers = [],
    }: Written): string {
      count += 1;
      const encoded =
        Buffer.from(text)
          .toString('base64')
          .match(/.{1,76}/g) ?? [];
      return [
        `From: ${from}`,
        'To: desk@example.org',
        `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
        `Message-ID: ${messageId ?? `<m${count}@example.com>`}`,
        ...headers,
        'MIME-Version: 1.0',
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: base64',
        '',
        ...encoded,
        '',
      ].join('\r\n');
    },
    cases: () => w.scoped((tx) => tx.selectFrom('complaints.complaint').selectAll().orderBy('sequence').execute()),
    events: () =>
      w.scoped((tx) => tx.selectFrom('channels.event').select(['kind', 'state', 'raw']).orderBy('id').execute()),
    async [Symbol.asyncDispose]() {
      await o[Symbol.asyncDispose]();
      await smtp[Symbol.asyncDispose]();
      await imap[Symbol.asyncDispose]();
    },
  };
}
