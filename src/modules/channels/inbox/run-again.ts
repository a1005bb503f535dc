import { audit } from '../../../platform/audit.ts';
import type { Tx } from '../../../platform/db/db.ts';
import { enqueue } from '../../../platform/jobs.ts';
import { Refusal } from '../../../platform/refusal.ts';
import type { Actor } from '../../people/index.ts';
import { READ } from './read-job.ts';

/** Has an event read once more, with all its attempts. What it caused before is not caused again. @throws Refusal('not-found' | 'content-removed') */
export async function runAgain(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  const before = await tx
    .selectFrom('channels.event')
    .select(['state', 'channel', 'raw_removed_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!before) throw new Refusal('not-found', { noun: 'channel-event' });
  if (before.raw_removed_at !== null) throw new Refusal('content-removed');
  await tx
    .updateTable('channels.event')
    .set({ state: 'waiting', attempts: 0, try_after: null, settled_at: null })
    .where('id', '=', id)
    .execute();
  await enqueue(tx, READ, { eventIds: [id] });
  await audit(tx, [
    {
      at: now,
      actorKind: actor.kind,
      actorId: actor.id,
      action: 'channel-event.run-again',
      subjectKind: 'channel-event',
      subjectId: id,
      detail: { channel: before.channel, before: before.state },
    },
  ]);
}
