import { v7 } from 'uuid';
import { audit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { dayOf } from '../../thai/index.ts';
import type { Actor } from './actor.ts';
import { endSessions } from './auth/session.ts';
import { mustBeDepartment, noteMovedOut } from './change-directory.ts';
import type { StaffChange, StaffMember } from './contract.ts';
import type { Role } from './permissions.ts';
import { renameStaff } from './rename-staff.ts';

export type NewStaff = {
  readonly email: string;
  readonly name: string;
  /** As `hashPassword` made it. */
  readonly passwordHash: string;
  readonly roles: readonly Role[];
  readonly departmentId: string | null;
  readonly position?: string;
};

/** An account with a password and its place on the staff. Returns the user's id. @throws Refusal('already-there') for an e-mail in use */
export async function addStaff(tx: Tx, staff: NewStaff, now: Date): Promise<string> {
  const id = v7();
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('auth.user')
    .values({
      id,
      name: staff.name,
      email: staff.email.trim().toLowerCase(),
      emailVerified: true,
      image: null,
      createdAt: now,
      updatedAt: now,
    })
    .onConflict((row) => row.columns(['municipality_id', 'email']).doNothing())
    .executeTakeFirst();
  if (!numInsertedOrUpdatedRows) throw new Refusal('already-there', { field: '/email' });
  await tx
    .insertInto('auth.account')
    .values({
      id: v7(),
      userId: id,
      accountId: id,
      providerId: 'credential',
      password: staff.passwordHash,
      createdAt: now,
      updatedAt: now,
    })
    .execute();
  await tx
    .insertInto('people.staff')
    .values({
      user_id: id,
      department_id: staff.departmentId,
      roles: [...staff.roles],
      position: staff.position ?? '',
      created_at: now,
    })
    .execute();
  return id;
}

/** Everybody who works or worked here, by name. E-mail addresses are for whoever manages the staff. */
export async function listStaff(tx: Tx, actor: Actor): Promise<StaffMember[]> {
  const rows = await staff(tx).orderBy('u.name').orderBy('u.id').execute();
  return rows.map((row) => asMember(row, actor));
}

/** @throws Refusal('not-found') */
export async function loadStaff(tx: Tx, actor: Actor, id: string): Promise<StaffMember> {
  const row = await staff(tx).where('s.user_id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('not-found');
  return asMember(row, actor);
}

/**
 * Changes what someone is; at once, also for sessions they have. One who is no longer active is signed out everywhere.
 * @throws Refusal('not-found'), Refusal('in-use') when no active administrator would be left
 */
export async function changeStaff(
  tx: Tx,
  { actor, now }: { actor: Actor; now: Date },
  id: string,
  change: StaffChange,
): Promise<StaffMember> {
  const before = await loadStaff(tx, actor, id);
  if (change.departmentId && change.departmentId !== before.departmentId) {
    await mustBeDepartment(tx, change.departmentId, dayOf(now), '/departmentId');
  }
  await mustLeaveAdministrator(tx, id, change);
  await tx
    .updateTable('people.staff')
    .set({ position: change.position, roles: change.roles, department_id: change.departmentId, active: change.active })
    .where('user_id', '=', id)
    .execute();
  if (before.departmentId !== null && before.departmentId !== change.departmentId)
    await noteMovedOut(tx, before.departmentId);
  if (!change.active) await endSessions(tx, id);
  const { name, ...rest } = change;
  if (name !== undefined) await renameStaff(tx, { actor, now }, id, name);
  const { position, roles, departmentId, active } = before;
  await audit(tx, [
    {
      at: now,
      actorKind: actor.kind,
      actorId: actor.id,
      action: 'staff.change',
      subjectKind: 'staff',
      subjectId: id,
      detail: { before: { position, roles, departmentId, active }, after: rest },
    },
  ]);
  return loadStaff(tx, actor, id);
}

/** Locks every active administrator, so that the last two cannot remove each other at once. */
async function mustLeaveAdministrator(tx: Tx, id: string, change: StaffChange): Promise<void> {
  if (change.active && change.roles.includes('administrator')) return;
  const administrators = await tx
    .selectFrom('people.staff')
    .select(['user_id', 'roles'])
    .where('active', '=', true)
    .orderBy('user_id')
    .forUpdate()
    .execute();
  const others = administrators.filter((one) => one.roles.includes('administrator') && one.user_id !== id);
  const was = administrators.some((one) => one.roles.includes('administrator') && one.user_id === id);
  if (was && others.length === 0) throw new Refusal('in-use', { reason: 'last-administrator' });
}

const staff = (tx: Tx) =>
  tx
    .selectFrom('people.staff as s')
    .innerJoin('auth.user as u', (on) =>
      on.onRef('u.municipality_id', '=', 's.municipality_id').onRef('u.id', '=', 's.user_id'),
    )
    .select([
      's.user_id as id',
      'u.name',
      'u.email',
      's.position',
      's.roles',
      's.department_id as departmentId',
      's.active',
      'u.twoFactorEnabled as twoFactor',
    ]);

function asMember(row: Omit<StaffMember, 'twoFactor'> & { twoFactor: boolean | null }, actor: Actor): StaffMember {
  const email = actor.may.has('staff.manage') || actor.id === row.id ? row.email : null;
  return { ...row, email, twoFactor: row.twoFactor ?? false };
}
