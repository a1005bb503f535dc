import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { HomeView } from '../../../modules/complaints/contract.ts';
import { fiscalYearOf, fiscalYearRange, formatDay } from '../../../thai/index.ts';
import { BarChart } from '../../components/bar-chart.tsx';
import { Button } from '../../components/button.tsx';
import { LineChart } from '../../components/line-chart.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { countWords } from '../../lib/cases.ts';
import { directoryQuery, useNames } from '../../lib/directory.ts';
import { language } from '../../lib/i18n.ts';
import { t } from './words.ts';

type Props = { home: HomeView; year: string; hasLists: boolean };
const MOST_DEPARTMENTS = 6;

/** Three small charts, each with its finding as a title and a way to the rows behind it. */
export function Figures({ home, year, hasLists }: Props) {
  return (
    <div className="grid items-start gap-4 md:grid-cols-2 xl:grid-cols-3">
      {hasLists ? <Due home={home} /> : null}
      <Trend home={home} hasLists={hasLists} />
      <Departments home={home} year={year} hasLists={hasLists} />
    </div>
  );
}

const Card = ({ children }: { children: ReactNode }) => <div className="card flex flex-col gap-2 p-4">{children}</div>;
const LINK = 'inline-flex min-h-8 items-center text-14 text-primary underline underline-offset-4';

function Due({ home: { counts } }: { home: HomeView }) {
  const row = (label: string, value: number, view: string) => ({
    label,
    values: [value],
    to: '/inbox',
    search: { view },
  });
  return (
    <Card>
      <BarChart
        title={t('dueTitle', {
          late: countWords(counts.overdue),
          today: countWords(counts.dueToday),
          soon: countWords(counts.dueSoon),
        })}
        note={t('dueNote')}
        format={countWords}
        series={[t('cases')]}
        rows={[
          row(t('late'), counts.overdue, 'overdue'),
          row(t('today'), counts.dueToday, 'due-today'),
          row(t('soon'), counts.dueSoon, 'due-soon'),
          row(t('citizenSpoke'), counts.citizenSpoke, 'citizen-spoke'),
          { ...row(t('waiting'), counts.waiting, 'waiting'), isContext: true },
        ]}
      />
    </Card>
  );
}

function Trend({ home: { trend }, hasLists }: Omit<Props, 'year'>) {
  const total = (key: 'received' | 'closed'): number => trend.reduce((sum, day) => sum + day[key], 0);
  const from = trend[0]?.day;
  return (
    <Card>
      <LineChart
        title={t('trendTitle', { received: total('received'), closed: total('closed') })}
        note={t('trendNote')}
        series={[t('received'), t('closed')]}
        rows={trend.map(({ day, received, closed }) => ({ label: shortDay(day), values: [received, closed] }))}
        height={170}
      />
      {hasLists && from !== undefined ? (
        <p className="flex flex-wrap gap-x-4">
          <Link to="/inbox" search={{ view: 'all', from }} className={LINK}>
            {t('seeReceived')}
          </Link>
          <Link to="/inbox" search={{ view: 'closed', closedFrom: from }} className={LINK}>
            {t('seeClosed')}
          </Link>
        </p>
      ) : null}
    </Card>
  );
}

/** "4 พ.ค.": thirty days need no year. */
const shortDay = (day: string): string => formatDay(day, { lang: language() }).split(' ').slice(0, 2).join(' ');

/** How the departments that ended cases this fiscal year kept the time: those of most cases, and the rest together until they are asked for. */
function Departments({ home: { departments, today }, year, hasLists }: Props) {
  const names = useNames();
  const { isPending } = useQuery(directoryQuery);
  const [isWhole, setWhole] = useState(false);
  const { from: closedFrom, to: closedTo } = fiscalYearRange(fiscalYearOf(today));
  const ended = departments.filter((row) => row.closed > 0).toSorted((a, b) => b.closed - a.closed);
  const shown = isWhole || ended.length <= MOST_DEPARTMENTS + 1 ? ended : ended.slice(0, MOST_DEPARTMENTS);
  const rest = sumOf(ended.slice(shown.length));
  const { closed, onTime } = sumOf(ended);
  const title =
    closed === 0 ? t('departmentNone') : t('departmentTitle', { percent: percent(onTime, closed), n: closed });
  if (isPending)
    return (
      <Card>
        <Skeleton rows={6} />
      </Card>
    );
  return (
    <Card>
      <BarChart
        title={title}
        note={t('departmentNote', { year })}
        series={[t('onTime')]}
        max={100}
        format={(value) => `${Math.round(value)}%`}
        rows={[
          ...shown.map((row) => {
            const id = row.departmentId ?? 'none';
            const name = row.departmentId === null ? t('unassigned') : names.department(row.departmentId);
            return {
              id,
              label: t('departmentLabel', { name: name || t('unnamed'), n: row.closed }),
              values: [percent(row.closedOnTime, row.closed)],
              ...(row.departmentId === null ? { isContext: true } : {}),
              ...(hasLists ? { to: '/inbox', search: { view: 'closed', departmentId: id, closedFrom, closedTo } } : {}),
            };
          }),
          ...(rest.closed === 0
            ? []
            : [
                {
                  id: 'others',
                  label: t('departmentLabel', { name: t('others'), n: rest.closed }),
                  values: [percent(rest.onTime, rest.closed)],
                  isContext: true,
                },
              ]),
        ]}
      />
      {closed === 0 ? null : (
        <p className="flex flex-wrap items-center gap-x-4">
          {hasLists ? (
            <Link to="/inbox" search={{ view: 'closed', closedFrom, closedTo }} className={LINK}>
              {t('seeClosedYear', { n: closed })}
            </Link>
          ) : null}
          {ended.length <= MOST_DEPARTMENTS + 1 ? null : (
            <Button size="small" look="quiet" onPress={() => setWhole(!isWhole)}>
              {t(isWhole ? 'fewDepartments' : 'allDepartments')}
            </Button>
          )}
        </p>
      )}
    </Card>
  );
}

const percent = (part: number, whole: number): number => Math.round((100 * part) / whole);

function sumOf(rows: HomeView['departments']): { closed: number; onTime: number } {
  return rows.reduce((sum, row) => ({ closed: sum.closed + row.closed, onTime: sum.onTime + row.closedOnTime }), {
    closed: 0,
    onTime: 0,
  });
}
