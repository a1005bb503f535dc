import { z } from 'zod';
import { Refusal } from '../../../platform/refusal.ts';
import { SideProcessEnded, sideProcess } from '../../../platform/side-process.ts';
import type { Outcome } from './read-process.ts';
import { ReadDocument } from './read-shape.ts';
import { unreadable } from './unreadable.ts';

const Answer: z.ZodType<Outcome> = z.union([
  z.object({ read: ReadDocument }),
  z.object({
    refused: z.enum(['file-unreadable', 'file-type-refused', 'file-too-large']),
    detail: z.record(z.string(), z.unknown()),
  }),
]);
/** One is read at a time, and may take a minute: who would wait behind more than these is told so at once. */
const MOST_WAITING = 4;

/**
 * `readDocument` in a process of its own: a workbook of some megabytes may take half a minute and a gigabyte, and meanwhile the desk goes on.
 * @throws Refusal as `readDocument` does, with the reason 'too-much-to-read' past a minute or 700 MB · ('reader-busy')
 */
export function openDocumentReader({ patienceMs = 60_000 }: { patienceMs?: number } = {}) {
  const ask = sideProcess(new URL('./read-process.ts', import.meta.url), { patienceMs, mostMegabytes: 700 });
  let waiting = 0;
  return async (bytes: Uint8Array, { name }: { readonly name: string }): Promise<ReadDocument> => {
    if (waiting >= MOST_WAITING) throw unreadable('reader-busy');
    waiting += 1;
    try {
      const answer = Answer.parse(await ask({ bytes, name }));
      if ('refused' in answer) throw new Refusal(answer.refused, answer.detail);
      return answer.read;
    } catch (error) {
      throw error instanceof SideProcessEnded ? unreadable('too-much-to-read') : error;
    } finally {
      waiting -= 1;
    }
  };
}
