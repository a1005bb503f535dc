import { createHmac, randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import type { Auth, Role } from '../src/modules/people/index.ts';
import { type Db, inMunicipality } from '../src/platform/db/db.ts';

type Who = Role | { roles: Role[]; departmentId?: string | null; name?: string };
export type SignedIn = { userId: string; cookie: string; headers: { cookie: string; 'x-requested-with': string } };

/** Puts a member of staff with a session into the database and returns the cookie that a browser would hold. */
export async function signIn(
  { auth, parts }: { auth: Auth; parts: { db: Db } },
  municipalityId: string,
  who: Who,
  now: Date,
): Promise<SignedIn> {
  const { roles, departmentId = null, name = 'พนักงานทดสอบ' } = typeof who === 'string' ? { roles: [who] } : who;
  const userId = v7();
  const token = randomBytes(24).toString('base64url');
  await inMunicipality(parts.db, municipalityId, async (tx) => {
    await tx
      .insertInto('auth.user')
      .values({ id: userId, name, email: `${userId}@example.org` })
      .execute();
    await tx
      .insertInto('people.staff')
      .values({ user_id: userId, roles, department_id: departmentId, created_at: now })
      .execute();
    await tx
      .insertInto('auth.session')
      .values({ id: v7(), userId, token, expiresAt: new Date(Date.now() + 12 * 3_600_000) })
      .execute();
  });
  const signature = createHmac('sha256', auth.secretOf(municipalityId)).update(token).digest('base64');
  const cookie = `fangsiang.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
  return { userId, cookie, headers: { cookie, 'x-requested-with': 'fangsiang' } };
}
