import { z } from 'zod';
import type { Tx } from '../../platform/db/db.ts';
import { RoleName } from './contract.ts';
import { type Permission, permissionsOf } from './permissions.ts';

/** Names of staff by user id, for histories and lists; people who left keep theirs. */
export async function staffNames(tx: Tx, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (userIds.length === 0) return new Map();
  const rows = await tx.selectFrom('auth.user').select(['id', 'name']).where('id', 'in', userIds).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** The department of a member of staff who is active, or null. */
export async function staffDepartment(tx: Tx, userId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('people.staff')
    .select('department_id')
    .where('user_id', '=', userId)
    .where('active', '=', true)
    .executeTakeFirst();
  return row?.department_id ?? null;
}

/** Where the active staff of a department can be written to; without a department: the desk's. */
export async function staffAddresses(
  tx: Tx,
  to: { departmentId: string } | { role: string } | { userId: string },
): Promise<readonly { userId: string; name: string; email: string }[]> {
  let query = tx
    .selectFrom('people.staff as s')
    .innerJoin('auth.user as u', 'u.id', 's.user_id')
    .select(['s.user_id as userId', 'u.name', 'u.email'])
    .where('s.active', '=', true);
  if ('departmentId' in to) query = query.where('s.department_id', '=', to.departmentId);
  else if ('userId' in to) query = query.where('s.user_id', '=', to.userId);
  else query = query.where((eb) => eb(eb.val(to.role), '=', eb.fn.any('s.roles')));
  return query.execute();
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
