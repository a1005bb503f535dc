import { type Db, inMunicipality } from '../../../platform/db/db.ts';
import type { Request as Incoming } from '../../../platform/http.ts';
import type { Actor } from '../actor.ts';
import { actorOfApiKey } from '../api-key.ts';
import { knownKeys } from '../known-keys.ts';
import type { makeInstance } from './instance.ts';
import { actorOfSession, SESSION_COOKIE, signedCookie, signInSecret } from './session.ts';

export type AuthParts = {
  readonly db: Db;
  readonly key: string;
  readonly publicUrl: string | null;
  readonly now: () => Date;
};
type Instance = ReturnType<typeof makeInstance>;

/** Who comes in, and the library that lets them in; `request.municipalityId` is set before either is asked. */
export type Auth = {
  /** An API key's machine or a session's member of staff; null for everybody else. Asks the database only when something is shown. */
  readonly whoIs: (request: Incoming) => Promise<Actor | null>;
  /** better-auth for the request's municipality, made when first needed. */
  readonly instanceFor: (request: Incoming) => Promise<Instance>;
  readonly secretOf: (municipalityId: string) => string;
};

export function openAuth({ db, key, publicUrl, now }: AuthParts): Auth {
  const secretOf = (municipalityId: string) => signInSecret(key, municipalityId);
  const made = new Map<string, Promise<Instance>>();
  const publicOrigin = publicUrl ? new URL(publicUrl).origin : null;

  /** Our own pages: the public address; without one, the host that was asked, whatever a proxy in front made of its scheme. */
  const trustedOrigins = (request?: Request) => {
    const { host } = new URL(request?.url ?? 'http://localhost');
    return publicOrigin ? [publicOrigin] : [`https://${host}`, `http://${host}`];
  };
  const make = async (municipalityId: string, secure: boolean) => {
    // Loaded when somebody first signs in: starting up does not wait for it.
    const { makeInstance } = await import('./instance.ts');
    return makeInstance({ db, municipalityId, secret: secretOf(municipalityId), secure, trustedOrigins });
  };
  const machine = knownKeys((municipalityId, secret) =>
    inMunicipality(db, municipalityId, (tx) => actorOfApiKey(tx, secret, now())),
  );
  return {
    secretOf,
    instanceFor(request) {
      const { municipalityId } = request;
      const secure = request.protocol === 'https' || publicOrigin === `https://${request.host}`;
      const id = `${municipalityId} ${secure}`;
      const instance = made.get(id) ?? make(municipalityId, secure);
      made.set(id, instance);
      return instance;
    },
    async whoIs({ headers, municipalityId }) {
      const bearer = /^bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
      if (bearer) return machine(municipalityId, bearer);
      const token = signedCookie(headers.cookie, SESSION_COOKIE, secretOf(municipalityId));
      return token ? inMunicipality(db, municipalityId, (tx) => actorOfSession(tx, token)) : null;
    },
  };
}
