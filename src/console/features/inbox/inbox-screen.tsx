import { useNavigate } from '@tanstack/react-router';
import MousePointerClick from 'lucide-react/icons/mouse-pointer-click';
import { Suspense, useEffect } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { CaseBeside } from '../../lib/case-pane.ts';
import { useIsWide } from '../../lib/media.ts';
import { useShortcuts } from '../../lib/shortcuts.ts';
import { t as shared } from '../../lib/words/t.ts';
import { CaseList } from './case-list.tsx';
import { CaseTable } from './case-table.tsx';
import { FilterBar } from './filter-bar.tsx';
import type { InboxPlace } from './inbox-place.ts';
import { filterOf } from './inbox-search.ts';
import { LayoutMenu } from './layout-menu.tsx';
import { SearchBox } from './search-box.tsx';
import { TakeMenu } from './take-menu.tsx';
import { useCaseList } from './use-case-list.ts';
import { useCursor } from './use-cursor.ts';
import { useLayout } from './use-layout.ts';
import { ViewTabs } from './view-tabs.tsx';
import { t } from './words.ts';

const KEY = { assign: 'a', reply: 'r', close: 'e' };

/** List beside case where there is room, list alone where there is not. */
export function InboxScreen({ place }: { place: InboxPlace }) {
  const { base, fallback, search, go } = place;
  const isWide = useIsWide();
  const navigate = useNavigate();
  const filter = filterOf(search, fallback);
  const list = useCaseList(filter);
  const [layout, setLayout] = useLayout();
  const asTable = isWide && layout.shape === 'table';
  const isBeside = isWide && !asTable;
  const title = t(base === '/mine' ? 'mine' : 'inbox');
  useEffect(() => {
    document.title = `${title} · ${shared('appName')}`;
  }, [title]);
  const select = (id: string): boolean => {
    const isNearEnd = list.rows.findIndex((row) => row.id === id) >= list.rows.length - 3;
    if (isNearEnd && list.hasMore && !list.isLoadingMore) list.more();
    if (isBeside && id !== search.case) go({ ...search, case: id }, true);
    return isBeside && id !== search.case;
  };
  const cursor = useCursor(list.rows, search.case ?? null, select);
  const open = (intent?: 'assign' | 'reply' | 'close'): void => {
    const id = cursor.at;
    if (id === null) return;
    if (isBeside && search.case === id) document.getElementById('case-title')?.focus();
    else if (isBeside) go({ ...search, case: id });
    else {
      void navigate({ to: '/cases/$caseId', params: { caseId: id }, search: { do: intent } });
    }
  };
  const group = (): string => title;
  useShortcuts([
    { keys: 'j', label: () => t('next'), group, run: () => cursor.move(1) },
    { keys: 'k', label: () => t('previous'), group, run: () => cursor.move(-1) },
    { keys: 'o', label: () => t('open'), group, run: () => open() },
    { keys: '/', label: () => t('search'), group, run: () => document.getElementById('register-search')?.focus() },
    // A case that is shown beside the list answers these itself.
    ...(isBeside ? [] : (['assign', 'reply', 'close'] as const)).map((intent) => ({
      keys: KEY[intent],
      label: () => t(intent),
      group,
      run: () => open(intent),
    })),
  ]);
  return (
    <div className="flex flex-col min-[1100px]:h-[calc(100dvh-57px)]">
      <div className="flex flex-col border-b border-line min-[1100px]:flex-row min-[1100px]:items-center">
        <h1 className="shrink-0 whitespace-nowrap px-4 pt-3 text-18 sm:px-6 min-[1100px]:py-2 min-[1100px]:pe-2">
          {title}
        </h1>
        {base === '/mine' ? null : <ViewTabs place={place} />}
      </div>
      <div className="flex min-h-0 grow">
        <section
          aria-label={t('list')}
          className={`flex min-w-0 grow flex-col ${asTable ? '' : 'min-[1100px]:w-100 min-[1100px]:grow-0 min-[1100px]:border-e min-[1100px]:border-line'}`}
        >
          <div data-print="no" className="flex flex-col gap-2 border-b border-line px-3 py-2">
            <SearchBox
              key={base}
              value={search.search ?? ''}
              onSearch={(text) => go({ ...search, search: text === '' ? undefined : text }, true)}
            />
            <div className="flex flex-wrap items-start justify-between gap-2">
              <FilterBar place={place} />
              <div className="flex items-center">
                <TakeMenu filter={filter} />
                {isWide ? <LayoutMenu layout={layout} onChange={setLayout} /> : null}
              </div>
            </div>
          </div>
          {asTable && list.rows.length > 0 ? (
            <CaseTable list={list} columns={layout.columns} />
          ) : (
            <CaseList list={list} place={place} cursor={cursor.at} isWide={isBeside} />
          )}
        </section>
        {isBeside ? (
          <section aria-label={t('casePane')} className="min-w-0 grow">
            {search.case === undefined ? (
              <div className="grid h-full place-items-center">
                <EmptyState icon={MousePointerClick} title={t('pickTitle')}>
                  {t('pickBody')}
                </EmptyState>
              </div>
            ) : (
              <Suspense
                fallback={
                  <div className="p-6">
                    <Skeleton rows={6} />
                  </div>
                }
              >
                <CaseBeside key={search.case} caseId={search.case} onNext={() => cursor.move(1)} />
              </Suspense>
            )}
          </section>
        ) : null}
      </div>
    </div>
  );
}
