import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Plus from 'lucide-react/icons/plus';
import Webhook from 'lucide-react/icons/webhook';
import { useState } from 'react';
import {
  WebhookDeliveries,
  WebhookEndpoint,
  WebhookMade,
} from '../../../../modules/complaints/webhooks-out/contract.ts';
import { Asked } from '../../../components/asked.tsx';
import { Button } from '../../../components/button.tsx';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { api, nothing } from '../../../lib/api.ts';
import { toast } from '../../../lib/toast.ts';
import { SecretOnce } from '../secret-once.tsx';
import { DeliveriesDialog } from './deliveries-dialog.tsx';
import { EndpointCard } from './endpoint-card.tsx';
import { EndpointDialog } from './endpoint-dialog.tsx';
import { endpointsQuery, hostOf, outcomeWords } from './queries.ts';
import { t } from './words.ts';

type Open =
  | { what: 'add' }
  | { what: 'edit' | 'deliveries' | 'remove' | 'rotate'; endpoint: WebhookEndpoint }
  | { what: 'secret'; url: string; secret: string }
  | null;

export function WebhooksPanel() {
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<Open>(null);
  const endpoints = useQuery(endpointsQuery);
  const again = () => queryClient.invalidateQueries({ queryKey: endpointsQuery.queryKey });
  const remove = useMutation({
    mutationFn: ({ id }: WebhookEndpoint) => api.remove(`/api/v1/webhook-endpoints/${id}`, nothing),
    onSettled: async () => {
      await again();
      setOpen(null);
    },
  });
  const rotate = useMutation({
    mutationFn: ({ id }: WebhookEndpoint) => api.post(`/api/v1/webhook-endpoints/${id}/secret`, {}, WebhookMade),
    onSuccess: async ({ endpoint, secret }) => {
      await again();
      setOpen({ what: 'secret', url: endpoint.url, secret });
    },
  });
  const toggle = useMutation({
    mutationFn: ({ id, url, description, kinds, active }: WebhookEndpoint) =>
      api.put(`/api/v1/webhook-endpoints/${id}`, { url, description, kinds, active: !active }, WebhookEndpoint),
    onSettled: again,
  });
  const test = useMutation({
    mutationFn: ({ id }: WebhookEndpoint) => api.post(`/api/v1/webhook-endpoints/${id}/test`, {}, WebhookDeliveries),
    onSuccess: ({ items }) => {
      const last = items[0]?.attempts.at(-1);
      if (items[0]?.status === 'delivered') toast(t('testDone', { status: String(last?.status ?? '') }));
      else toast(t('testFailed', { outcome: outcomeWords(last?.outcome ?? '') }), { tone: 'error' });
    },
    onSettled: again,
  });
  const asked = open?.what === 'remove' || open?.what === 'rotate' ? open.endpoint : null;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-3xl">{t('webhooksLead')}</p>
        <Button look="primary" icon={<Plus size={18} aria-hidden />} onPress={() => setOpen({ what: 'add' })}>
          {t('addEndpoint')}
        </Button>
      </div>
      <Asked query={endpoints} rows={3}>
        {(data) =>
          data.length === 0 ? (
            <EmptyState icon={Webhook} title={t('none')}>
              {t('noneBody')}
            </EmptyState>
          ) : (
            <ul className="flex flex-col gap-3">
              {data.map((endpoint) => (
                <li key={endpoint.id}>
                  <EndpointCard
                    endpoint={endpoint}
                    isTesting={test.isPending && test.variables.id === endpoint.id}
                    onTest={() => test.mutate(endpoint)}
                    onToggle={() => toggle.mutate(endpoint)}
                    onOpen={(what) => setOpen({ what, endpoint })}
                  />
                </li>
              ))}
            </ul>
          )
        }
      </Asked>
      {open?.what === 'add' || open?.what === 'edit' ? (
        <EndpointDialog
          endpoint={open.what === 'edit' ? open.endpoint : null}
          onMade={(url, secret) => setOpen({ what: 'secret', url, secret })}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open?.what === 'secret' ? (
        <SecretOnce
          title={t('secretTitle', { host: hostOf(open.url) })}
          secret={open.secret}
          onClose={() => setOpen(null)}
        >
          {t('secretBody')}
        </SecretOnce>
      ) : null}
      {open?.what === 'deliveries' ? <DeliveriesDialog endpoint={open.endpoint} onClose={() => setOpen(null)} /> : null}
      <ConfirmDialog
        title={t(open?.what === 'rotate' ? 'rotateTitle' : 'removeTitle', { host: asked ? hostOf(asked.url) : '' })}
        isOpen={asked !== null}
        confirm={t(open?.what === 'rotate' ? 'rotate' : 'remove')}
        isDanger={open?.what === 'remove'}
        isPending={remove.isPending || rotate.isPending}
        onConfirm={() => {
          if (asked !== null) (open?.what === 'rotate' ? rotate : remove).mutate(asked);
        }}
        onClose={() => setOpen(null)}
      >
        {t(open?.what === 'rotate' ? 'rotateBody' : 'removeBody')}
      </ConfirmDialog>
    </div>
  );
}
