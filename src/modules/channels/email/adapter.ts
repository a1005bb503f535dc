import type { Adapter, Fetched, Reach, TestResult } from '../adapter.ts';
import type { MediaRef } from '../arrival.ts';
import { parsed } from './as-thai.ts';
import { MailboxRefused, MOST_BYTES, withMailbox } from './mailbox.ts';
import { pollMailbox } from './poll.ts';
import { readLetter } from './read.ts';

/** E-mail: read from a mailbox every minute, answered by the mail server that the installation sends with. */
export const emailAdapter: Adapter = {
  kind: 'email',
  fields: [{ name: 'imapUrl', secret: true, required: true, environment: 'IMAP_URL' }],
  abilities: {
    longestText: 100_000,
    mostAtOnce: 1,
    windowHours: null,
    humanWindowHours: null,
    sends: ['text', 'link'],
    inPublic: null,
  },
  door: null,
  read: (event) => readLetter(event),
  // The outbox gives mail to the mail server (see queue-message.ts); a thread's own job is never given a mail.
  send: () =>
    Promise.resolve({
      outcome: 'refused',
      answer: 'mail goes by the mail server',
      method: '',
      cost: 0,
      providerIds: [],
      retryAfterSeconds: null,
      problem: null,
    }),
  test: testMailbox,
  fetchMedia,
  poll: (cursor, reach) => pollMailbox(cursor, reach),
};

async function testMailbox(reach: Reach): Promise<TestResult> {
  try {
    return await withMailbox(reach.settings, (_client, box) =>
      Promise.resolve({ ok: true, detail: `${box.path} (${box.exists})`, problem: null }),
    );
  } catch (error) {
    const refused = error instanceof MailboxRefused ? error : null;
    return { ok: false, detail: refused?.message ?? '', problem: refused?.problem ?? 'unreachable' };
  }
}

/** A file of a mail is read out of the mailbox again: it is not kept twice. @throws MailboxRefused when the mailbox is not reached */
function fetchMedia({ ref }: MediaRef, reach: Reach): Promise<Fetched> {
  const [validity = '', uid = '', index = ''] = ref.split('/');
  if (index === '-1') return Promise.resolve({ state: 'gone', why: 'the mail is too large' });
  return withMailbox(reach.settings, async (client, box): Promise<Fetched> => {
    if (String(box.uidValidity) !== validity) return { state: 'gone', why: 'the mailbox was numbered anew' };
    const got = await client.fetchOne(uid, { uid: true, source: { maxLength: MOST_BYTES } }, { uid: true });
    const source = got ? got.source : undefined;
    if (!source) return { state: 'gone', why: 'the mail was removed' };
    const file = (await parsed(source)).attachments[Number(index)];
    if (!file) return { state: 'gone', why: 'no such file in the mail' };
    const name = typeof file.filename === 'string' ? file.filename : null;
    return { state: 'ready', bytes: file.content, mediaType: file.contentType, name };
  });
}
