import { useQuery } from '@tanstack/react-query';
import { HomeView } from '../../../modules/complaints/contract.ts';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Page } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { api } from '../../lib/api.ts';
import { countWords } from '../../lib/cases.ts';
import { yearName } from '../../lib/fiscal-year.ts';
import { can, municipalityName, useMe } from '../../lib/me.ts';
import { Figures } from './figures.tsx';
import { PortalCard, Welcome } from './welcome.tsx';
import { t } from './words.ts';
import { NewToday, Urgent } from './work-lists.tsx';

/** What must be done today, in one sentence; then how the work goes; then the work itself. */
export function HomePage() {
  const me = useMe();
  const hasFigures = can(me, 'home.read');
  const hasLists = can(me, 'complaint.list');
  const { data, error, refetch } = useQuery({
    queryKey: ['home'],
    queryFn: ({ signal }) => api.get('/api/v1/home', HomeView, { signal }),
    enabled: hasFigures,
    refetchInterval: 60_000,
  });
  const year = yearName(me.fiscalYear);
  // Who sees a part of the register cannot be told that it is empty.
  const seesWhole = !hasLists || can(me, 'complaint.read.all');
  const isNew = seesWhole && data !== undefined && isUntouched(data);
  const title = data === undefined || !hasLists || isNew ? t('greeting', { name: me.user.name }) : sentence(data);
  return (
    <Page title={title} lead={t('municipality', { name: municipalityName(me), year })}>
      {hasFigures ? null : <p>{t('noFigures')}</p>}
      {hasFigures && !hasLists && !isNew ? <p className="text-ink-soft">{t('reduced')}</p> : null}
      {hasFigures && !seesWhole ? <p className="text-ink-soft">{t('ownFigures')}</p> : null}
      {error !== null && data === undefined ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : null}
      {hasFigures && data === undefined && error === null ? <Skeleton rows={6} height="h-16" /> : null}
      {isNew ? <Welcome /> : null}
      {data === undefined || isNew ? null : (
        <>
          <Figures home={data} year={year} hasLists={hasLists} />
          {hasLists ? (
            <div className="grid items-start gap-4 lg:grid-cols-2">
              <Urgent home={data} />
              <NewToday home={data} />
            </div>
          ) : null}
        </>
      )}
      {hasLists || isNew ? null : <PortalCard />}
    </Page>
  );
}

function sentence({ counts }: HomeView): string {
  const { dueToday: due, overdue: late } = counts;
  const said = { due: countWords(due), late: countWords(late) };
  if (due > 0 && late > 0) return t('mustAnswer', said);
  if (due > 0) return t('mustAnswerOnly', said);
  return late > 0 ? t('lateOnly', said) : t('nothingDue');
}

/** Nothing was ever registered, as far as these figures reach. */
function isUntouched({ counts, trend, departments }: HomeView): boolean {
  return counts.open === 0 && departments.length === 0 && trend.every((day) => day.received === 0 && day.closed === 0);
}
