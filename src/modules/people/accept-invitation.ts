import { audit } from '../../platform/audit.ts';
import { type Db, inMunicipality, type Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { sha256 } from '../../platform/token.ts';
import { hashPassword, mustBeGoodPassword } from './auth/password.ts';
import { endSessions } from './auth/session.ts';
import type { AcceptInvitation } from './contract.ts';
import { addStaff } from './staff.ts';

/** What a link is for. @throws Refusal('link-expired') alike for one that is unknown, used, void or too old */
export async function openLink(tx: Tx, token: string, now: Date) {
  const link = await tx
    .selectFrom('people.invitation')
    .select(['kind', 'email', 'name'])
    .where('token_hash', '=', sha256(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (!link) throw new Refusal('link-expired');
  return link;
}

/**
 * Uses a link up: an invitation makes the account and its place on the staff, a reset sets the password and ends every session.
 * Of two who use it at once one wins; a refused password leaves the link as it was. Returns the e-mail to sign in with.
 * @throws Refusal('link-expired'), Refusal('invalid-input'), Refusal('already-there')
 */
export async function acceptInvitation(
  db: Db,
  municipalityId: string,
  given: AcceptInvitation,
  now: Date,
): Promise<string> {
  const link = await inMunicipality(db, municipalityId, (tx) => openLink(tx, given.token, now));
  const email = link.email || given.email?.trim().toLowerCase();
  if (!email) throw new Refusal('invalid-input', { fields: [{ field: '/email', problem: 'missing' }] });
  const name = given.name || link.name;
  if (!name) throw new Refusal('invalid-input', { fields: [{ field: '/name', problem: 'missing' }] });
  mustBeGoodPassword(given.password, email);
  // Hashing takes its time: it is done before anything is locked.
  const passwordHash = await hashPassword(given.password);
  await inMunicipality(db, municipalityId, async (tx) => {
    const used = await useUp(tx, given.token, now);
    const userId =
      used.kind === 'reset'
        ? await setPassword(tx, used.user_id, passwordHash, now)
        : await join(tx, used, { email, name, passwordHash }, now);
    const action = used.kind === 'reset' ? 'staff.reset-password' : 'staff.join';
    await audit(tx, [
      {
        at: now,
        actorKind: 'staff',
        actorId: userId,
        action,
        subjectKind: 'staff',
        subjectId: userId,
        detail: { invitation: used.id },
      },
    ]);
  });
  return email;
}

async function useUp(tx: Tx, token: string, now: Date) {
  const used = await tx
    .updateTable('people.invitation')
    .set({ used_at: now })
    .where('token_hash', '=', sha256(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['id', 'kind', 'user_id', 'roles', 'department_id'])
    .executeTakeFirst();
  if (!used) throw new Refusal('link-expired');
  return used;
}

type Joining = { email: string; name: string; passwordHash: string };

function join(
  tx: Tx,
  link: Awaited<ReturnType<typeof useUp>>,
  { email, name, passwordHash }: Joining,
  now: Date,
): Promise<string> {
  return addStaff(tx, { email, name, passwordHash, roles: link.roles, departmentId: link.department_id }, now);
}

async function setPassword(tx: Tx, userId: string | null, passwordHash: string, now: Date): Promise<string> {
  const account = await tx
    .updateTable('auth.account')
    .set({ password: passwordHash, updatedAt: now })
    .where('userId', '=', userId)
    .where('providerId', '=', 'credential')
    .returning('userId')
    .executeTakeFirst();
  if (!account) throw new Refusal('link-expired');
  await endSessions(tx, account.userId);
  return account.userId;
}
