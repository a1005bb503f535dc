import { keepBackWaiting } from '../../modules/channels/index.ts';
import type { Actor } from '../../modules/people/index.ts';
import { audit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/db/db.ts';
import { anyRests, endRest } from '../../platform/rest.ts';
import type { Resumed, Waiting } from './contract.ts';

/**
 * A desk that came back from a backup goes to work again. What waited when it came back is sent, or kept back for the officers of the cases.
 * Gives how many messages were kept back, and whether others of the installation still rest; null where the desk was at work already.
 */
export async function resume(
  tx: Tx,
  actor: Actor,
  { waiting, now }: { waiting: Waiting; now: Date },
): Promise<Resumed | null> {
  const rest = await endRest(tx);
  if (!rest) return null;
  const keptBack = waiting === 'keep-back' ? await keepBackWaiting(tx, rest.since, now) : 0;
  const snapshotAt = rest.snapshotAt.toISOString();
  await audit(tx, [
    {
      at: now,
      actorKind: actor.kind,
      actorId: actor.id,
      action: 'installation.resume',
      subjectKind: 'installation',
      subjectId: snapshotAt,
      detail: { waiting, keptBack, snapshotAt },
    },
  ]);
  return { keptBack, othersRest: await anyRests(tx) };
}
