import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { HomeView } from '../../../modules/complaints/contract.ts';
import { formatDay } from '../../../thai/index.ts';
import { BarChart } from '../../components/bar-chart.tsx';
import { LineChart } from '../../components/line-chart.tsx';
import { useNames } from '../../lib/directory.ts';
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
const LINK = 'text-14 text-primary underline underline-offset-4';

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
        title={t('dueTitle', { late: counts.overdue, today: counts.dueToday, soon: counts.dueSoon })}
        note={t('dueNote')}
        series={[t('cases')]}
        rows={[
          row(t('late'), counts.overdue, 'overdue'),
          row(t('today'), counts.dueToday, 'due-today'),
          row(t('soon'), counts.dueSoon, 'due-soon'),
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
          <Link to="/inbox" search={{ view: 'closed' }} className={LINK}>
            {t('seeClosed')}
          </Link>
        </p>
      ) : null}
    </Card>
  );
}

/** "4 พ.ค.": thirty days need no year. */
const shortDay = (day: string): string => formatDay(day, { lang: language() }).split(' ').slice(0, 2).join(' ');

function Departments({ home: { departments }, year, hasLists }: Props) {
  const names = useNames();
  const closed = departments.reduce((sum, row) => sum + row.closed, 0);
  const onTime = departments.reduce((sum, row) => sum + row.closedOnTime, 0);
  const title =
    closed === 0
      ? t('departmentNone')
      : t('departmentTitle', { percent: Math.round((100 * onTime) / closed), n: closed });
  return (
    <Card>
      <BarChart
        title={title}
        note={t('departmentNote', { year })}
        series={[t('onTime')]}
        max={100}
        format={(value) => `${Math.round(value)}%`}
        rows={departments.slice(0, MOST_DEPARTMENTS).map((row) => {
          const { departmentId: id } = row;
          const name = id === null ? t('unassigned') : names.department(id);
          return {
            label: t('departmentLabel', { name, n: row.closed }),
            values: [row.closed === 0 ? null : (100 * row.closedOnTime) / row.closed],
            ...(id === null ? { isContext: true } : {}),
            ...(hasLists
              ? { to: '/inbox', search: id === null ? { view: 'unassigned' } : { view: 'all', departmentId: id } }
              : {}),
          };
        })}
      />
    </Card>
  );
}
