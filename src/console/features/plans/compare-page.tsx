import { useQueries, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Board } from '../../../modules/plans/contract.ts';
import { buttonFace } from '../../components/button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Page } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { ThaiText } from '../../components/thai-text.tsx';
import { yearName } from '../../lib/fiscal-year.ts';
import { language } from '../../lib/i18n.ts';
import { useMe } from '../../lib/me.ts';
import { type Aligned, alignSteps } from './compare.ts';
import { MonthPicture, QuarterHeads } from './month-strip.tsx';
import { boardQuery, yearsQuery } from './queries.ts';
import { Legend } from './state-mark.tsx';
import { t } from './words.ts';
import { YearSelect } from './year-select.tsx';

const route = getRouteApi('/shell/plans/compare');
const YEARS = 3;
const YEARS_ROW = 'grid gap-x-4 gap-y-1 lg:grid-cols-3';
const YEAR_CELL = 'grid min-w-0 grid-cols-[2.5rem_1fr] items-center gap-x-1 lg:block';

/** The same steps in three years, side by side; on a phone under each other. */
export function ComparePage() {
  const me = useMe();
  const navigate = route.useNavigate();
  const { year: wanted } = route.useSearch();
  const years = useQuery(yearsQuery);
  const list = years.data ?? [];
  const last = list.find((each) => each.fiscalYear <= (wanted ?? me.fiscalYear)) ?? list[0];
  const shown = list.filter((each) => last !== undefined && each.fiscalYear <= last.fiscalYear).slice(0, YEARS);
  const boards = useQueries({ queries: shown.map(({ fiscalYear }) => boardQuery(fiscalYear)) });
  const data = boards.flatMap((board) => board.data ?? []);
  const error = years.error ?? boards.find((board) => board.error !== null)?.error ?? null;
  return (
    <Page
      title={t('compare')}
      width="full"
      lead={t('compareLead')}
      actions={
        <div className="flex flex-wrap items-end gap-2">
          {last === undefined ? null : (
            <YearSelect
              label={t('upTo')}
              years={list}
              value={last.fiscalYear}
              onChange={(year) => void navigate({ search: { year } })}
            />
          )}
          <Link to="/plans" className={buttonFace()}>
            {t('backToBoard')}
          </Link>
        </div>
      }
    >
      {error !== null && data.length === 0 ? (
        <ErrorPanel error={error} onRetry={() => void Promise.all(boards.map((board) => board.refetch()))} />
      ) : null}
      {error === null && (years.data === undefined || data.length < shown.length) ? (
        <Skeleton rows={8} height="h-12" />
      ) : null}
      {years.data !== undefined && shown.length < YEARS ? (
        <p className="text-ink-soft">{t('onlyYears', { n: shown.length })}</p>
      ) : null}
      {data.length === 0 || data.length < shown.length ? null : (
        <>
          <Legend />
          {alignSteps(data).map((system) => (
            <SystemYears key={system.id} system={system} boards={data} />
          ))}
        </>
      )}
    </Page>
  );
}

function SystemYears({ system, boards }: { system: Aligned; boards: readonly Board[] }) {
  const title = language() === 'en' ? system.titleEn : system.titleTh;
  return (
    <section aria-labelledby={`compare-${system.id}`} className="card flex flex-col gap-2 p-3 sm:p-4">
      <h2 id={`compare-${system.id}`} className="text-18">
        <ThaiText>{`${system.no}. ${title}`}</ThaiText>
      </h2>
      {system.steps.length === 0 ? <p className="text-ink-soft">{t('noSteps')}</p> : null}
      {system.steps.length === 0 ? null : <YearHeads boards={boards} />}
      <ol className="flex flex-col">
        {system.steps.map((step) => (
          <li
            key={step.id}
            className="flex flex-col gap-1 border-t border-line py-2 [contain-intrinsic-size:auto_10.5rem] [content-visibility:auto] first:border-t-0 lg:[contain-intrinsic-size:auto_4.5rem]"
          >
            <p className="leading-normal">{`${step.no === '' ? '' : `${step.no}. `}${step.text}`}</p>
            <div className={YEARS_ROW}>
              {boards.map(({ year: { fiscalYear }, month }, at) => {
                const own = step.years[at] ?? null;
                const name = t('yearName', { year: yearName(fiscalYear) });
                return (
                  <div key={fiscalYear} className={YEAR_CELL}>
                    <span className="text-14 font-semibold text-ink-soft tabular-nums lg:hidden" aria-hidden>
                      {yearName(fiscalYear)}
                    </span>
                    {own === null ? (
                      <p className="text-14 text-ink-faint">{t('notInYear')}</p>
                    ) : (
                      <MonthPicture
                        label={`${name} · ${step.text}`}
                        fiscalYear={fiscalYear}
                        now={month}
                        cells={own.cells}
                        arrows={own.arrows}
                      />
                    )}
                  </div>
                );
              })}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The years and their quarters, in sight as long as their system is: beside each other, or the quarters alone on a phone. */
function YearHeads({ boards }: { boards: readonly Board[] }) {
  return (
    <div className={`${YEARS_ROW} sticky top-14 z-10 border-b border-line bg-surface py-1`} aria-hidden>
      <div className={`${YEAR_CELL} lg:hidden`}>
        <span />
        <QuarterHeads fiscalYear={null} now={0} />
      </div>
      {boards.map(({ year: { fiscalYear }, month }) => (
        <div key={fiscalYear} className="max-lg:hidden">
          <p className="text-14 font-semibold text-ink-soft">{t('yearName', { year: yearName(fiscalYear) })}</p>
          <QuarterHeads fiscalYear={fiscalYear} now={month} />
        </div>
      ))}
    </div>
  );
}
