import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import Inbox from 'lucide-react/icons/inbox';
import { type ReactNode, useState } from 'react';
import { type ChannelEvent, ChannelKind } from '../../../modules/channels/contract.ts';
import { formatInstant } from '../../../thai/index.ts';
import { Asked } from '../../components/asked.tsx';
import { BackLink } from '../../components/back-link.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { Select } from '../../components/select.tsx';
import { Table } from '../../components/table.tsx';
import { api, nothing } from '../../lib/api.ts';
import { language } from '../../lib/i18n.ts';
import { can, useMe } from '../../lib/me.ts';
import { toast } from '../../lib/toast.ts';
import { becameWord, connectionName } from './field-words.ts';
import { eventsQuery, wholeEventQuery } from './queries.ts';
import { t } from './words.ts';

const route = getRouteApi('/shell/channel-events');
const STATES = ['waiting', 'done', 'nothing', 'unknown', 'failed'] as const;

/** Everything that providers sent, what became of each, and a way to run one again. */
export function EventsPage() {
  const queryClient = useQueryClient();
  const mayManage = can(useMe(), 'channel.manage');
  const { channel, state } = route.useSearch();
  const navigate = route.useNavigate();
  const [shown, setShown] = useState<ChannelEvent | null>(null);
  const asked = useInfiniteQuery(eventsQuery(channel, state));
  const run = useMutation({
    mutationFn: (id: string) => api.post(`/api/v1/channel-events/${id}/run`, {}, nothing),
    onSuccess: () => toast(t('ran')),
    onError: (failed) => toast(failed.message, { tone: 'error' }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['channel-events'] }),
  });
  const actionsOf = (event: ChannelEvent) =>
    event.rawRemovedAt === null ? (
      <span className="-my-1 flex justify-end gap-1 whitespace-nowrap max-sm:justify-start">
        <Button size="small" look="quiet" onPress={() => setShown(event)}>
          {t('raw')}
        </Button>
        <Button
          size="small"
          look="quiet"
          isPending={run.isPending && run.variables === event.id}
          onPress={() => run.mutate(event.id)}
        >
          {t('run')}
        </Button>
      </span>
    ) : null;
  const all = { id: 'all', label: t('all') };
  return (
    <Page title={t('events')} lead={t('eventsLead')} back={<BackLink to="/channels">{t('channels')}</BackLink>}>
      <div className="flex flex-wrap gap-3">
        <div className="w-44 max-sm:grow">
          <Select
            label={t('channel')}
            value={channel ?? 'all'}
            onChange={(next) =>
              void navigate({ search: { state, channel: ChannelKind.options.find((each) => each === next) } })
            }
            options={[all, ...ChannelKind.options.map((id) => ({ id, label: connectionName(id) }))]}
          />
        </div>
        <div className="w-44 max-sm:grow">
          <Select
            label={t('state')}
            value={state ?? 'all'}
            onChange={(next) => void navigate({ search: { channel, state: STATES.find((each) => each === next) } })}
            options={[all, ...STATES.map((id) => ({ id, label: t(id) }))]}
          />
        </div>
      </div>
      <Asked query={asked} rows={8}>
        {({ pages }) => <Events rows={pages.flatMap(({ rows }) => rows)} actions={mayManage ? actionsOf : null} />}
      </Asked>
      {asked.hasNextPage ? (
        <div>
          <Button isPending={asked.isFetchingNextPage} onPress={() => void asked.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      ) : null}
      <Dialog title={t('rawTitle')} isOpen={shown !== null} onClose={() => setShown(null)} width="wide">
        {shown === null ? null : <Raw id={shown.id} />}
      </Dialog>
    </Page>
  );
}

function Raw({ id }: { id: string }) {
  return (
    <Asked query={useQuery(wholeEventQuery(id))} rows={4}>
      {({ raw, withheld }) =>
        raw === null ? (
          <p>{t(withheld ? 'rawWithheld' : 'rawGone')}</p>
        ) : (
          <>
            <p className="mb-3 text-14 text-ink-soft">{t('rawNoted')}</p>
            <pre className="overflow-x-auto rounded-control bg-sunken p-3 text-14 whitespace-pre-wrap">
              {pretty(raw)}
            </pre>
          </>
        )
      }
    </Asked>
  );
}

type EventsProps = {
  rows: readonly ChannelEvent[];
  /** What may be done with one, if anything may. */
  actions: ((event: ChannelEvent) => ReactNode) | null;
};
function Events({ rows, actions }: EventsProps) {
  if (rows.length === 0) {
    return (
      <EmptyState icon={Inbox} title={t('noEvents')}>
        {t('noEventsBody')}
      </EmptyState>
    );
  }
  return (
    <Table
      caption={t('events')}
      stacked
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        {
          id: 'received',
          header: t('received'),
          isRowHeader: true,
          cell: ({ receivedAt }) => formatInstant(new Date(receivedAt), { lang: language() }),
        },
        { id: 'channel', header: t('channel'), cell: (event) => connectionName(event.channel) },
        { id: 'kind', header: t('kind'), cell: ({ kind }) => <code className="text-14">{kind}</code> },
        { id: 'state', header: t('state'), cell: (event) => t(event.state) },
        { id: 'became', header: t('became'), cell: (event) => <Became event={event} /> },
        ...(actions === null ? [] : [{ id: 'actions', header: t('actions'), align: 'end' as const, cell: actions }]),
      ]}
    />
  );
}

function Became({ event }: { event: ChannelEvent }) {
  const { became, problem } = event.outcome;
  return (
    <span className="flex flex-col">
      {became.map(({ became: what, subjectId }, i) =>
        subjectId === undefined ? (
          <span key={`${what}${i.toString()}`}>{becameWord(what)}</span>
        ) : (
          <Link
            key={`${what}${subjectId}`}
            to="/cases/$caseId"
            params={{ caseId: subjectId }}
            className="inline-flex min-h-8 items-center text-primary underline underline-offset-4"
          >
            {becameWord(what)}
          </Link>
        ),
      )}
      {problem === null ? null : <span className="text-danger">{problem}</span>}
      {event.rawRemovedAt === null ? null : (
        <span className="text-14 text-ink-soft">
          {t('rawRemoved', { day: formatInstant(new Date(event.rawRemovedAt), { lang: language() }) })}
        </span>
      )}
    </span>
  );
}

function pretty(raw: string): string {
  try {
    return JSON.stringify(JSON.parse(raw), null, 2);
  } catch {
    return raw;
  }
}
