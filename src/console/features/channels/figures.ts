import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { api } from '../../lib/api.ts';

const ChannelFigure = z.object({
  channel: z.string(),
  received: z.int(),
  lastReceivedAt: z.iso.datetime().nullable(),
  medianAnswerHours: z.number().nullable(),
  cost: z.number(),
  groups: z.array(z.object({ groupId: z.uuid().nullable(), received: z.int() })),
});
export type Figure = z.infer<typeof ChannelFigure>;

/** How each channel served in the last year. */
export const figuresQuery = queryOptions({
  queryKey: ['channel-figures'],
  queryFn: ({ signal }) =>
    api.get('/api/v1/channel-figures', z.object({ channels: z.array(ChannelFigure) }), { signal }),
  staleTime: 60_000,
});
