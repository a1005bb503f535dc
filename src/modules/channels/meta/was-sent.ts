import { z } from 'zod';
import type { Reach } from '../adapter.ts';
import type { Looked } from '../provider/looked.ts';
import { Id } from './envelope.ts';
import { failed } from './failures.ts';
import { type Graphed, graph } from './graph.ts';
import { metaTime, Stamp } from './time.ts';

const Said = z.object({
  id: Id,
  message: z.string().optional(),
  from: z.object({ id: Id }).optional(),
  created_time: Stamp.optional(),
  attachments: z
    .object({ data: z.array(z.object({ generic_template: z.object({ title: z.string() }).optional() })) })
    .optional()
    .catch(undefined),
});
const Conversations = z.object({ data: z.array(z.object({ messages: z.object({ data: z.array(Said) }).optional() })) });
type Said = { [K in keyof z.output<typeof Said>]?: z.output<typeof Said>[K] | undefined } & { id: string };

/** Most messages that are looked through. */
const MOST_SEEN = 25;
/** Not now, or never: a right to read may be missing. */
const unseen = (asked: Exclude<Graphed<unknown>, { kind: 'done' }>): Looked =>
  asked.kind === 'failed' && failed(asked.failure, '').outcome !== 'unreachable' ? 'nobody-knows' : 'later';

/** What to look for: our own words, said since then. */
export type Sought = { readonly words: string; readonly since: Date };

/**
 * Meta's Send API has no idempotency key. Where an answer was lost we look whether our words are there before they are said again.
 */
export async function sentTo(
  reach: Reach,
  platform: 'messenger' | 'instagram',
  personId: string,
  sought: Sought,
): Promise<Looked> {
  if (sought.words === '') return 'nobody-knows';
  const fields = `messages.limit(${MOST_SEEN}){id,message,created_time,from,attachments{generic_template}}`;
  const asked = await graph(
    reach,
    { path: 'me/conversations', query: { platform, user_id: personId, fields } },
    Conversations,
  );
  if (asked.kind !== 'done') return unseen(asked);
  const said = asked.body.data.flatMap(({ messages }) => messages?.data ?? []);
  return found(said, sought, (from) => from !== personId);
}

/** The same for a public answer under a comment. `accountId`: whose answer it must be; '' where that is not known. */
export async function sentUnder(reach: Reach, edge: string, accountId: string, sought: Sought): Promise<Looked> {
  const fields = edge.endsWith('/replies') ? 'id,text,timestamp,from' : 'id,message,created_time,from';
  const asked = await graph(
    reach,
    { path: edge, query: { fields, order: 'reverse_chronological', limit: String(MOST_SEEN) } },
    UnderComment,
  );
  if (asked.kind !== 'done') return unseen(asked);
  const said = asked.body.data.map((each) => ({
    ...each,
    message: each.message ?? each.text,
    created_time: each.created_time ?? each.timestamp,
  }));
  return found(said, sought, (from) => accountId === '' || from === accountId);
}

const UnderComment = z.object({
  data: z.array(Said.extend({ text: z.string().optional(), timestamp: Stamp.optional() })),
});

function found(said: readonly Said[], { words, since }: Sought, isOurs: (from: string) => boolean): Looked {
  const hit = said.find(({ message, from, created_time, attachments }) => {
    const at = metaTime(created_time);
    const texts = [message, ...(attachments?.data ?? []).map((each) => each.generic_template?.title)];
    return (
      texts.some((text) => text?.trim() === words.trim()) &&
      (from === undefined || isOurs(from.id)) &&
      (at === null || at >= since)
    );
  });
  if (hit) return { id: hit.id };
  // All that is shown came after it was first said: it may stand before.
  const shownSince = said.every(({ created_time }) => (metaTime(created_time) ?? since) > since);
  return said.length >= MOST_SEEN && shownSince ? 'nobody-knows' : 'not-there';
}
