import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { WebhookDeliveries, WebhookEndpoint } from '../../../../modules/complaints/webhooks-out/contract.ts';
import { formatInstant } from '../../../../thai/index.ts';
import { api } from '../../../lib/api.ts';
import { language } from '../../../lib/i18n.ts';
import { t } from './words.ts';

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

const FAULTS = [
  'refused-address',
  'refused-scheme',
  'refused-port',
  'not-an-address',
  'not-resolved',
  'unreachable',
  'timeout',
  'secret-unreadable',
] as const;
/** What came of an attempt, for people. */
export function outcomeWords(outcome: string): string {
  const status = /^status-(\d+)$/.exec(outcome)?.[1];
  if (status !== undefined) return t('answered', { status });
  const fault = FAULTS.find((each) => each === outcome);
  return fault ? t(fault) : outcome;
}

export const instant = (at: string): string => formatInstant(new Date(at), { lang: language() });
export const hostOf = (url: string): string => new URL(url).host;
