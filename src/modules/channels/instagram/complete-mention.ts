import { z } from 'zod';
import type { Reach } from '../adapter.ts';
import type { RawEvent } from '../arrival.ts';
import { Change, InstagramMention, single } from '../meta/envelope.ts';
import { failed } from '../meta/failures.ts';
import { graph } from '../meta/graph.ts';

const Mentioned = z.object({
  mentioned_comment: z
    .object({
      text: z.string().default(''),
      timestamp: z.string().nullish(),
      media: z.object({ permalink: z.string().optional() }).nullish(),
      username: z.string().nullish(),
      from: z.object({ username: z.string().optional() }).nullish(),
    })
    .optional(),
  mentioned_media: z
    .object({
      caption: z.string().default(''),
      timestamp: z.string().nullish(),
      permalink: z.string().nullish(),
      username: z.string().nullish(),
    })
    .optional(),
});

/**
 * Reads the words of a mention where they stand (docs/instagram-platform/…/mentioned_comment, …/mentioned_media). Null: there are none for
 * us; it stays a mention without words, which staff open.
 * @throws Error for a fault that passes: the event waits
 */
export async function completeMention(event: RawEvent, reach: Reach): Promise<RawEvent | null> {
  const alone = single(event);
  const change = Change.safeParse(alone?.event);
  const mention = InstagramMention.safeParse(change.data?.value);
  if (!alone || change.data?.field !== 'mentions' || !mention.success || mention.data.found) return null;
  const { comment_id, media_id } = mention.data;
  if (![comment_id, media_id].every((id) => id === undefined || /^\w+$/.test(id))) return null;
  const fields =
    comment_id === undefined
      ? `mentioned_media.media_id(${media_id}){caption,timestamp,permalink,username}`
      : `mentioned_comment.comment_id(${comment_id}){text,timestamp,username,media{permalink}}`;
  const read = await ask(alone.account, fields, reach);
  // Words that are refused: at least the post that they stand under is looked for, so that staff can open it.
  const post =
    read === null && comment_id !== undefined && media_id !== undefined
      ? await ask(alone.account, `mentioned_media.media_id(${media_id}){permalink}`, reach)
      : null;
  const { mentioned_comment: comment, mentioned_media: media } = read ?? {};
  const found = comment
    ? {
        text: comment.text,
        username: comment.username ?? comment.from?.username ?? null,
        at: comment.timestamp ?? null,
        link: comment.media?.permalink ?? null,
      }
    : media
      ? {
          text: media.caption,
          username: media.username ?? null,
          at: media.timestamp ?? null,
          link: media.permalink ?? null,
        }
      : post?.mentioned_media?.permalink
        ? { text: null, username: null, at: null, link: post.mentioned_media.permalink }
        : null;
  if (!found) return null;
  const value = { ...mention.data, found };
  const entry = [{ id: alone.account, time: alone.at?.getTime(), changes: [{ field: 'mentions', value }] }];
  return { ...event, raw: JSON.stringify({ object: alone.object, entry }) };
}

/** Null: it is refused. @throws Error for a fault that passes */
async function ask(account: string, fields: string, reach: Reach): Promise<z.infer<typeof Mentioned> | null> {
  const asked = await graph(reach, { path: encodeURIComponent(account), query: { fields } }, Mentioned);
  if (asked.kind === 'done') return asked.body;
  if (asked.kind === 'failed' && failed(asked.failure, 'read').outcome === 'refused') return null;
  throw new Error('Instagram could not be asked for the words of a mention');
}
