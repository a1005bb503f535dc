import { z } from 'zod';
import { parseExact } from '../../../platform/exact-json.ts';
import type { RawEvent } from '../arrival.ts';
import { metaTime, Stamp } from './time.ts';

/** An id: text as a rule, a number now and then. */
export const Id = z.union([z.string(), z.number()]).transform(String);

const Entry = z.object({
  id: Id.catch(''),
  time: Stamp.optional().catch(undefined),
  messaging: z.array(z.unknown()).optional().catch(undefined),
  standby: z.array(z.unknown()).optional().catch(undefined),
  changes: z.array(z.unknown()).optional().catch(undefined),
});
/** A delivery of Meta's: up to 1,000 updates of many people (developers.facebook.com/docs/messenger-platform/webhooks). */
export const Batch = z.object({ object: z.string(), entry: z.array(Entry) });
export type Entry = z.infer<typeof Entry>;

const Attachment = z.object({
  type: z.string().catch(''),
  title: z.string().nullish().catch(null),
  url: z.string().nullish().catch(null),
  payload: z
    .object({
      url: z.string().nullish().catch(null),
      title: z.string().nullish().catch(null),
      sticker_id: Id.nullish().catch(null),
      coordinates: z.object({ lat: z.number(), long: z.number() }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
});
export type Attachment = z.infer<typeof Attachment>;

const Message = z.object({
  mid: z.string().optional(),
  text: z.string().nullish(),
  is_echo: z.boolean().optional(),
  is_deleted: z.boolean().optional(),
  is_unsupported: z.boolean().optional(),
  quick_reply: z.object({ payload: z.string() }).nullish().catch(null),
  reply_to: z
    .object({ mid: z.string().optional(), story: z.object({ url: z.string().optional() }).optional() })
    .nullish()
    .catch(null),
  attachments: z.array(Attachment).nullish().catch(null),
});

/** One event of a conversation (docs/messenger-platform/reference/webhook-events). What we do not know of it is let be. */
export const Messaging = z.object({
  sender: z.object({ id: Id }).optional().catch(undefined),
  recipient: z.object({ id: Id }).optional().catch(undefined),
  timestamp: Stamp.optional().catch(undefined),
  message: Message.optional(),
  postback: z
    .object({ mid: z.string().optional(), payload: z.string().default(''), title: z.string().optional() })
    .optional(),
  reaction: z
    .object({ mid: z.string(), action: z.string(), emoji: z.string().optional(), reaction: z.string().optional() })
    .optional(),
  read: z.object({ watermark: Stamp.optional(), mid: z.string().optional() }).optional(),
  delivery: z.object({ watermark: Stamp.optional(), mids: z.array(z.string()).optional() }).optional(),
  message_edit: z.object({ mid: z.string(), text: z.string().default(''), num_edit: z.number().optional() }).optional(),
});
export type Messaging = z.infer<typeof Messaging>;

export const Change = z.object({ field: z.string(), value: z.unknown().optional() });
const Person = z.object({ id: Id.optional(), name: z.string().optional(), username: z.string().optional() });

/** A change under a Page (docs/graph-api/webhooks/reference/page/#feed). `from` is missing where its person is not shown to the app. */
export const FeedValue = z.object({
  from: Person.nullish().catch(null),
  sender_id: Id.optional(),
  sender_name: z.string().optional(),
  item: z.string().catch(''),
  verb: z.string().catch(''),
  comment_id: Id.optional(),
  post_id: Id.optional(),
  parent_id: Id.optional(),
  created_time: Stamp.optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  photo: z.string().optional().catch(undefined),
  photos: z.array(z.string()).optional().catch(undefined),
  video: z.string().optional().catch(undefined),
  link: z.string().optional().catch(undefined),
  reaction_type: z.string().optional(),
  permalink_url: z.string().optional().catch(undefined),
});
export type FeedValue = z.infer<typeof FeedValue>;

/** A comment under a post of the Instagram account (docs/instagram-platform/webhooks/examples). */
export const InstagramComment = z.object({
  id: Id,
  parent_id: Id.optional(),
  from: Person.nullish().catch(null),
  text: z.string().default(''),
  media: z.object({ id: Id.optional() }).nullish().catch(null),
});

/** That somebody named the account in a post or comment of theirs; the words are `found` when they were read at their source. */
export const InstagramMention = z.object({
  media_id: Id.optional(),
  comment_id: Id.optional(),
  found: z
    .object({
      /** Null: only where it stands could be read. */
      text: z.string().nullable(),
      username: z.string().nullable(),
      at: z.string().nullable(),
      link: z.string().nullable(),
    })
    .optional(),
});

export type Single = {
  readonly object: string;
  readonly account: string;
  readonly where: 'messaging' | 'standby' | 'changes';
  readonly event: unknown;
  /** When Meta wrote the delivery: for what has no time of its own. */
  readonly at: Date | null;
};

/** The one event of a stored delivery; null when it is none that we know. */
export function single({ raw, at }: RawEvent): Single | null {
  const batch = Batch.safeParse(readJson(raw));
  const entry = batch.data?.entry[0];
  if (!batch.success || !entry) return null;
  const where = (['messaging', 'standby', 'changes'] as const).find((each) => (entry[each] ?? []).length > 0);
  if (!where) return null;
  return {
    object: batch.data.object,
    account: entry.id,
    where,
    event: entry[where]?.[0],
    at: metaTime(entry.time) ?? at,
  };
}

function readJson(raw: string): unknown {
  try {
    return parseExact(raw);
  } catch {
    return null;
  }
}
