import { z } from 'zod';
import type { Sending } from '../adapter.ts';
import type { SendResult } from '../outgoing.ts';
import { refused, unreachable } from '../provider/results.ts';
import { askX } from './api.ts';
import { Id } from './envelope.ts';
import { failed } from './failures.ts';

/** What a picture is for: one of the other kind is refused when it is said (docs.x.com/x-api/media/quickstart/best-practices). */
type Category = 'tweet_image' | 'dm_image';
type Uploaded = { readonly kind: 'there'; readonly id: string } | { readonly kind: 'not'; readonly result: SendResult };

const Answer = z.object({ data: z.object({ id: Id }) });

/**
 * Brings a picture to X, which takes no addresses of pictures: in one request, as its documents have it for pictures of up to 5 MB
 * (docs.x.com/x-api/media/upload-media). It can be used for 24 hours. Whatever goes wrong, nobody has been told anything by then.
 */
export async function upload(reach: Sending, url: string, category: Category, method: string): Promise<Uploaded> {
  const picture = await reach.picture(url);
  if (picture === null) return not(refused('a picture is not shown any more', { method }));
  const form = new FormData();
  form.set('media_category', category);
  form.set('media_type', picture.mediaType);
  form.set('media', new Blob([new Uint8Array(picture.bytes)], { type: picture.mediaType }), 'picture');
  const asked = await askX(reach, { method: 'POST', path: 'media/upload', form }, Answer);
  switch (asked.kind) {
    case 'done':
      return { kind: 'there', id: asked.body.data.id };
    case 'failed': {
      const result = failed(asked.failure, method);
      // It says nothing of the person. A token that may write but bring no pictures must not keep back the words beside them.
      const aboutPicture = result.outcome === 'refused' && result.problem !== 'quota';
      return not(aboutPicture ? refused(`picture: ${result.answer}`, { method }) : { ...result, nothingSent: true });
    }
    case 'unreached':
    case 'lost':
      return not(unreachable(`picture: ${asked.why}`, { method, nothingSent: true }));
  }
}

const not = (result: SendResult): Uploaded => ({ kind: 'not', result });
