import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/db.ts';
import { ANSWER } from '../queue-message.ts';

/** So many of a message's first letters are looked for: what we repeat of it may be cut, or stand on one line. */
const LOOKED_FOR = 12;

/**
 * What we repeated of a message in its own conversation (the card that asks whether all is right, the list of cases) is emptied when the
 * message is taken back; what waits to be sent says `gone` instead. What staff wrote, and notices, stay as they went.
 */
export async function emptyEchoes(
  tx: Tx,
  { threadId, words, gone }: { threadId: string; words: readonly string[]; gone: string },
): Promise<void> {
  for (const said of words) {
    const start = said.replaceAll(/\s+/g, ' ').trim().slice(0, LOOKED_FOR).toWellFormed();
    if (start === '') continue;
    await tx
      .updateTable('channels.message')
      .set({ body: gone, parts: JSON.stringify([{ kind: 'text', text: gone }]) })
      .where('thread_id', '=', threadId)
      .where('template', '=', ANSWER)
      .where('by_human', '=', false)
      .where(sql<boolean>`position(${start} in regexp_replace(body, '\\s+', ' ', 'g')) > 0`)
      .execute();
  }
}
