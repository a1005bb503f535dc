import { z } from 'zod';
import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { wasTakenFrom } from './conversation/find-incoming.ts';
import { loadThread } from './conversation/thread.ts';
import { loadMessage } from './messages-of.ts';
import { Part } from './outgoing.ts';
import { againKey, queueMessage } from './queue-message.ts';

const Said = z.tuple([Part], Part);
const Answers = z.object({ externalId: z.string(), public: z.boolean() }).nullable();

type Again = {
  readonly subjectId: string;
  readonly messageId: string;
  /** Where a mail goes now, by what it was; null: where it went. */
  readonly mailTo: (template: string) => Promise<string | null>;
};

/**
 * Says once more what may or may not have arrived, as a message of its own beside it: the first stays uncertain. It goes by a key that
 * the provider knows, never by a free reply, so that this one's fate is known. The same again says nothing.
 * @throws Refusal('not-found') where the case has no such message · ('wrong-state') where it is known what became of it · ('not-theirs')
 * where the chat was split off from the person of the case since, or their address was taken out
 */
export async function sendAgain(tx: Tx, { subjectId, messageId, mailTo }: Again, now: Date): Promise<string | null> {
  const row = await loadMessage(tx, messageId);
  const thread = row?.thread_id ? await loadThread(tx, row.thread_id) : undefined;
  if (!row || row.subject_id !== subjectId) throw new Refusal('not-found', { what: 'message' });
  if (row.status !== 'uncertain' || (row.thread_id && !thread))
    throw new Refusal('wrong-state', { status: row.status });
  if (thread && (await wasTakenFrom(tx, thread.id, subjectId))) throw new Refusal('not-theirs', { what: 'thread' });
  const about = {
    recipient: row.recipient,
    subjectKind: row.subject_kind,
    subjectId,
    template: row.template,
    title: row.title,
    dedupeKey: againKey(row.id),
    insteadOf: row.id,
    ...(row.event_seq !== null && { eventSeq: row.event_seq }),
    now,
  };
  if (!thread) {
    const recipient = (await mailTo(row.template)) ?? row.recipient;
    if (recipient === '') throw new Refusal('not-theirs', { what: 'address' });
    return queueMessage(tx, { ...about, recipient, channel: 'email', body: row.body });
  }
  return queueMessage(tx, {
    ...about,
    thread,
    parts: Said.catch([{ kind: 'text', text: row.body || row.title }]).parse(row.parts),
    byHuman: row.by_human,
    answers: Answers.parse(row.answers),
  });
}
