import { queryOptions } from '@tanstack/react-query';
import { ChannelFigures } from '../../../modules/complaints/figures/contract.ts';
import { api } from '../../lib/api.ts';

export type Figure = ChannelFigures['channels'][number];

/** How each channel served in the last year. */
export const figuresQuery = queryOptions({
  queryKey: ['channel-figures'],
  queryFn: ({ signal }) => api.get('/api/v1/channel-figures', ChannelFigures, { signal }),
  staleTime: 60_000,
});
