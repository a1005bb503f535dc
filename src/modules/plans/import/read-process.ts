import { z } from 'zod';
import { Refusal } from '../../../platform/refusal.ts';
import { serveParent } from '../../../platform/side-process.ts';
import { readDocument } from './read-document.ts';
import type { ReadDocument } from './read-shape.ts';

const Work = z.object({ bytes: z.instanceof(Uint8Array), name: z.string() });
/** What comes of a document: what it says, or why it is refused. */
export type Outcome = { read: ReadDocument } | { refused: Refusal['code']; detail: Refusal['detail'] };

serveParent(async (work): Promise<Outcome> => {
  const { bytes, name } = Work.parse(work);
  try {
    return { read: await readDocument(bytes, { name }) };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.code, detail: error.detail };
    throw error;
  }
});
