import type { Tx } from '../../platform/db/db.ts';
import { staffAddresses } from '../people/index.ts';
import { queueMessage } from './queue-message.ts';

type Mail = { readonly template: string; readonly title: string; readonly body: string; readonly dedupeKey: string };

/** The same mail to each administrator; with the same `dedupeKey` again nobody gets it twice. */
export async function tellAdministrators(tx: Tx, { dedupeKey, ...mail }: Mail, now: Date): Promise<void> {
  for (const { userId, email } of await staffAddresses(tx, { role: 'administrator' })) {
    await queueMessage(tx, {
      ...mail,
      channel: 'email',
      recipient: email,
      subjectKind: 'account',
      subjectId: userId,
      dedupeKey: `${dedupeKey}:${userId}`,
      now,
    });
  }
}
