import { z } from 'zod';
import type { Tx } from '../../platform/db/db.ts';
import type { Thread } from './conversation/thread.ts';
import { Part } from './outgoing.ts';
import { ANSWER, plain } from './queue-message.ts';

/**
 * Says a question anew in the place of the same one that is still waiting to be sent, as the last thing said in a thread: several pictures
 * that arrive together are answered once, with what is known after the last. True when it was. The caller has locked the thread, as
 * whoever sends does.
 */
export async function renewQuestion(tx: Tx, thread: Pick<Thread, 'id'>, parts: readonly Part[]): Promise<boolean> {
  const asked = questionOf(parts);
  if (asked === null) return false;
  const last = await tx
    .selectFrom('channels.message')
    .select(['id', 'status', 'template', 'attempts', 'parts'])
    .where('thread_id', '=', thread.id)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  // What was tried may have arrived, or goes again as it was.
  if (last?.status !== 'queued' || last.template !== ANSWER || last.attempts > 0) return false;
  if (questionOf(z.array(Part).catch([]).parse(last.parts)) !== asked) return false;
  await tx
    .updateTable('channels.message')
    .set({ parts: JSON.stringify(parts), body: plain(parts) })
    .where('id', '=', last.id)
    .execute();
  return true;
}

/** What tells a question from another: what it is made of, and what stands behind its buttons. Its words may count what was told. */
function questionOf(parts: readonly Part[]): string | null {
  const last = parts.at(-1);
  if (last?.kind !== 'choices') return null;
  return JSON.stringify([parts.map(({ kind }) => kind), last.choices.map(({ data, ask }) => [data, ask ?? null])]);
}
