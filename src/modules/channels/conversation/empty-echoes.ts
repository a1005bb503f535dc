import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/db.ts';
import { ANSWER } from '../queue-message.ts';

/** So many of a message's first letters are looked for: what we repeat of it may be cut, or stand on one line. */
const LOOKED_FOR = 12;
/** Fewer letters than these stand in many messages by chance: they are looked for as a whole line, or all that follows a line's name. */
const FOUND_ANYWHERE = 5;

export type Echoed = {
  readonly threadId: string;
  /** The message's words, now and before. */
  readonly words: readonly string[];
  /** What our messages show of it in other words, or cut: looked for as it is, with white space around it. */
  readonly shown: readonly string[];
  readonly gone: string;
};

/**
 * What we repeated of a message in its own conversation (the card that asks whether all is right, the list of cases) is emptied when the
 * message is taken back; what waits to be sent says `gone` instead. What staff wrote, and notices, stay as they went: so do receipts, which
 * have a template of their own.
 */
export async function emptyEchoes(tx: Tx, { threadId, words, shown, gone }: Echoed): Promise<void> {
  const said = [...new Set(words.map(folded))].filter((each) => each !== '');
  const starts = said
    .filter(({ length }) => length >= FOUND_ANYWHERE)
    .map((each) => each.slice(0, LOOKED_FOR).toWellFormed());
  const short = said.filter(({ length }) => length < FOUND_ANYWHERE);
  const lines = short.map((each) => `\n${each}\n`);
  const values = short.map((each) => `: ${each}\n`);
  const whole = shown.map(folded).filter((each) => each !== '');
  if (said.length === 0 && whole.length === 0) return;
  await tx
    .updateTable('channels.message')
    .set({ body: gone, parts: JSON.stringify([{ kind: 'text', text: gone }]) })
    .where('thread_id', '=', threadId)
    .where('template', '=', ANSWER)
    .where('by_human', '=', false)
    .where(
      sql<boolean>`exists (
        select from (select E'\\n' || body || E'\\n' as lines, ' ' || regexp_replace(body, '\\s+', ' ', 'g') || ' ' as line) as m
         where exists (select from unnest(${starts}::text[]) as each where position(each in m.line) > 0)
            or exists (select from unnest(${[...lines, ...values]}::text[]) as each where position(each in m.lines) > 0)
            or exists (select from unnest(${whole}::text[]) as each where position(' ' || each || ' ' in m.line) > 0))`,
    )
    .execute();
}

const folded = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
