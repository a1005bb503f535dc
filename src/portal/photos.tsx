import { z } from 'zod';
import { mayBeOpened } from '../modules/complaints/index.ts';
import { inMunicipality } from '../platform/db/db.ts';
import { fileLink, readFileLink } from '../platform/files/file-link.ts';
import { openFile, sendKept } from '../platform/files/keep-file.ts';
import type { App, Request } from '../platform/http.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Portal } from './portal.ts';
import type { View } from './view.ts';

/** A stored file as a page shows it: by an address that holds for a day and names nothing. */
export type ShownFile = { id: string; name: string; url: string; image: boolean };

const HOURS_24 = 24 * 3_600_000;

/** The address of one file, for whoever may see this page: of one that its form holds, or of a case. */
export function fileUrl({ parts }: Portal, request: Request, id: string, shown: 'form' | 'page'): string {
  const { municipalityId } = request;
  return fileLink(parts.key, { municipalityId, id, for: shown }, new Date(parts.now().getTime() + HOURS_24));
}

/** Photos that came with a form that has to be corrected: attached already, unless unticked. */
export function HeldPhotos({ view, held }: { view: View; held: readonly ShownFile[] }) {
  const { report } = view.words;
  if (held.length === 0) return null;
  return (
    <fieldset className="held">
      <legend>{report.photosHeld}</legend>
      <input type="hidden" name="held" value="" />
      {held.map(({ id, name, url }, i) => (
        <label key={id} className="choice">
          <input type="checkbox" name="held" value={id} defaultChecked />
          <img src={url} alt={report.photoAlt(i + 1)} width="96" height="96" loading="lazy" />
          <span className="choice-label">
            {report.photosKeep} <span className="soft block">{name}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

export function photoRoutes(app: App, portal: Portal): void {
  const { parts } = portal;
  const schema = { querystring: z.object({ t: z.string().max(1000).default('') }), hide: true };
  app.get('/photo', { config: { permission: 'public' }, schema }, async (request, reply) => {
    const token = readFileLink(parts.key, request.query.t, parts.now());
    if (token?.municipalityId !== request.municipalityId) throw new Refusal('link-expired');
    const file = await inMunicipality(parts.db, token.municipalityId, async (tx) => {
      if (token.for !== 'form' && !(await mayBeOpened(tx, token.id, token.for))) throw new Refusal('link-expired');
      return openFile(tx, parts.files, token.id);
    });
    return sendKept(reply, file, { seconds: 86_400 });
  });
}
