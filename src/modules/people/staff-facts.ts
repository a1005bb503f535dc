import { z } from 'zod';
import type { Tx } from '../../platform/db/db.ts';
import type { Actor } from './actor.ts';
import { RoleName } from './contract.ts';
import { type Permission, permissionsOf, type Role } from './permissions.ts';

/** Names of staff by user id, for histories and lists; people who left keep theirs. */
export async function staffNames(tx: Tx, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (userIds.length === 0) return new Map();
  const rows = await tx.selectFrom('auth.user').select(['id', 'name']).where('id', 'in', userIds).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** A member of the staff who is active: where they are written to, and as whom they would act. */
export type StaffAddress = { userId: string; name: string; email: string; actor: Actor };

/** The active staff of a department, of a role, a person if active, or everybody. */
export async function staffAddresses(
  tx: Tx,
  to: { departmentId: string } | { role: Role } | { userId: string } | 'everybody',
): Promise<readonly StaffAddress[]> {
  let query = tx
    .selectFrom('people.staff as s')
    .innerJoin('auth.user as u', 'u.id', 's.user_id')
    .select(['s.user_id as userId', 'u.name', 'u.email', 's.roles', 's.department_id'])
    .where('s.active', '=', true);
  if (to === 'everybody') query = query.orderBy('u.name').orderBy('s.user_id');
  else if ('departmentId' in to) query = query.where('s.department_id', '=', to.departmentId);
  else if ('userId' in to) query = query.where('s.user_id', '=', to.userId);
  else query = query.where((eb) => eb(eb.val(to.role), '=', eb.fn.any('s.roles')));
  return (await query.execute()).map(({ userId, name, email, department_id, roles: held }) => {
    const roles = z.array(RoleName).parse(held);
    const actor = {
      kind: 'staff',
      id: userId,
      name,
      roles,
      departmentId: department_id,
      may: permissionsOf(roles),
    } as const;
    return { userId, name, email, actor };
  });
}

/** The user ids of everybody who is on the staff today. */
export async function activeStaffIds(tx: Tx): Promise<ReadonlySet<string>> {
  const rows = await tx.selectFrom('people.staff').select('user_id').where('active', '=', true).execute();
  return new Set(rows.map((row) => row.user_id));
}

/** What a person may do as a member of the staff today; nothing once they have left. */
export async function staffPermissions(tx: Tx, userId: string): Promise<ReadonlySet<Permission>> {
  const row = await tx
    .selectFrom('people.staff')
    .select('roles')
    .where('user_id', '=', userId)
    .where('active', '=', true)
    .executeTakeFirst();
  return permissionsOf(z.array(RoleName).parse(row?.roles ?? []));
}
