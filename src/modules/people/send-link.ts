import type { Tx } from '../../platform/db/db.ts';
import type { Parts, Request } from '../../platform/http.ts';
import type { Invitation } from './contract.ts';
import { welcomePath } from './first-administrator.ts';
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

export async function sendIfPossible(
  tx: Tx,
  send: SendLink | null,
  invitation: Invitation,
  link: string,
): Promise<void> {
  if (!send || !invitation.email) return;
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

/** Where the link opens: at the public address, or the one that was asked. */
export function linkAddress({ publicUrl }: Parts, request: Request, token: string): string {
  return new URL(welcomePath(token), publicUrl ?? `${request.protocol}://${request.host}`).href;
}
