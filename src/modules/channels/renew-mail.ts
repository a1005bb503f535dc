import type { Tx } from '../../platform/db/db.ts';
import type { NewMessage } from './queue-message.ts';

type Waiting = Pick<NewMessage, 'subjectKind' | 'subjectId' | 'template' | 'recipient'>;

/**
 * Gives a mail that still waits, while the mail server is away, the words that are true now; one that is being sent this moment goes as it is.
 * True when it did.
 */
export async function renewMail(
  tx: Tx,
  { subjectKind, subjectId, template, recipient }: Waiting,
  { title, body }: Pick<NewMessage, 'title' | 'body'>,
  now: Date,
): Promise<boolean> {
  const renewed = await tx
    .updateTable('channels.message')
    .set({ title, body })
    .where('subject_kind', '=', subjectKind)
    .where('subject_id', '=', subjectId)
    .where('template', '=', template)
    .where('channel', '=', 'email')
    .where('recipient', '=', recipient.trim())
    .where('thread_id', 'is', null)
    .where('status', '=', 'queued')
    .where((row) => row.or([row('claimed_until', 'is', null), row('claimed_until', '<=', now)]))
    .returning('id')
    .execute();
  return renewed.length > 0;
}
