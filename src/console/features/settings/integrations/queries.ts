import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { WebhookDeliveries, WebhookEndpoint } from '../../../../modules/complaints/webhooks-out/contract.ts';
import { formatInstant } from '../../../../thai/index.ts';
import { api } from '../../../lib/api.ts';
import { language } from '../../../lib/i18n.ts';

const KEY = ['webhooks'];
export const endpointsQuery = queryOptions({
  queryKey: KEY,
  queryFn: ({ signal }) => api.get('/api/v1/webhook-endpoints', z.array(WebhookEndpoint), { signal }),
});
export const deliveriesQuery = (id: string) =>
  queryOptions({
    queryKey: [...KEY, id],
    queryFn: ({ signal }) => api.get(`/api/v1/webhook-endpoints/${id}/deliveries`, WebhookDeliveries, { signal }),
    // What waits is sent within a minute; who looks at the list sees it happen.
    refetchInterval: 10_000,
  });

export const instant = (at: string): string => formatInstant(new Date(at), { lang: language() });
export const hostOf = (url: string): string => new URL(url).host;
