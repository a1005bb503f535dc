import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ComplaintPage, type ComplaintRow, type HomeView } from '../../../modules/complaints/contract.ts';
import { CaseRowWords } from '../../components/case-row.tsx';
import { api } from '../../lib/api.ts';
import { countWords } from '../../lib/cases.ts';
import { useNames } from '../../lib/directory.ts';
import { t } from './words.ts';

const LINK = 'inline-flex min-h-8 items-center text-14 text-primary underline underline-offset-4';

/** What is late or nearly so, the latest first. */
export function Urgent({ home: { due, counts } }: { home: HomeView }) {
  return (
    <ListCard
      title={t('urgent')}
      rows={due}
      empty={t('noneUrgent')}
      links={
        <>
          {counts.overdue === 0 ? null : (
            <Link to="/inbox" search={{ view: 'overdue' }} className={LINK}>
              {t('seeAllOverdue')}
            </Link>
          )}
          {counts.unassigned === 0 ? null : (
            <Link to="/inbox" search={{ view: 'unassigned' }} className={LINK}>
              {t('seeUnassigned', { n: countWords(counts.unassigned) })}
            </Link>
          )}
        </>
      }
    />
  );
}

/** What came in since midnight. */
export function NewToday({ home: { today, newToday } }: { home: HomeView }) {
  const { data } = useQuery({
    queryKey: ['cases', 'today', today],
    queryFn: ({ signal }) =>
      api.get('/api/v1/complaints', ComplaintPage, { query: { view: 'all', from: today, limit: 8 }, signal }),
    refetchInterval: 60_000,
  });
  const rows = data?.items ?? [];
  return (
    <ListCard
      title={
        newToday === 0 && rows.length === 0 ? t('noneToday') : t('newToday', { n: Math.max(newToday, rows.length) })
      }
      rows={rows}
      empty=""
      links={
        rows.length === 0 ? null : (
          <Link to="/inbox" search={{ view: 'all', from: today }} className={LINK}>
            {t('seeToday')}
          </Link>
        )
      }
    />
  );
}

type ListProps = { title: string; rows: readonly ComplaintRow[]; empty: string; links: ReactNode };

function ListCard({ title, rows, empty, links }: ListProps) {
  const names = useNames();
  return (
    <section className="card flex min-w-0 flex-col gap-1 py-3">
      <h2 className="px-4 text-16">{title}</h2>
      {rows.length === 0 && empty !== '' ? <p className="px-4 text-ink-soft">{empty}</p> : null}
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <li key={row.id}>
            <Link
              to="/cases/$caseId"
              params={{ caseId: row.id }}
              search={{}}
              className="block px-4 py-2 outline-offset-[-2px] hover:bg-hover"
            >
              <CaseRowWords row={row} names={names} />
            </Link>
          </li>
        ))}
      </ul>
      <p className="flex flex-wrap gap-x-4 px-4">{links}</p>
    </section>
  );
}
