import { audit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Actor } from './actor.ts';
import { endSessions } from './auth/session.ts';
import { loadMunicipality } from './municipality.ts';
import type { TellStaff } from './send-link.ts';

/**
 * For who lost the telephone and the backup codes: the second factor and every session end, and the person is told by mail. The
 * next sign-in asks for the password alone. One's own is dropped on the account page, with the password, not here.
 * @throws Refusal('not-allowed') for one's own, Refusal('not-found') for nobody, or one without a second factor
 */
export async function clearSecondFactor(
  tx: Tx,
  { actor, now }: { actor: Actor; now: Date },
  id: string,
  tell: TellStaff | null,
): Promise<void> {
  if (actor.id === id) throw new Refusal('not-allowed', { reason: 'own' });
  const user = await tx
    .updateTable('auth.user')
    .set({ twoFactorEnabled: false, updatedAt: now })
    .where('id', '=', id)
    .where('twoFactorEnabled', '=', true)
    .returning(['email', 'name'])
    .executeTakeFirst();
  if (!user) throw new Refusal('not-found');
  await tx.deleteFrom('auth.twoFactor').where('userId', '=', id).execute();
  await endSessions(tx, id);
  const { nameTh } = await loadMunicipality(tx);
  await tell?.(tx, { kind: 'second-factor-cleared', userId: id, ...user, municipalityName: nameTh, at: now });
  const by = { at: now, actorKind: actor.kind, actorId: actor.id };
  await audit(tx, [{ ...by, action: 'two-factor.clear', subjectKind: 'staff', subjectId: id }]);
}
