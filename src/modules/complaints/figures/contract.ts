import { z } from 'zod';

/** How each channel served, from a day to a day. */
export const ChannelFigures = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  channels: z.array(
    z.object({
      channel: z.string(),
      received: z.int(),
      lastReceivedAt: z.iso.datetime().nullable(),
      /** From receipt to the first answer, the middle one, in hours; null before any was answered. */
      medianAnswerHours: z.number().nullable(),
      /** What sending cost, in the provider's own unit. */
      cost: z.number(),
      /** Received by group; null: not told. */
      groups: z.array(z.object({ groupId: z.uuid().nullable(), received: z.int() })),
    }),
  ),
});
export type ChannelFigures = z.infer<typeof ChannelFigures>;

/** GET /staff/:id/held-cases: how many open cases are an officer's own, so that whoever takes their account away knows. */
export const HeldCases = z.object({ open: z.int() });
export type HeldCases = z.infer<typeof HeldCases>;
