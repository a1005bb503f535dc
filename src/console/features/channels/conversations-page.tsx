import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import MessagesSquare from 'lucide-react/icons/messages-square';
import type { ConversationRow } from '../../../modules/complaints/conversation/contract.ts';
import { formatInstant } from '../../../thai/index.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Page } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { channelName } from '../../lib/channel-words.ts';
import { language } from '../../lib/i18n.ts';
import { conversationsQuery } from './queries.ts';
import { t } from './words.ts';

const route = getRouteApi('/shell/conversations');

/** Conversations in which something is no case yet; or all of them. */
export function ConversationsPage() {
  const { all = false } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page title={t('conversations')} lead={t('conversationsLead')}>
      <Tabs
        label={t('conversations')}
        value={all ? 'all' : 'loose'}
        onChange={(next) => void navigate({ search: next === 'all' ? { all: true } : {} })}
        tabs={[
          { id: 'loose', label: t('loose'), panel: all ? null : <List loose /> },
          { id: 'all', label: t('everything'), panel: all ? <List loose={false} /> : null },
        ]}
      />
    </Page>
  );
}

function List({ loose }: { loose: boolean }) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    conversationsQuery(loose),
  );
  const rows = data?.pages.flatMap((page) => page.items);
  if (rows === undefined) {
    return error === null ? (
      <Skeleton rows={5} height="h-14" />
    ) : (
      <ErrorPanel error={error} onRetry={() => void refetch()} />
    );
  }
  if (rows.length === 0) {
    return (
      <EmptyState icon={MessagesSquare} title={t('noConversations')}>
        {t('noConversationsBody')}
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <ul className="flex flex-col gap-2">
        {rows.map((row) => (
          <li key={row.threadId}>
            <Row row={row} />
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <div>
          <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

export const nameOfRow = ({ name, threadKind }: Pick<ConversationRow, 'name' | 'threadKind'>): string =>
  name ?? (threadKind === 'person' ? t('nobody') : t(threadKind));

function Row({ row }: { row: ConversationRow }) {
  return (
    <Link
      to="/conversations/$id"
      params={{ id: row.threadId }}
      className="card flex flex-col gap-1 p-4 hover:bg-hover sm:flex-row sm:justify-between"
    >
      <span className="min-w-0">
        <span className="block font-semibold">
          {nameOfRow(row)} <span className="ms-1 text-14 font-normal text-ink-soft">{channelName(row.channel)}</span>
        </span>
        <span className="block truncate text-ink-soft">{row.lastWords}</span>
      </span>
      <span className="shrink-0 text-14 text-ink-soft sm:text-end">
        <span className="block">
          {row.lastInAt === null ? '' : formatInstant(new Date(row.lastInAt), { lang: language() })}
        </span>
        <span className="block">
          {row.loose > 0 ? t('looseCount', { n: row.loose }) : (row.caseNumber ?? (row.guided ? t('guided') : ''))}
        </span>
      </span>
    </Link>
  );
}
