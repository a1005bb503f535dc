import { audit } from '../../../platform/audit.ts';
import type { Tx } from '../../../platform/db/db.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { sendAgain } from '../../channels/index.ts';
import type { Actor } from '../../people/index.ts';
import { mayHandle, maySee } from '../rules.ts';
import { loadComplaint } from '../store.ts';
import { isToStaff } from './citizen-key.ts';
import { holdAddress, ownWays } from './own-ways.ts';

/**
 * Whoever handles a case sends once more what may not have arrived. @throws Refusal('not-found') for a case that they may not see ·
 * ('not-allowed') · ('wrong-state') where it is known what became of the message · ('not-theirs') where its chat was split off, or its address taken out
 */
export async function sendCaseMessageAgain(
  tx: Tx,
  actor: Actor,
  { id, messageId }: { id: string; messageId: string },
  now: Date,
): Promise<void> {
  const row = await loadComplaint(tx, id);
  if (!row || !maySee(row, actor)) throw new Refusal('not-found', { what: 'complaint' });
  if (!mayHandle(actor, row)) throw new Refusal('not-allowed', { step: 'send-again' });
  const { email } = await ownWays(tx, row);
  const mailTo = async (template: string) => {
    if (isToStaff(template)) return null;
    await holdAddress(tx, row, email);
    return email;
  };
  const queued = await sendAgain(tx, { subjectId: id, messageId, mailTo }, now);
  if (queued === null) return;
  const { kind: actorKind, id: actorId } = actor;
  const detail = { messageId, again: queued };
  const subject = { subjectKind: 'complaint', subjectId: id };
  await audit(tx, [{ at: now, actorKind, actorId, action: 'complaint.send-again', ...subject, detail }]);
}
