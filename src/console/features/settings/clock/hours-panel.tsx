import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { ErrorPanel } from '../../../components/error-panel.tsx';
import { Skeleton } from '../../../components/skeleton.tsx';
import { today } from '../../../lib/today.ts';
import { dayWord } from '../day-word.ts';
import { HoursDialog } from './hours-dialog.tsx';
import { type Hours, hoursQuery } from './queries.ts';
import { blocksWord, WEEK, weekdayWord } from './week.ts';
import { t } from './words.ts';

export function HoursPanel({ mayEdit }: { mayEdit: boolean }) {
  const [editing, setEditing] = useState(false);
  const { data, error, refetch } = useQuery(hoursQuery);
  if (error !== null) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={7} />;
  const now = data.find(({ effectiveFrom }) => effectiveFrom <= today());
  const others = data.filter((each) => each !== now);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-xl text-ink-soft">{t('hoursLead')}</p>
        {mayEdit ? (
          <Button look="primary" onPress={() => setEditing(true)}>
            {t('editHours')}
          </Button>
        ) : null}
      </div>
      {now === undefined ? null : <Week title={t('hoursNow')} hours={now} />}
      {others.length === 0 ? null : (
        <details>
          <summary className="font-head font-semibold">{t('pastHours')}</summary>
          <div className="mt-3 flex flex-col gap-3">
            {others.map((hours) => (
              <Week
                key={hours.effectiveFrom}
                title={t('hoursSince', { day: dayWord(hours.effectiveFrom) })}
                hours={hours}
              />
            ))}
          </div>
        </details>
      )}
      {editing ? <HoursDialog current={now} onClose={() => setEditing(false)} /> : null}
    </div>
  );
}

function Week({ title, hours }: { title: string; hours: Hours }) {
  return (
    <section className="card max-w-xl p-4">
      <h2 className="mb-2 text-16">{title}</h2>
      <dl className="grid grid-cols-[8rem_1fr] gap-x-4 gap-y-1 tabular-nums">
        {WEEK.map((weekday) => {
          const blocks = hours.blocks[weekday] ?? [];
          return (
            <div key={weekday} className="contents">
              <dt className="text-ink-soft">{weekdayWord(weekday)}</dt>
              <dd className={blocks.length === 0 ? 'text-ink-faint' : ''}>
                {blocks.length === 0 ? t('closed') : blocksWord(blocks)}
              </dd>
            </div>
          );
        })}
      </dl>
      <p className="mt-2 text-14 text-ink-soft">{t('hoursSince', { day: dayWord(hours.effectiveFrom) })}</p>
    </section>
  );
}
