import { audit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Actor } from './actor.ts';

type By = { readonly actor: Actor; readonly now: Date };

/** Changes one's own name. @throws Refusal('not-found') for an actor that is no person */
export async function renameSelf(tx: Tx, by: By, name: string): Promise<void> {
  if (by.actor.kind !== 'staff' || by.actor.id === null) throw new Refusal('not-found');
  await renameStaff(tx, by, by.actor.id, name);
}

/**
 * Gives a person another name (a marriage, a mistake). Everything they did shows it from then on; the audit chain keeps the one
 * before. Nothing happens when it is the same. @throws Refusal('not-found')
 */
export async function renameStaff(tx: Tx, { actor, now }: By, id: string, name: string): Promise<void> {
  const user = await tx.selectFrom('auth.user').select('name').where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
  if (!user) throw new Refusal('not-found');
  if (user.name === name) return;
  await tx.updateTable('auth.user').set({ name, updatedAt: now }).where('id', '=', id).execute();
  const by = { at: now, actorKind: actor.kind, actorId: actor.id };
  const detail = { before: { name: user.name }, after: { name } };
  await audit(tx, [{ ...by, action: 'staff.rename', subjectKind: 'staff', subjectId: id, detail }]);
}
