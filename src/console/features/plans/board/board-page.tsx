import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import CalendarPlus from 'lucide-react/icons/calendar-plus';
import Lock from 'lucide-react/icons/lock';
import GanttChart from 'lucide-react/icons/square-chart-gantt';
import { useState } from 'react';
import type { Board, Year } from '../../../../modules/plans/contract.ts';
import { formatInstant } from '../../../../thai/index.ts';
import { Button, buttonFace } from '../../../components/button.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ErrorPanel } from '../../../components/error-panel.tsx';
import { Page } from '../../../components/page.tsx';
import { Skeleton } from '../../../components/skeleton.tsx';
import { yearName } from '../../../lib/fiscal-year.ts';
import { language } from '../../../lib/i18n.ts';
import { can, useMe } from '../../../lib/me.ts';
import { totalsOf } from '../contents.ts';
import { boardQuery, yearsQuery } from '../queries.ts';
import { Legend } from '../state-mark.tsx';
import { t } from '../words.ts';
import { YearSelect } from '../year-select.tsx';
import { CellDialog } from './cell-dialog.tsx';
import { NewYearDialog } from './new-year-dialog.tsx';
import type { OpenCell } from './open-cell.ts';
import { SystemSection } from './system-section.tsx';
import { Tiles } from './tiles.tsx';
import { YearMenu } from './year-menu.tsx';

const route = getRouteApi('/shell/plans');

/** The year's plans beside what really happened, system by system. */
export function BoardPage() {
  const me = useMe();
  const years = useQuery(yearsQuery);
  const { year: wanted } = route.useSearch();
  const [isNew, setNew] = useState(false);
  const list = years.data ?? [];
  const year = list.find((each) => each.fiscalYear === (wanted ?? me.fiscalYear)) ?? list[0];
  const mayEdit = can(me, 'plan.edit');
  const open = mayEdit ? (
    <Button icon={<CalendarPlus size={18} aria-hidden />} onPress={() => setNew(true)}>
      {t('newYear')}
    </Button>
  ) : null;
  if (year === undefined) {
    return (
      <Page title={t('plans')}>
        {years.data === undefined ? (
          <Loading error={years.error} retry={() => void years.refetch()} />
        ) : (
          <EmptyState icon={GanttChart} title={t('noYears')} action={open}>
            {t('noYearsBody')}
          </EmptyState>
        )}
        {isNew ? <NewYearDialog years={list} onClose={() => setNew(false)} /> : null}
      </Page>
    );
  }
  return (
    <>
      <YearBoard key={year.fiscalYear} year={year} years={list} openYear={open} mayEdit={mayEdit} />
      {isNew ? <NewYearDialog years={list} onClose={() => setNew(false)} /> : null}
    </>
  );
}

function Loading({ error, retry }: { error: unknown; retry: () => void }) {
  return error === null ? <Skeleton rows={8} height="h-12" /> : <ErrorPanel error={error} onRetry={retry} />;
}

type YearProps = { year: Year; years: readonly Year[]; openYear: React.ReactNode; mayEdit: boolean };
function YearBoard({ year, years, openYear, mayEdit }: YearProps) {
  const navigate = route.useNavigate();
  const { data, error, refetch } = useQuery(boardQuery(year.fiscalYear));
  const [cell, setCell] = useState<OpenCell | null>(null);
  const { fiscalYear } = year;
  return (
    <Page
      title={t('plans')}
      width="full"
      lead={data === undefined ? t('yearName', { year: yearName(fiscalYear) }) : findingOf(data)}
      actions={
        <div className="flex flex-wrap items-end gap-2">
          <YearSelect years={years} value={fiscalYear} onChange={(next) => void navigate({ search: { year: next } })} />
          {mayEdit ? (
            <Link to="/plans/import" className={buttonFace()}>
              {t('importPlan')}
            </Link>
          ) : null}
          <Link to="/plans/reports" search={{ year: fiscalYear }} className={buttonFace()}>
            {t('reports')}
          </Link>
          <Link to="/plans/compare" search={{ year: fiscalYear }} className={buttonFace()}>
            {t('compare')}
          </Link>
          {openYear}
          <YearMenu year={year} />
        </div>
      }
    >
      {year.frozenAt === null ? null : (
        <p className="flex items-start gap-2 rounded-control bg-sunken px-3 py-2 text-ink-soft">
          <Lock size={18} className="mt-1 shrink-0" aria-hidden />
          {t('frozenAt', { when: formatInstant(new Date(year.frozenAt), { lang: language() }) })}
        </p>
      )}
      {data === undefined ? (
        <Loading error={error} retry={() => void refetch()} />
      ) : (
        <>
          <Tiles totals={totalsOf(data)} />
          <Legend />
          {data.systems.length === 0 ? <p>{t('noSystems')}</p> : null}
          {data.systems.map((each) => (
            <SystemSection
              key={each.system.id}
              board={data}
              shown={each}
              onOpen={(stepId, month) =>
                each.plan === null ? undefined : setCell({ documentId: each.plan.document.id, stepId, month })
              }
            />
          ))}
          {cell === null ? null : <CellDialog board={data} open={cell} onClose={() => setCell(null)} />}
        </>
      )}
    </Page>
  );
}

function findingOf(board: Board): string {
  const { steps, done, late, missed, partly } = totalsOf(board);
  const parts = [
    t('finding', { year: yearName(board.year.fiscalYear), done: done + late, steps }),
    missed === 0 ? '' : t('behind', { n: missed }),
    partly === 0 ? '' : t('inPart', { n: partly }),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}
