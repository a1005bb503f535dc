import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { v7 } from 'uuid';
import { type Db, inMunicipality } from '../../../platform/db/db.ts';
import { hashPassword, isPassword } from './password.ts';
import { scopedDialect } from './scoped-dialect.ts';
import { COOKIE_PREFIX, SESSION_HOURS } from './session.ts';

/** The header in which the caller's address is handed to better-auth; whatever a client sent under that name is dropped. */
export const ADDRESS_HEADER = 'x-client-address';

export type InstanceOptions = {
  readonly db: Db;
  readonly municipalityId: string;
  readonly secret: string;
  /** Cookies are marked `Secure`. */
  readonly secure: boolean;
  readonly trustedOrigins: (request?: Request) => string[];
};

/** better-auth for one municipality: every query of it runs as that municipality, and nobody can sign up. */
export function makeInstance({ db, municipalityId, secret, secure, trustedOrigins }: InstanceOptions) {
  const isActive = (userId: string) =>
    inMunicipality(db, municipalityId, async (tx) => {
      const staff = await tx
        .selectFrom('people.staff')
        .select('active')
        .where('user_id', '=', userId)
        .executeTakeFirst();
      return staff?.active ?? false;
    });
  return betterAuth({
    appName: 'Fangsiang',
    basePath: '/api/auth',
    secret,
    trustedOrigins,
    database: { dialect: scopedDialect(db, municipalityId), type: 'postgres', schemaName: 'auth', transaction: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 200,
      password: { hash: hashPassword, verify: ({ hash, password }) => isPassword(hash, password) },
    },
    // The session is prolonged where every request reads it (`actorOfSession`).
    session: { expiresIn: SESSION_HOURS * 3600, disableSessionRefresh: true },
    databaseHooks: { session: { create: { before: async ({ userId }) => isActive(userId) } } },
    plugins: [twoFactor({ issuer: 'Fangsiang' })],
    // Counted by our own limits, which hold across processes and know the account.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure },
      database: { generateId: () => v7() },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      disableCSRFCheck: false,
      disableOriginCheck: false,
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
}
