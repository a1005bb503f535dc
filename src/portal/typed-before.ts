import type { Request } from '../platform/http.ts';
import { normalise } from '../thai/index.ts';
import { formToken, readFormToken } from './form-guard.ts';
import { holdPhotos, keepPhotos } from './keep-photos.ts';
import { inPortal, type Portal } from './portal.ts';
import { type SentForm, sentValue } from './read-form.ts';

/** What was typed on a case's page that had been open for too long: it goes on to the page that asks for number and code, and back. */
export type TypedBefore = {
  readonly text: string;
  /** The form's own, made anew: photos are held under its key. */
  readonly token: string;
};

/** Holds the photos of a form made here, and gives what was typed; null where nothing was. */
export async function keepTyped(portal: Portal, request: Request, form: SentForm): Promise<TypedBefore | null> {
  const text = normalise(sentValue(form, 'text') || sentValue(form, 'reason')).trim();
  const { key, now, publicUrl } = portal.parts;
  const { formKey, known } = readFormToken(request, sentValue(form, 'form'), { key, now: now(), publicUrl });
  const hasPhotos = known && form.photos.length > 0;
  if (hasPhotos)
    await inPortal(portal, request, async (tx, view) =>
      holdPhotos(tx, portal, formKey, await keepPhotos(tx, portal, request, view, form, formKey)),
    );
  return text === '' && !hasPhotos ? null : { text, token: formToken(key, now(), formKey) };
}

/** The same as the page that asked for number and code sends it. */
export function typedBefore(
  portal: Portal,
  request: Request,
  form: SentForm,
): (TypedBefore & { formKey: string }) | null {
  const token = sentValue(form, 'form');
  if (token === '') return null;
  const { formKey } = readFormToken(request, token, { ...portal.parts, now: portal.parts.now() });
  return { text: normalise(sentValue(form, 'text')).trim(), token, formKey };
}
