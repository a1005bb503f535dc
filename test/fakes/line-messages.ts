import { z } from 'zod';

/** What LINE accepts as messages, as its OpenAPI and reference say; what it does not is answered with 400 and where it is wrong. */
const label = (most: number) => z.string().min(1).max(most);
const action = (labelMost: number) =>
  z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('postback'),
      label: label(labelMost),
      data: z.string().max(300),
      displayText: z.string().min(1).max(300).optional(),
      inputOption: z.enum(['closeRichMenu', 'openRichMenu', 'openKeyboard', 'openVoice']).optional(),
    }),
    z.strictObject({ type: z.literal('message'), label: label(labelMost), text: z.string().min(1).max(300) }),
    z.strictObject({
      type: z.literal('uri'),
      label: label(labelMost),
      uri: z
        .string()
        .max(1_000)
        .regex(/^(https?|line|tel):/),
    }),
    z.strictObject({ type: z.literal('camera'), label: label(labelMost) }),
    z.strictObject({ type: z.literal('cameraRoll'), label: label(labelMost) }),
    z.strictObject({ type: z.literal('location'), label: label(labelMost) }),
  ]);
export const RichMenuAction = action(20);

const quickReply = z
  .strictObject({
    items: z
      .array(z.strictObject({ type: z.literal('action'), action: action(20) }))
      .min(1)
      .max(13),
  })
  .optional();

const FlexText = z.strictObject({
  type: z.literal('text'),
  text: z.string().min(1),
  wrap: z.boolean().optional(),
  scaling: z.boolean().optional(),
  color: z
    .string()
    .regex(/^#[0-9A-Fa-f]{6}$/)
    .optional(),
  flex: z.int().optional(),
  size: z.enum(['xxs', 'xs', 'sm', 'md', 'lg', 'xl', 'xxl', '3xl', '4xl', '5xl']).optional(),
  weight: z.enum(['regular', 'bold']).optional(),
});
const FlexButton = z.strictObject({
  type: z.literal('button'),
  style: z.enum(['primary', 'secondary', 'link']).optional(),
  height: z.enum(['sm', 'md']).optional(),
  color: z.string().optional(),
  scaling: z.boolean().optional(),
  action: action(40),
});
const box = <T extends z.ZodType>(content: T) =>
  z.strictObject({
    type: z.literal('box'),
    layout: z.enum(['horizontal', 'vertical', 'baseline']),
    spacing: z.enum(['none', 'xs', 'sm', 'md', 'lg', 'xl', 'xxl']).optional(),
    contents: z.array(content),
  });
const Bubble = z
  .strictObject({
    type: z.literal('bubble'),
    body: box(z.union([FlexText, box(FlexText)])).optional(),
    footer: box(FlexButton).optional(),
  })
  .refine((bubble) => Buffer.byteLength(JSON.stringify(bubble)) <= 30_000, 'bubble larger than 30 KB');
const Carousel = z
  .strictObject({ type: z.literal('carousel'), contents: z.array(Bubble).min(1).max(12) })
  .refine((carousel) => Buffer.byteLength(JSON.stringify(carousel)) <= 50_000, 'carousel larger than 50 KB');

const https = z.url({ protocol: /^https$/ }).max(2_000);
const Message = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1).max(5_000), quickReply }),
  z.strictObject({ type: z.literal('image'), originalContentUrl: https, previewImageUrl: https, quickReply }),
  z.strictObject({
    type: z.literal('flex'),
    altText: z.string().min(1).max(1_500),
    contents: z.union([Bubble, Carousel]),
    quickReply,
  }),
]);
export type SentMessage = z.infer<typeof Message>;
export const Messages = z.array(Message).min(1).max(5);

export const RichMenu = z.strictObject({
  size: z.strictObject({ width: z.literal(2500), height: z.union([z.literal(843), z.literal(1686)]) }),
  selected: z.boolean(),
  name: z.string().min(1).max(300),
  chatBarText: z.string().min(1).max(14),
  areas: z
    .array(
      z.strictObject({
        bounds: z.strictObject({ x: z.int().min(0), y: z.int().min(0), width: z.int().min(1), height: z.int().min(1) }),
        action: RichMenuAction,
      }),
    )
    .min(1)
    .max(20),
});
