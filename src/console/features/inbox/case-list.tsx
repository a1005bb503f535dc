import { Link } from '@tanstack/react-router';
import InboxIcon from 'lucide-react/icons/inbox';
import RefreshCw from 'lucide-react/icons/refresh-cw';
import SearchX from 'lucide-react/icons/search-x';
import { Button, buttonFace } from '../../components/button.tsx';
import { CaseRowWords } from '../../components/case-row.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useNames } from '../../lib/directory.ts';
import { can, useMe } from '../../lib/me.ts';
import type { InboxPlace } from './inbox-place.ts';
import { filtersOn } from './inbox-search.ts';
import type { CaseList as List } from './use-case-list.ts';
import { rowDomId } from './use-cursor.ts';
import { t } from './words.ts';

type Props = { list: List; place: InboxPlace; cursor: string | null; isWide: boolean };

const ROW =
  'block px-4 py-2.5 outline-offset-[-2px] hover:bg-hover hover:no-underline data-cursor:bg-sunken data-chosen:bg-primary-tint data-chosen:shadow-[inset_3px_0_0_var(--c-primary)]';

export function CaseList({ list, place, cursor, isWide }: Props) {
  const names = useNames();
  const { base, search } = place;
  if (list.isLoading) {
    return (
      <div className="p-4">
        <Skeleton rows={8} height="h-12" />
      </div>
    );
  }
  if (list.error !== null && list.rows.length === 0) {
    return (
      <div className="p-4">
        <ErrorPanel error={list.error} onRetry={list.refresh} />
      </div>
    );
  }
  return (
    <div className="flex min-h-0 flex-col overflow-y-auto" aria-busy={list.isStale}>
      <div role="status" className="contents">
        <SearchNotes list={list} hasSearch={search.search !== undefined} />
        {list.fresh === 0 ? null : (
          <div className="sticky top-14 z-10 flex justify-center border-b border-line bg-new-tint p-1.5 min-[1100px]:top-0">
            <Button size="small" look="quiet" icon={<RefreshCw size={15} aria-hidden />} onPress={list.refresh}>
              {list.fresh >= 50 ? t('fresh50') : t('fresh', { n: list.fresh })}
            </Button>
          </div>
        )}
      </div>
      {list.rows.length === 0 ? (
        <NoRows place={place} />
      ) : (
        <ul className={`divide-y divide-line ${list.isStale ? 'opacity-60' : ''}`}>
          {list.rows.map((row) => {
            const look = {
              id: rowDomId(row.id),
              className: ROW,
              children: <CaseRowWords row={row} names={names} />,
              ...(row.id === cursor && row.id !== search.case ? { 'data-cursor': true } : {}),
            };
            return (
              <li key={row.id}>
                {isWide ? (
                  <Link
                    to={base}
                    search={{ ...search, case: row.id }}
                    replace
                    resetScroll={false}
                    {...(search.case === row.id ? { 'data-chosen': true } : {})}
                    aria-current={search.case === row.id ? 'true' : undefined}
                    {...look}
                  />
                ) : (
                  <Link to="/cases/$caseId" params={{ caseId: row.id }} {...look} />
                )}
              </li>
            );
          })}
        </ul>
      )}
      {list.rows.length === 0 ? null : (
        <div className="flex justify-center p-3 text-14 text-ink-faint">
          {list.hasMore ? (
            <Button onPress={list.more} isPending={list.isLoadingMore}>
              {t('more')}
            </Button>
          ) : (
            t('listEnd')
          )}
        </div>
      )}
    </div>
  );
}

function SearchNotes({ list, hasSearch }: { list: List; hasSearch: boolean }) {
  if (!hasSearch) return null;
  const notes = [t('searchedAll')];
  if (list.searched === 'newest') notes.push(t('newest'));
  if (list.near) notes.push(t('near'));
  return <p className="border-b border-line bg-sunken px-4 py-1.5 text-14 text-ink-soft">{notes.join(' · ')}</p>;
}

function NoRows({ place: { search, fallback, go } }: { place: InboxPlace }) {
  const me = useMe();
  if (search.search !== undefined || filtersOn(search).length > 0) {
    return (
      <EmptyState
        icon={SearchX}
        title={t('noMatchTitle')}
        action={<Button onPress={() => go({ view: search.view, case: search.case })}>{t('clearAll')}</Button>}
      >
        {t('noMatchBody')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={InboxIcon}
      title={t('emptyTitle')}
      action={
        can(me, 'complaint.register') ? (
          <Link to="/new" className={buttonFace('primary')}>
            {t('register')}
          </Link>
        ) : undefined
      }
    >
      {t(`empty-${search.view ?? fallback}`)}
    </EmptyState>
  );
}
