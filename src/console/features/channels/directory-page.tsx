import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Plus from 'lucide-react/icons/plus';
import RadioTower from 'lucide-react/icons/radio-tower';
import { useState } from 'react';
import { ChannelDirectory, Publication, type Way } from '../../../modules/channels/directory/contract.ts';
import { formatInstant } from '../../../thai/index.ts';
import { Asked } from '../../components/asked.tsx';
import { BackLink } from '../../components/back-link.tsx';
import { Button, buttonFace } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';
import { api } from '../../lib/api.ts';
import { nameOf, useNames } from '../../lib/directory.ts';
import { language } from '../../lib/i18n.ts';
import { can, useMe } from '../../lib/me.ts';
import { toast } from '../../lib/toast.ts';
import { unitOf } from './field-words.ts';
import { type Figure, figuresQuery } from './figures.ts';
import { WayDialog } from './way-dialog.tsx';
import { t } from './words.ts';

/** The output of the first system: the ways to speak, published and measured. */
export function DirectoryPage() {
  const queryClient = useQueryClient();
  const mayEdit = can(useMe(), 'settings.edit');
  const [editing, setEditing] = useState<Way | 'new' | null>(null);
  const [publishing, setPublishing] = useState(false);
  const asked = useQuery({
    queryKey: ['channel-directory'],
    queryFn: ({ signal }) => api.get('/api/v1/channel-directory', ChannelDirectory, { signal }),
  });
  // Nothing to print or to publish yet: what comes first is the first channel.
  const isEmpty = asked.data?.ways.length === 0;
  const publish = useMutation({
    mutationFn: () => api.post('/api/v1/channel-directory/publish', {}, Publication),
    onSuccess: () => toast(t('publish')),
    onError: (failed) => toast(failed.message, { tone: 'error' }),
    onSettled: async () => {
      setPublishing(false);
      await queryClient.invalidateQueries({ queryKey: ['channel-directory'] });
    },
  });
  return (
    <Page
      title={t('directory')}
      back={<BackLink to="/channels">{t('channels')}</BackLink>}
      lead={t('directoryLead')}
      actions={
        <>
          <a className={buttonFace()} href="/channels" target="_blank" rel="noreferrer">
            {t('publicPage')}
          </a>
          {isEmpty ? null : (
            <a className={buttonFace()} href="/channels/poster.pdf" target="_blank" rel="noreferrer">
              {t('poster')}
            </a>
          )}
          {mayEdit ? (
            <Button
              {...(isEmpty && { look: 'primary' })}
              icon={<Plus size={18} aria-hidden />}
              onPress={() => setEditing('new')}
            >
              {t('addWay')}
            </Button>
          ) : null}
          {mayEdit && !isEmpty ? (
            <Button look="primary" onPress={() => setPublishing(true)}>
              {t('publish')}
            </Button>
          ) : null}
        </>
      }
    >
      <Asked query={asked} rows={6}>
        {(directory) => (
          <>
            <Standing directory={directory} />
            {directory.ways.length === 0 ? (
              <EmptyState icon={RadioTower} title={t('noWays')}>
                {t('noWaysBody')}
              </EmptyState>
            ) : (
              <Ways ways={directory.ways} mayEdit={mayEdit} onEdit={setEditing} />
            )}
          </>
        )}
      </Asked>
      {editing === null ? null : (
        <WayDialog way={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
      <ConfirmDialog
        title={t('publish')}
        isOpen={publishing}
        confirm={t('publish')}
        isPending={publish.isPending}
        onConfirm={() => publish.mutate()}
        onClose={() => setPublishing(false)}
      >
        {t('publishBody')}
      </ConfirmDialog>
    </Page>
  );
}

function Standing({ directory: { published, changedSince } }: { directory: ChannelDirectory }) {
  if (published === null) return <p className="text-ink-soft">{t('neverPublished')}</p>;
  return (
    <p className="text-ink-soft">
      {t('published', {
        when: formatInstant(new Date(published.publishedAt), { lang: language() }),
        name: published.publishedBy,
      })}
      {changedSince ? <span className="block font-semibold text-ink">{t('changedSince')}</span> : null}
    </p>
  );
}

/** Up to two days in hours, longer in days. */
const spanOf = (hours: number): string =>
  hours < 48 ? t('hoursUnit', { n: hours }) : t('daysUnit', { n: (hours / 24).toFixed(1) });

function Ways({ ways, mayEdit, onEdit }: { ways: readonly Way[]; mayEdit: boolean; onEdit: (way: Way) => void }) {
  const names = useNames();
  const { data } = useQuery(figuresQuery);
  const figureOf = (channel: string): Figure | undefined => data?.channels.find((each) => each.channel === channel);
  return (
    <Table
      caption={t('directory')}
      stacked
      rows={ways}
      keyOf={({ id }) => id}
      columns={[
        {
          id: 'name',
          header: t('channel'),
          isRowHeader: true,
          cell: (way) => (
            <span className={way.closedOn === null ? '' : 'text-ink-soft'}>
              <span className="font-semibold">{nameOf(way)}</span>
              <span className="block font-normal text-ink-soft [overflow-wrap:anywhere]">{way.address}</span>
              {way.closedOn === null ? null : <span>{t('closed')}</span>}
            </span>
          ),
        },
        {
          id: 'who',
          header: t('officer'),
          cell: (way) =>
            [way.officerName, names.department(way.departmentId)].filter(Boolean).join(' · ') || t('notChosen'),
        },
        { id: 'hours', header: t('hours'), cell: (way) => way.hours || t('notChosen') },
        {
          id: 'groups',
          header: t('groups'),
          cell: (way) => {
            const most = figureOf(way.channel)?.groups.find(({ groupId }) => groupId !== null);
            return (
              <span>
                {way.groupIds.length === 0 ? t('everybody') : way.groupIds.map((id) => names.group(id)).join(', ')}
                {most === undefined ? null : (
                  <span className="block text-ink-soft">{t('byGroup', { group: names.group(most.groupId) })}</span>
                )}
              </span>
            );
          },
        },
        {
          id: 'volume',
          header: t('volume'),
          align: 'end',
          width: 'whitespace-nowrap',
          cell: (way) => (figureOf(way.channel)?.received ?? 0).toLocaleString('en-US'),
        },
        {
          id: 'last',
          header: t('lastOne'),
          cell: (way) => {
            const at = figureOf(way.channel)?.lastReceivedAt;
            return at ? formatInstant(new Date(at), { lang: language() }) : '–';
          },
        },
        {
          id: 'median',
          header: t('median'),
          align: 'end',
          width: 'whitespace-nowrap',
          cell: (way) => {
            const hours = figureOf(way.channel)?.medianAnswerHours;
            return <span className="whitespace-nowrap">{typeof hours === 'number' ? spanOf(hours) : '–'}</span>;
          },
        },
        {
          id: 'cost',
          header: t('cost'),
          align: 'end',
          width: 'whitespace-nowrap',
          cell: ({ channel }) => {
            const cost = figureOf(channel)?.cost ?? 0;
            return cost === 0 ? 0 : `${cost.toLocaleString('en-US')} ${unitOf(channel)}`;
          },
        },
        ...(mayEdit
          ? [
              {
                id: 'actions',
                header: t('actions'),
                align: 'end' as const,
                cell: (way: Way) => (
                  <span className="-my-1 block">
                    <Button size="small" look="quiet" onPress={() => onEdit(way)}>
                      {t('edit')}
                    </Button>
                  </span>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
