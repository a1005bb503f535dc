import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { Counts } from '../../../modules/complaints/contract.ts';
import { VIEWS } from '../../../modules/complaints/contract.ts';
import { countWords, useCounts } from '../../lib/cases.ts';
import { useMe } from '../../lib/me.ts';
import type { InboxPlace } from './inbox-place.ts';
import type { View } from './inbox-search.ts';
import { t } from './words.ts';

const COUNT_OF: Partial<Record<View, keyof Counts>> = {
  open: 'open',
  unassigned: 'unassigned',
  mine: 'mine',
  'my-department': 'myDepartment',
  'due-today': 'dueToday',
  'due-soon': 'dueSoon',
  overdue: 'overdue',
  'citizen-spoke': 'citizenSpoke',
  waiting: 'waiting',
  'to-close': 'toClose',
};

/** The views, each with how many wait in it now. */
export function ViewTabs({ place }: { place: InboxPlace }) {
  const counts = useCounts();
  const me = useMe();
  const chosen = place.search.view ?? place.fallback;
  const bar = useRef<HTMLUListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the chosen tab is brought into sight when it changes.
  useEffect(() => {
    bar.current?.querySelector('[data-chosen]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [chosen]);
  const views = VIEWS.filter((view) => view !== 'my-department' || me.user.departmentId !== null);
  return (
    <nav aria-label={t('views')} className="min-w-0">
      <ul ref={bar} className="flex overflow-x-auto px-2 [scrollbar-width:thin]">
        {views.map((view) => {
          const key = COUNT_OF[view];
          const count = key === undefined ? undefined : counts?.[key];
          const isLate = view === 'overdue' && (count ?? 0) > 0;
          return (
            <li key={view} className="shrink-0">
              <Link
                to={place.base}
                resetScroll={false}
                search={({ case: open }) => ({ view, ...(open === undefined ? {} : { case: open }) })}
                aria-current={view === chosen ? 'true' : undefined}
                {...(view === chosen ? { 'data-chosen': true } : {})}
                className="flex min-h-11 items-center gap-1.5 border-b-2 border-transparent px-2 font-head text-14 whitespace-nowrap text-ink-soft outline-offset-[-3px] hover:text-ink data-chosen:border-primary data-chosen:font-semibold data-chosen:text-primary"
              >
                {t(`view-${view}`)}
                {count === undefined || count === 0 ? null : (
                  <span
                    className={`rounded-full px-1.5 text-[0.8125rem] leading-[1.45] tabular-nums ${isLate ? 'bg-overdue-tint font-semibold text-overdue' : 'bg-sunken text-ink-soft'}`}
                  >
                    {countWords(count)}
                  </span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
