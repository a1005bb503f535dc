import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { audit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { sha256 } from '../../platform/token.ts';
import { dayOf } from '../../thai/index.ts';
import type { Actor } from './actor.ts';
import { mustBeDepartment } from './change-directory.ts';
import type { Invitation, Invite } from './contract.ts';
import type { Role } from './permissions.ts';
import type { InvitationKind } from './tables.ts';

type By = { readonly actor: Actor; readonly now: Date };
const HOUR = 3_600_000;
/** How long a link opens anything. */
const LASTS: Record<InvitationKind, number> = { invite: 7 * 24 * HOUR, reset: HOUR, 'first-administrator': 24 * HOUR };

/** A link that was made: what it is for, and the token, which is kept nowhere else. */
export type Made = { readonly invitation: Invitation; readonly token: string };

/** Invites someone to the staff; an older invitation to the same address opens nothing from now on. @throws Refusal('already-there') */
export async function inviteStaff(tx: Tx, by: By, invite: Invite): Promise<Made> {
  const email = invite.email.trim().toLowerCase();
  const user = await tx.selectFrom('auth.user').select('id').where('email', '=', email).executeTakeFirst();
  if (user) throw new Refusal('already-there', { field: '/email' });
  if (invite.departmentId) await mustBeDepartment(tx, invite.departmentId, dayOf(by.now), '/departmentId');
  const made = await makeLink(tx, by, {
    kind: 'invite',
    email,
    name: invite.name,
    roles: invite.roles,
    departmentId: invite.departmentId,
    userId: null,
  });
  await note(tx, by, 'staff.invite', made.invitation.id, { roles: invite.roles, departmentId: invite.departmentId });
  return made;
}

/** A link with which one member of staff sets a new password. @throws Refusal('not-found') for nobody who is active */
export async function makeResetLink(tx: Tx, by: By, userId: string): Promise<Made> {
  const user = await activeUser(tx).where('u.id', '=', userId).executeTakeFirst();
  if (!user) throw new Refusal('not-found');
  return resetFor(tx, by, user);
}

/** The same for an e-mail somebody typed; null, and nothing changed, when no active account has it. */
export async function askReset(tx: Tx, by: By, email: string): Promise<Made | null> {
  const user = await activeUser(tx).where('u.email', '=', email.trim().toLowerCase()).executeTakeFirst();
  return user ? resetFor(tx, by, user) : null;
}

async function resetFor(tx: Tx, by: By, user: { id: string; email: string; name: string }): Promise<Made> {
  const made = await makeLink(tx, by, {
    kind: 'reset',
    email: user.email,
    name: user.name,
    roles: [],
    departmentId: null,
    userId: user.id,
  });
  await note(tx, by, 'staff.reset-link', made.invitation.id, { userId: user.id });
  return made;
}

type Wanted = {
  kind: InvitationKind;
  email: string;
  name: string;
  roles: readonly Role[];
  departmentId: string | null;
  userId: string | null;
};

/** Makes a link and ends the older ones of its kind for the same address. */
export async function makeLink(tx: Tx, { actor, now }: By, wanted: Wanted): Promise<Made> {
  await tx
    .updateTable('people.invitation')
    .set({ expires_at: now })
    .where('kind', '=', wanted.kind)
    .where('email', '=', wanted.email)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .execute();
  const token = randomBytes(32).toString('base64url');
  const { kind, email, name, departmentId, userId } = wanted;
  const row = await tx
    .insertInto('people.invitation')
    .values({
      id: v7(),
      kind,
      email,
      name,
      roles: [...wanted.roles],
      department_id: departmentId,
      user_id: userId,
      token_hash: sha256(token),
      created_by: actor.id,
      created_at: now,
      expires_at: new Date(now.getTime() + LASTS[kind]),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { invitation: asInvitation(row), token };
}

/** Invitations and resets, newest first. */
export async function listInvitations(tx: Tx): Promise<Invitation[]> {
  const rows = await tx
    .selectFrom('people.invitation')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  return rows.map(asInvitation);
}

/** The link opens nothing from now on. @throws Refusal('not-found') when it was used, has expired or is unknown */
export async function voidInvitation(tx: Tx, by: By, id: string): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('people.invitation')
    .set({ expires_at: by.now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', by.now)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Refusal('not-found');
  await note(tx, by, 'staff.void-link', id, {});
}

const activeUser = (tx: Tx) =>
  tx
    .selectFrom('auth.user as u')
    .innerJoin('people.staff as s', (on) =>
      on.onRef('s.municipality_id', '=', 'u.municipality_id').onRef('s.user_id', '=', 'u.id'),
    )
    .select(['u.id', 'u.email', 'u.name'])
    .where('s.active', '=', true);

type Row = {
  id: string;
  kind: InvitationKind;
  email: string;
  name: string;
  roles: Role[];
  department_id: string | null;
  created_at: Date;
  expires_at: Date;
  used_at: Date | null;
};

const asInvitation = (row: Row): Invitation => ({
  id: row.id,
  kind: row.kind,
  email: row.email,
  name: row.name,
  roles: row.roles,
  departmentId: row.department_id,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  usedAt: row.used_at?.toISOString() ?? null,
});

const note = (tx: Tx, { actor, now }: By, action: string, id: string, detail: Record<string, unknown>) =>
  audit(tx, [
    { at: now, actorKind: actor.kind, actorId: actor.id, action, subjectKind: 'invitation', subjectId: id, detail },
  ]);
