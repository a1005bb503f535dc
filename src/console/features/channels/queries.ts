import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { type ChannelKind, ChannelView, EventPage, WholeEvent } from '../../../modules/channels/contract.ts';
import { ConversationPage, ConversationView } from '../../../modules/complaints/conversation/contract.ts';
import { api } from '../../lib/api.ts';

export const channelsQuery = queryOptions({
  queryKey: ['channels'],
  queryFn: ({ signal }) => api.get('/api/v1/channels', z.array(ChannelView), { signal }),
  refetchInterval: 60_000,
});

export type EventState = 'waiting' | 'done' | 'nothing' | 'unknown' | 'failed';
export const eventsQuery = (channel: ChannelKind | undefined, state: EventState | undefined) =>
  infiniteQueryOptions({
    queryKey: ['channel-events', channel ?? 'all', state ?? 'all'],
    queryFn: ({ pageParam, signal }) =>
      api.get('/api/v1/channel-events', EventPage, { query: { channel, state, after: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    refetchInterval: 15_000,
  });

/** What was sent, looked at once: each look is in the audit trail. */
export const wholeEventQuery = (id: string) =>
  queryOptions({
    queryKey: ['channel-event', id],
    queryFn: ({ signal }) => api.get(`/api/v1/channel-events/${id}`, WholeEvent, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

export const conversationsQuery = (loose: boolean) =>
  infiniteQueryOptions({
    queryKey: ['conversations', loose],
    queryFn: ({ pageParam, signal }) =>
      api.get('/api/v1/conversations', ConversationPage, { query: { loose, after: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    refetchInterval: 20_000,
  });

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: ['conversation', id],
    queryFn: ({ signal }) => api.get(`/api/v1/conversations/${id}`, ConversationView, { signal }),
    refetchInterval: 15_000,
  });
