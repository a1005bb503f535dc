import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ChannelView } from '../../../modules/channels/contract.ts';
import { formatInstant } from '../../../thai/index.ts';
import { buttonFace } from '../../components/button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Page } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { language } from '../../lib/i18n.ts';
import { connectionName, unitOf } from './field-words.ts';
import { channelsQuery } from './queries.ts';
import { t } from './words.ts';

/** The channels that machines speak: which are connected, when something last came, what is left of the month. */
export function ChannelsPage() {
  const { data, error, refetch } = useQuery(channelsQuery);
  return (
    <Page
      title={t('channels')}
      lead={t('lead')}
      actions={
        <>
          <Link to="/channel-directory" className={buttonFace()}>
            {t('directory')}
          </Link>
          <Link to="/channel-events" className={buttonFace()}>
            {t('events')}
          </Link>
        </>
      }
    >
      {data === undefined && error === null ? <Skeleton rows={6} height="h-24" /> : null}
      {data === undefined && error !== null ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : null}
      <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {(data ?? []).map((channel) => (
          <li key={channel.kind}>
            <ChannelCard channel={channel} />
          </li>
        ))}
      </ul>
    </Page>
  );
}

function ChannelCard({ channel }: { channel: ChannelView }) {
  const { kind, connected, active, lastEventAt, check, quota } = channel;
  const bad = check !== null && !check.ok;
  return (
    <section className="card flex h-full flex-col gap-2 p-4" aria-label={connectionName(kind)}>
      <div className="flex items-start justify-between gap-2">
        <h2 className="text-18">{connectionName(kind)}</h2>
        <span
          className={`rounded-full px-2.5 py-0.5 text-14 ${connected ? (bad ? 'bg-overdue-tint text-overdue' : 'bg-done-tint text-done') : 'bg-sunken text-ink-soft'}`}
        >
          {connected ? (bad ? t(check.problem ?? 'other') : t('connected')) : t(active ? 'notConnected' : 'off')}
        </span>
      </div>
      <p className="text-14 text-ink-soft">
        {lastEventAt === null
          ? t('neverEvent')
          : t('lastEvent', { when: formatInstant(new Date(lastEventAt), { lang: language() }) })}
      </p>
      {quota === null ? null : <QuotaLine kind={kind} quota={quota} />}
      <div className="mt-auto pt-2">
        <Link to="/channels/$kind" params={{ kind }} className={buttonFace('secondary', 'small')}>
          {t('setUp')}
        </Link>
      </div>
    </section>
  );
}

export function QuotaLine({ kind, quota }: { kind: ChannelView['kind']; quota: NonNullable<ChannelView['quota']> }) {
  const { used, most, state } = quota;
  const unit = unitOf(kind);
  return (
    <div className="flex flex-col gap-1">
      <p className="text-14">{most === null ? t('quotaFree', { used, unit }) : t('quota', { used, most, unit })}</p>
      {most === null ? null : (
        <meter
          className="meter h-2 w-full"
          min={0}
          max={most}
          value={used}
          high={most * 0.8}
          aria-label={t('quota', { used, most, unit })}
        />
      )}
      {state === 'enough' ? null : (
        <p className="text-14 font-semibold text-danger">{t(state === 'ending' ? 'quotaEnding' : 'quotaEnded')}</p>
      )}
    </div>
  );
}
