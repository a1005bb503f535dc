import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/db.ts';
import { sameSecret } from '../../../platform/token.ts';
import type { Actor } from '../actor.ts';
import { permissionsOf } from '../permissions.ts';

export const COOKIE_PREFIX = 'fangsiang';
export const SESSION_COOKIE = `${COOKIE_PREFIX}.session_token`;
export const SECOND_FACTOR_COOKIE = `${COOKIE_PREFIX}.two_factor`;
export const SESSION_HOURS = 12;

/** The secret that signs one municipality's sign-in cookies: a cookie of one is nothing in another. */
export function signInSecret(key: string, municipalityId: string): string {
  return createHmac('sha256', key).update(`sign-in\n${municipalityId}`).digest('base64url');
}

/**
 * The value of a cookie signed the way better-auth signs (better-call's `signCookieValue`: value, a dot, base64 of HMAC-SHA256), or
 * null when it is missing or was not signed here.
 */
export function signedCookie(header: string | undefined, name: string, secret: string): string | null {
  const raw = cookieNamed(header ?? '', name);
  const dot = raw?.lastIndexOf('.') ?? -1;
  if (!raw || dot < 1) return null;
  const value = raw.slice(0, dot);
  const signature = createHmac('sha256', secret).update(value).digest('base64');
  return sameSecret(signature, raw.slice(dot + 1)) ? value : null;
}

function cookieNamed(header: string, name: string): string | null {
  const found = header.split(';').find((part) => part.trimStart().startsWith(`${name}=`));
  if (!found) return null;
  try {
    return decodeURIComponent(found.slice(found.indexOf('=') + 1).trim());
  } catch {
    return null;
  }
}

/**
 * Who holds a session, if it has not expired and they are still active staff; one query. A session lasts 12 hours from its last
 * use, kept by the database's clock, to the quarter of an hour.
 */
export async function actorOfSession(tx: Tx, token: string): Promise<Actor | null> {
  const row = await tx
    .selectFrom('auth.session as s')
    .innerJoin('auth.user as u', (on) =>
      on.onRef('u.municipality_id', '=', 's.municipality_id').onRef('u.id', '=', 's.userId'),
    )
    .innerJoin('people.staff as p', (on) =>
      on.onRef('p.municipality_id', '=', 's.municipality_id').onRef('p.user_id', '=', 's.userId'),
    )
    .select([
      's.userId as id',
      'u.name',
      'p.roles',
      'p.department_id as departmentId',
      sql<boolean>`s."expiresAt" < now() + ${SESSION_HOURS} * interval '1 hour' - interval '15 minutes'`.as('stale'),
    ])
    .where('s.token', '=', token)
    .where('s.expiresAt', '>', sql<Date>`now()`)
    .where('p.active', '=', true)
    .executeTakeFirst();
  if (!row) return null;
  if (row.stale) await prolong(tx, token);
  const { id, name, roles, departmentId } = row;
  return { kind: 'staff', id, name, roles, departmentId, may: permissionsOf(roles) };
}

async function prolong(tx: Tx, token: string): Promise<void> {
  await tx
    .updateTable('auth.session')
    .set({ expiresAt: sql<Date>`now() + ${SESSION_HOURS} * interval '1 hour'`, updatedAt: sql<Date>`now()` })
    .where('token', '=', token)
    .execute();
}

/** Ends every session of a user, and forgets the devices and half-done sign-ins that were trusted for them. */
export async function endSessions(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('auth.session').where('userId', '=', userId).execute();
  await tx.deleteFrom('auth.verification').where('value', '=', userId).execute();
}
