import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import type { WebhookDelivery, WebhookEndpoint } from '../../../../modules/complaints/webhooks-out/contract.ts';
import { Asked } from '../../../components/asked.tsx';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { api } from '../../../lib/api.ts';
import { toast } from '../../../lib/toast.ts';
import { deliveriesQuery, endpointsQuery, hostOf, instant, outcomeWords } from './queries.ts';
import { t } from './words.ts';

const Again = z.object({ queued: z.int() });

/** What was sent to a receiver, what it answered, and the way to send it again. */
export function DeliveriesDialog({ endpoint, onClose }: { endpoint: WebhookEndpoint; onClose: () => void }) {
  const queryClient = useQueryClient();
  const asked = useQuery(deliveriesQuery(endpoint.id));
  const again = useMutation({
    mutationFn: (path: string) => api.post(path, {}, Again),
    onSuccess: async ({ queued }) => {
      toast(t('againQueued', { n: queued }));
      await queryClient.invalidateQueries({ queryKey: endpointsQuery.queryKey });
    },
  });
  const failed = asked.data?.items.some((each) => each.status === 'failed') ?? false;
  return (
    <Dialog
      title={t('deliveriesTitle', { host: hostOf(endpoint.url) })}
      isOpen
      onClose={onClose}
      width="wide"
      {...(failed && {
        actions: (
          <Button
            isPending={again.isPending}
            onPress={() => again.mutate(`/api/v1/webhook-endpoints/${endpoint.id}/retry`)}
          >
            {t('againAll')}
          </Button>
        ),
      })}
    >
      <Asked query={asked} rows={4}>
        {(data) =>
          data.items.length === 0 ? (
            <p className="py-6 text-center text-ink-soft">{t('deliveriesNone')}</p>
          ) : (
            <ul className="flex flex-col divide-y divide-line">
              {data.items.map((delivery) => (
                <li key={delivery.id} className="flex flex-col gap-1 py-3">
                  <Delivery
                    delivery={delivery}
                    onAgain={() => again.mutate(`/api/v1/webhook-deliveries/${delivery.id}/retry`)}
                  />
                </li>
              ))}
            </ul>
          )
        }
      </Asked>
    </Dialog>
  );
}

function Delivery({ delivery, onAgain }: { delivery: WebhookDelivery; onAgain: () => void }) {
  const last = delivery.attempts.at(-1);
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-semibold">{t(delivery.kind)}</span>
        <Result delivery={delivery} />
        <span className="text-14 text-ink-soft">{instant(delivery.createdAt)}</span>
        {delivery.attempts.length > 1 ? (
          <span className="text-14 text-ink-soft">{t('attempts', { n: delivery.attempts.length })}</span>
        ) : null}
        {delivery.status === 'queued' ? null : (
          <span className="ms-auto">
            <Button size="small" look="quiet" aria-label={`${t('again')}: ${t(delivery.kind)}`} onPress={onAgain}>
              {t('again')}
            </Button>
          </span>
        )}
      </div>
      {delivery.status === 'queued' && delivery.nextAttemptAt && last ? (
        <p className="text-14">{t('queuedUntil', { at: instant(delivery.nextAttemptAt) })}</p>
      ) : null}
      {last ? (
        <p className="text-14 break-words text-ink-soft">
          {delivery.status === 'delivered'
            ? t('answered', { status: String(last.status) })
            : outcomeWords(last.outcome)}{' '}
          · {last.milliseconds.toLocaleString('en-US')} ms
          {last.answer === '' ? null : <code className="ms-2">{last.answer}</code>}
        </p>
      ) : null}
      <details className="text-14">
        <summary className="cursor-pointer text-primary">{t('payload')}</summary>
        <pre className="rounded-control bg-sunken p-2 whitespace-pre-wrap break-all">{pretty(delivery.payload)}</pre>
      </details>
    </>
  );
}

function Result({ delivery: { status } }: { delivery: WebhookDelivery }) {
  if (status === 'delivered') return <StatusBadge status="done">{t('delivered')}</StatusBadge>;
  if (status === 'queued') return <StatusBadge status="waiting">{t('queued')}</StatusBadge>;
  return <StatusBadge status="overdue">{t('notDelivered')}</StatusBadge>;
}

const pretty = (payload: string): string => JSON.stringify(JSON.parse(payload), null, 2);
