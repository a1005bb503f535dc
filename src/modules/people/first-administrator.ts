import { audit } from '../../platform/audit.ts';
import { type Db, inMunicipality, type Tx } from '../../platform/db/db.ts';
import { SYSTEM } from './actor.ts';
import { hashPassword } from './auth/password.ts';
import { makeLink } from './invitation.ts';
import type { Role } from './permissions.ts';
import { addStaff } from './staff.ts';

const ROLES: readonly Role[] = ['administrator', 'intake'];

/** `path` is relative to the console's address and opens once, for a day. */
export type FirstAdministrator =
  | { readonly state: 'there' | 'created' }
  | { readonly state: 'link'; readonly path: string };

/**
 * Sees to it that somebody can get in. With nobody on the staff: an e-mail and a password (the operator's own, so only its length is
 * asked of by the configuration) make the administrator; otherwise a link is made, and the one made before it opens nothing.
 */
export async function firstAdministrator(
  db: Db,
  municipalityId: string,
  { email, password, now }: { email?: string | undefined; password?: string | undefined; now: Date },
): Promise<FirstAdministrator> {
  if (await inMunicipality(db, municipalityId, hasStaff)) return { state: 'there' };
  const passwordHash = email && password ? await hashPassword(password) : null;
  return inMunicipality(db, municipalityId, async (tx) => {
    // Several servers that start at once take turns here.
    await tx.selectFrom('people.municipality').select('municipality_id').forUpdate().execute();
    if (await hasStaff(tx)) return { state: 'there' };
    // Links made before open nothing from now on, whichever way it goes.
    await tx
      .updateTable('people.invitation')
      .set({ expires_at: now })
      .where('kind', '=', 'first-administrator')
      .where('used_at', 'is', null)
      .execute();
    if (email && passwordHash) {
      const userId = await addStaff(
        tx,
        { email, name: 'ผู้ดูแลระบบ', passwordHash, roles: ROLES, departmentId: null },
        now,
      );
      await audit(tx, [
        {
          at: now,
          actorKind: 'system',
          actorId: null,
          action: 'staff.first-administrator',
          subjectKind: 'staff',
          subjectId: userId,
        },
      ]);
      return { state: 'created' };
    }
    const wanted = {
      kind: 'first-administrator',
      email: email?.toLowerCase() ?? '',
      name: '',
      roles: ROLES,
      departmentId: null,
      userId: null,
    } as const;
    const { token } = await makeLink(tx, { actor: SYSTEM, now }, wanted);
    return { state: 'link', path: welcomePath(token) };
  });
}

/** Where a link of any kind is opened. */
export const welcomePath = (token: string): string => `/console/welcome?token=${token}`;

async function hasStaff(tx: Tx): Promise<boolean> {
  return (await tx.selectFrom('people.staff').select('user_id').limit(1).executeTakeFirst()) !== undefined;
}
