import { useQueries, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Board } from '../../../modules/plans/contract.ts';
import { buttonFace } from '../../components/button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Page } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { ThaiText } from '../../components/thai-text.tsx';
import { language } from '../../lib/i18n.ts';
import { useMe } from '../../lib/me.ts';
import { type Aligned, alignSteps } from './compare.ts';
import { MonthStrip } from './month-strip.tsx';
import { boardQuery, yearsQuery } from './queries.ts';
import { Legend } from './state-mark.tsx';
import { t } from './words.ts';
import { YearSelect } from './year-select.tsx';

const route = getRouteApi('/shell/plans/compare');
const YEARS = 3;

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
          <Link to="/plans" className={buttonFace('quiet')}>
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
      <ol className="flex flex-col">
        {system.steps.map((step) => (
          <li key={step.id} className="flex flex-col gap-1 border-t border-line py-2">
            <p className="leading-normal">{`${step.no === '' ? '' : `${step.no}. `}${step.text}`}</p>
            <div className="grid gap-x-4 gap-y-2 lg:grid-cols-3">
              {boards.map((board, at) => {
                const own = step.years[at];
                const name = t('yearName', { year: String(board.year.fiscalYear) });
                return (
                  <div key={board.year.fiscalYear} className="min-w-0">
                    <p className="text-14 font-semibold text-ink-soft">{name}</p>
                    {own === null || own === undefined ? (
                      <p className="text-14 text-ink-faint">{t('notInYear')}</p>
                    ) : (
                      <MonthStrip
                        label={`${name} · ${step.text}`}
                        fiscalYear={board.year.fiscalYear}
                        now={board.month}
                        cells={own.cells}
                        arrows={own.arrows}
                        heads="always"
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
