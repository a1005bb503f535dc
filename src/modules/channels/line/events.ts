import { z } from 'zod';

const Source = z.object({
  type: z.string(),
  userId: z.string().min(1).optional().catch(undefined),
  groupId: z.string().min(1).optional().catch(undefined),
  roomId: z.string().min(1).optional().catch(undefined),
});

/** Where a picture, video or sound lies: with LINE, or (sent through LIFF) anywhere. */
const ContentProvider = z
  .object({ type: z.string(), originalContentUrl: z.string().optional() })
  .catch({ type: 'line' });

/** What a person sent (webhook.yml `MessageContent`). Fields that LINE adds are let be; one that is not as documented is left out. */
const Message = z.object({
  id: z.string().min(1),
  type: z.string(),
  text: z.string().optional().catch(undefined),
  mention: z
    .object({ mentionees: z.array(z.object({ isSelf: z.boolean().optional().catch(undefined) })) })
    .optional()
    .catch(undefined),
  quotedMessageId: z.string().optional().catch(undefined),
  contentProvider: ContentProvider.optional(),
  imageSet: z
    .object({ id: z.string(), total: z.int().min(1).optional().catch(undefined) })
    .optional()
    .catch(undefined),
  fileName: z.string().optional().catch(undefined),
  title: z.string().optional().catch(undefined),
  address: z.string().optional().catch(undefined),
  latitude: z.number().min(-90).max(90).optional().catch(undefined),
  longitude: z.number().min(-180).max(180).optional().catch(undefined),
  keywords: z.array(z.string()).optional().catch(undefined),
});
export type LineMessage = z.infer<typeof Message>;

/** What every event has (webhook.yml `Event`). */
export const LineEvent = z.object({
  type: z.string(),
  timestamp: z.number().optional().catch(undefined),
  mode: z.string().optional().catch(undefined),
  source: Source.optional().catch(undefined),
  webhookEventId: z.string().min(1).optional().catch(undefined),
  replyToken: z.string().min(1).optional().catch(undefined),
  message: Message.optional().catch(undefined),
  unsend: z
    .object({ messageId: z.string().min(1) })
    .optional()
    .catch(undefined),
  postback: z
    .object({ data: z.string(), params: z.record(z.string(), z.unknown()).optional().catch(undefined) })
    .optional()
    .catch(undefined),
});
export type LineEvent = z.infer<typeof LineEvent>;

export const Delivery = z.object({ destination: z.string().optional().catch(undefined), events: z.array(z.unknown()) });
