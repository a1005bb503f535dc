import { z } from 'zod';
import type { Tx } from '../../platform/db/db.ts';
import { Part } from './outgoing.ts';

/** Most messages that are looked back on: a question further up is no longer what is spoken of. */
const MOST_LOOKED_AT = 20;

/**
 * What stands behind the newest button of a kind that was offered in a thread since a moment; null when there was none. For what is
 * typed in its place: some devices show no buttons, and LINE takes them away with the next message. `kind`: what `data` begins with.
 */
export async function lastChoice(tx: Tx, threadId: string, kind: string, since: Date): Promise<string | null> {
  const rows = await tx
    .selectFrom('channels.message')
    .select('parts')
    .where('thread_id', '=', threadId)
    .where('created_at', '>=', since)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_LOOKED_AT)
    .execute();
  for (const { parts } of rows) {
    const choices = z
      .array(Part)
      .catch([])
      .parse(parts)
      .flatMap((part) => (part.kind === 'choices' ? part.choices : []));
    const found = choices.find(({ data }) => data.startsWith(`${kind}:`));
    if (found) return found.data;
  }
  return null;
}
