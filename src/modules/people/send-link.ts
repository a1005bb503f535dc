import type { Tx } from '../../platform/db/db.ts';
import type { Parts, Request } from '../../platform/http.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Invitation } from './contract.ts';
import { welcomePath } from './first-administrator.ts';
import type { Made } from './invitation.ts';
import { loadMunicipality } from './municipality.ts';

/** Hands a link to whatever carries mail, in the transaction that makes it; the server wires it, for mail is above this module. */
export type SendLink = (
  tx: Tx,
  message: {
    readonly kind: Invitation['kind'];
    readonly email: string;
    readonly name: string;
    readonly link: string;
    readonly municipalityName: string;
    readonly expiresAt: Date;
    /** The invitation's id: the message is about it. */
    readonly invitationId: string;
  },
) => Promise<void>;

/** Tells one of the staff what was done to their account, in the transaction that does it. */
export type TellStaff = (
  tx: Tx,
  message: {
    readonly kind: 'second-factor-cleared';
    readonly userId: string;
    readonly email: string;
    readonly name: string;
    readonly municipalityName: string;
    readonly at: Date;
  },
) => Promise<void>;

/**
 * The link of an invitation, as the signed-in administrator who made it is shown it: at the public address, or the one their browser
 * asked. It is mailed as well when that address is known to be this municipality's.
 */
export async function shareLink(
  tx: Tx,
  parts: Parts,
  request: Request,
  send: SendLink | null,
  { invitation, token }: Made,
): Promise<string> {
  const own = await ownAddress(tx, parts, request);
  const link = new URL(welcomePath(token), own ?? askedAddress(request)).href;
  if (send && own && invitation.email) await mailLink(tx, send, invitation, link);
  return link;
}

/**
 * Where mailed links may lead: the public address, or the one that was asked when it is this municipality's own or this machine. Null
 * for any other: the Host header is whatever the asker wrote, and a link there would hand the secret in it to them.
 */
export async function ownAddress(tx: Tx, { publicUrl }: Parts, request: Request): Promise<string | null> {
  if (publicUrl) return publicUrl;
  const asked = URL.parse(`${request.protocol}://${request.host}`);
  if (!asked) return null;
  const { hosts } = await loadMunicipality(tx);
  const own = LOOPBACK.test(asked.hostname) || hosts.some((host) => host === asked.host || host === asked.hostname);
  return own ? asked.origin : null;
}

export async function mailLink(tx: Tx, send: SendLink, invitation: Invitation, link: string): Promise<void> {
  const { nameTh } = await loadMunicipality(tx);
  const { id, kind, email, name, expiresAt } = invitation;
  await send(tx, {
    kind,
    email,
    name,
    link,
    municipalityName: nameTh,
    expiresAt: new Date(expiresAt),
    invitationId: id,
  });
}

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

function askedAddress(request: Request): string {
  const asked = URL.parse(`${request.protocol}://${request.host}`);
  if (!asked) throw new Refusal('invalid-input', { fields: [{ field: 'host', problem: 'not-a-host' }] });
  return asked.origin;
}
