import { z } from 'zod';

/** Ids are text; where one comes as a number its `_str` beside it is the exact one. They may be negative. */
export const Id = z.union([z.string(), z.number()]).transform(String);

const User = z.object({ id: Id, name: z.string().optional(), username: z.string().optional() });
/** Expanded users come bare or under `data`, by the kind of event. */
const AnyUser = z.union([User, z.object({ data: User }).transform(({ data }) => data)]);

/** Addresses in a text: X writes a short one of its own for each, and one more for what is attached. */
const Addresses = z
  .object({
    urls: z
      .array(z.object({ url: z.string(), expanded_url: z.string().optional(), media_key: z.string().optional() }))
      .optional(),
  })
  .optional()
  .catch(undefined);
export type Addresses = z.infer<typeof Addresses>;

/** A post of API v2 (docs.x.com/x-api/fundamentals/data-dictionary). */
export const Post = z.object({
  id: Id,
  text: z.string().default(''),
  note_tweet: z.object({ text: z.string(), entities: Addresses }).optional().catch(undefined),
  entities: Addresses,
  author_id: Id.optional(),
  created_at: z.string().optional(),
  conversation_id: Id.optional(),
  referenced_tweets: z
    .array(z.object({ type: z.string(), id: Id }))
    .optional()
    .catch(undefined),
  edit_history_tweet_ids: z.array(Id).optional().catch(undefined),
  attachments: z
    .object({ media_keys: z.array(z.string()).optional() })
    .optional()
    .catch(undefined),
  geo: z
    .object({ coordinates: z.object({ coordinates: z.tuple([z.number(), z.number()]) }).optional() })
    .optional()
    .catch(undefined),
});
export type Post = z.infer<typeof Post>;

const Media = z.object({
  media_key: z.string(),
  type: z.string(),
  url: z.string().optional(),
  preview_image_url: z.string().optional(),
  variants: z
    .array(z.object({ url: z.string(), content_type: z.string().optional(), bit_rate: z.number().optional() }))
    .optional(),
});
export const Includes = z.object({
  users: z.array(AnyUser).optional().catch(undefined),
  media: z.array(Media).optional().catch(undefined),
});
export type Includes = z.infer<typeof Includes>;

/** What the X Activity API sends (docs.x.com/x-api/activity/event-payloads). */
export const Activity = z.object({
  data: z.object({
    event_uuid: Id.optional(),
    filter: z.object({ user_id: Id.optional() }).optional(),
    event_type: z.string(),
    payload: z.unknown().optional(),
    includes: Includes.optional().catch(undefined),
  }),
});

export const DirectMessage = z.object({
  type: z.string().optional(),
  id: Id,
  created_timestamp: Id.optional(),
  message_create: z.object({
    target: z.object({ recipient_id: Id.optional() }).optional(),
    sender_id: Id,
    message_data: z.object({
      text: z.string().default(''),
      entities: Addresses,
      quick_reply_response: z.object({ metadata: z.string().optional() }).optional().catch(undefined),
      attachment: z
        .object({
          type: z.string(),
          media: z
            .object({
              media_url_https: z.string().optional(),
              type: z.string().optional(),
              /** The short address that stands for it in the text. */
              url: z.string().optional(),
            })
            .optional(),
          location: z
            .object({
              shared_coordinate: z.object({
                coordinates: z.object({ coordinates: z.tuple([z.number(), z.number()]) }),
              }),
            })
            .optional(),
        })
        .optional()
        .catch(undefined),
    }),
  }),
});
export type DirectMessage = z.infer<typeof DirectMessage>;
/** Of both shapes: users by id, bare (`screen_name`) or under `data` (`username`). */
export const DirectUsers = z.record(
  z.string(),
  z.union([
    z.object({ data: User }).transform(({ data }) => data),
    z
      .object({ name: z.string().optional(), screen_name: z.string().optional() })
      .transform(({ name, screen_name }) => ({ name, username: screen_name })),
  ]),
);

/** An encrypted message: whose and when, nothing else can be read. */
export const Chat = z.object({
  id: Id,
  created_at_msec: Id.optional(),
  sender_id: Id,
  conversation_id: Id.optional(),
});

/** A post as the Account Activity API has it (the v1.1 shape). */
export const LegacyPost = z.object({
  id: Id.optional(),
  id_str: z.string().optional(),
  created_at: z.string().optional(),
  timestamp_ms: Id.optional(),
  text: z.string().optional(),
  full_text: z.string().optional(),
  extended_tweet: z.object({ full_text: z.string().optional(), entities: Addresses }).optional().catch(undefined),
  entities: Addresses,
  user: z
    .object({
      id: Id.optional(),
      id_str: z.string().optional(),
      name: z.string().optional(),
      screen_name: z.string().optional(),
    })
    .optional(),
  in_reply_to_status_id_str: z.string().nullish(),
  retweeted_status: z.unknown().optional(),
  coordinates: z
    .object({ coordinates: z.tuple([z.number(), z.number()]) })
    .nullish()
    .catch(null),
  extended_entities: z
    .object({
      media: z.array(z.object({ type: z.string(), media_url_https: z.string(), url: z.string().optional() })),
    })
    .optional()
    .catch(undefined),
});
export type LegacyPost = z.infer<typeof LegacyPost>;
export const LegacyDelete = z.object({
  status: z.object({ id: Id, user_id: Id.optional() }),
  timestamp_ms: Id.optional(),
});

export const Legacy = z.object({
  for_user_id: Id,
  tweet_create_events: z.array(z.unknown()).optional(),
  direct_message_events: z.array(z.unknown()).optional(),
  tweet_delete_events: z.array(z.unknown()).optional(),
  users: z.record(z.string(), z.unknown()).optional().catch(undefined),
});
