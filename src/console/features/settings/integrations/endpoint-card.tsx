import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { WebhookEndpoint } from '../../../../modules/complaints/webhooks-out/contract.ts';
import { Button } from '../../../components/button.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { t as settings } from '../words.ts';
import { hostOf, instant } from './queries.ts';
import { t } from './words.ts';

type Props = {
  endpoint: WebhookEndpoint;
  isTesting: boolean;
  onTest: () => void;
  onToggle: () => void;
  onOpen: (what: 'edit' | 'deliveries' | 'remove' | 'rotate') => void;
};

export function EndpointCard({ endpoint, isTesting, onTest, onToggle, onOpen }: Props) {
  const host = hostOf(endpoint.url);
  const named = (word: string): string => `${word}: ${host}`;
  return (
    <article className="card flex flex-col gap-2 p-4" aria-label={host}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="min-w-0 text-16 break-all">{endpoint.url}</h2>
        {endpoint.active ? (
          <StatusBadge status={endpoint.failingSince ? 'due-soon' : 'done'}>
            {endpoint.failingSince ? t('failing', { at: instant(endpoint.failingSince) }) : t('active')}
          </StatusBadge>
        ) : (
          <StatusBadge status="closed">{t('offByHand')}</StatusBadge>
        )}
      </div>
      {endpoint.description === '' ? null : <p>{endpoint.description}</p>}
      {endpoint.disabledWhy === 'failing' || endpoint.disabledWhy === 'gone' ? (
        <p role="alert" className="flex items-start gap-2 rounded-control bg-overdue-tint px-3 py-2 text-overdue">
          <TriangleAlert size={18} className="mt-1 shrink-0" aria-hidden />
          {t(endpoint.disabledWhy === 'gone' ? 'offGone' : 'offFailing', {
            at: endpoint.disabledAt ? instant(endpoint.disabledAt) : '',
          })}
        </p>
      ) : null}
      <p className="text-14 text-ink-soft">
        {[
          endpoint.kinds.map((kind) => t(kind)).join(', '),
          ...(endpoint.waiting > 0 ? [t('waiting', { n: endpoint.waiting })] : []),
          ...(endpoint.failed > 0 ? [t('failed', { n: endpoint.failed })] : []),
          ...(endpoint.previousUntil ? [t('previous', { at: instant(endpoint.previousUntil) })] : []),
        ].join(' · ')}
      </p>
      <div className="flex flex-wrap gap-2">
        {endpoint.active ? (
          <Button size="small" aria-label={named(t('test'))} isPending={isTesting} onPress={onTest}>
            {t('test')}
          </Button>
        ) : null}
        <Button size="small" aria-label={named(t('deliveries'))} onPress={() => onOpen('deliveries')}>
          {t('deliveries')}
        </Button>
        <Button size="small" aria-label={named(settings('edit'))} onPress={() => onOpen('edit')}>
          {settings('edit')}
        </Button>
        <Button size="small" aria-label={named(t('rotate'))} onPress={() => onOpen('rotate')}>
          {t('rotate')}
        </Button>
        <Button size="small" aria-label={named(t(endpoint.active ? 'switchOff' : 'switchOn'))} onPress={onToggle}>
          {t(endpoint.active ? 'switchOff' : 'switchOn')}
        </Button>
        <Button size="small" look="quiet" aria-label={named(t('remove'))} onPress={() => onOpen('remove')}>
          {t('remove')}
        </Button>
      </div>
    </article>
  );
}
