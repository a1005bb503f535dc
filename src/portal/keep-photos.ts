import { dropHeld, type HeldFile, heldFiles, holdFiles } from '../modules/voices/index.ts';
import type { Tx } from '../platform/db/db.ts';
import { keepFile } from '../platform/files/keep-file.ts';
import type { Request } from '../platform/http.ts';
import type { FieldError } from './form-parts.tsx';
import { fileUrl, type ShownFile } from './photos.tsx';
import type { Portal } from './portal.ts';
import { MOST_PHOTOS, type SentForm } from './read-form.ts';
import { photoErrors } from './report-form.ts';
import type { View } from './view.ts';

export type KeptPhotos = { fileIds: readonly string[]; added: readonly string[]; errors: readonly FieldError[] };

/** Keeps the photos that came with a form beside those it holds already, five in all; says what was wrong with the others. */
export async function keepPhotos(
  tx: Tx,
  portal: Portal,
  request: Request,
  view: View,
  form: SentForm,
  formKey: string,
): Promise<KeptPhotos> {
  const now = portal.parts.now();
  const before = await keptBefore(tx, formKey, form);
  const room = Math.max(0, MOST_PHOTOS - before.length);
  const problems =
    form.photos.length > room ? [...form.problems, { code: 'too-many-files' as const, name: '' }] : form.problems;
  const added: string[] = [];
  for (const { image, name } of form.photos.slice(0, room)) {
    added.push(await keepFile(tx, portal.parts.files, image, { now, name, municipalityId: request.municipalityId }));
  }
  return { fileIds: [...before, ...added], added, errors: photoErrors(view, problems) };
}

/** Holds them for the form's next sending. */
export const holdPhotos = (tx: Tx, portal: Portal, formKey: string, { added }: KeptPhotos): Promise<void> =>
  holdFiles(tx, formKey, added, portal.parts.now());

/** What a form holds, as its page shows it. */
export async function shownHeld(
  tx: Tx,
  portal: Portal,
  request: Request,
  formKey: string,
): Promise<readonly ShownFile[]> {
  const held = await heldFiles(tx, formKey);
  return held.map(({ id, name }: HeldFile) => ({ id, name, image: true, url: fileUrl(portal, request, id, 'form') }));
}

/** What the form holds already; photos the person unticked are let go. */
async function keptBefore(tx: Tx, formKey: string, form: SentForm): Promise<readonly string[]> {
  const held = await heldFiles(tx, formKey);
  const ticked = form.fields.get('held');
  if (!ticked) return held.map(({ id }) => id);
  const unticked = held.filter(({ id }) => !ticked.includes(id)).map(({ id }) => id);
  if (unticked.length > 0) await dropHeld(tx, formKey, unticked);
  return held.filter(({ id }) => ticked.includes(id)).map(({ id }) => id);
}
