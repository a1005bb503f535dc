import type { LineLogin } from '../modules/channels/index.ts';
import type { FilingDesk } from '../modules/complaints/index.ts';
import type { Municipality } from '../modules/people/contract.ts';
import { loadMunicipality } from '../modules/people/index.ts';
import type { Catalogue } from '../modules/plans/index.ts';
import { inMunicipality, type Tx } from '../platform/db/db.ts';
import type { Parts, Request } from '../platform/http.ts';
import type { Refusal } from '../platform/refusal.ts';
import type { Assets } from './assets.ts';
import { type View, viewOf } from './view.ts';

/** What the portal asks of the rest of the house. */
export type PortalDeps = {
  desk: FilingDesk;
  lineLogin: LineLogin;
  /** By what the months of plans are judged. */
  catalogue: Catalogue;
  /** What any thrown thing means to the person who waits. */
  asRefusal: (error: unknown) => Refusal;
};

export type Portal = PortalDeps & {
  parts: Parts;
  assets: Assets;
  /** Whose portal it was when last seen: an error page shows the phone number although the database is away. */
  remembered: Map<string, Municipality>;
};

/** One scoped transaction, with the page's view of its municipality. */
export function inPortal<T>(portal: Portal, request: Request, work: (tx: Tx, view: View) => Promise<T>): Promise<T> {
  return inMunicipality(portal.parts.db, request.municipalityId, async (tx) => {
    const municipality = await loadMunicipality(tx);
    portal.remembered.set(request.municipalityId, municipality);
    return work(tx, viewOf(request, municipality, portal.assets));
  });
}

/** The address that citizens use, without a slash at its end. */
export function publicUrl({ parts }: Portal, request: Request): string {
  return parts.publicUrl ?? `${request.protocol}://${request.host}`;
}
