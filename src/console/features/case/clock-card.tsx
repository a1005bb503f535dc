import type { CaseView } from '../../../modules/complaints/contract.ts';
import { formatDay, formatInstant } from '../../../thai/index.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { language } from '../../lib/i18n.ts';
import { SideCard } from './side-card.tsx';
import { t } from './words.ts';

type Clock = CaseView['clocks'][number];

/** Both deadlines, each with its own computation, line by line, and the law it stands on. */
export function ClockCard({ clocks }: { clocks: readonly Clock[] }) {
  return (
    <SideCard title={t('clocks')}>
      {clocks.length === 0 ? <p>{t('noClock')}</p> : null}
      {clocks.map((clock) => (
        <div key={clock.clock} className="flex flex-col gap-1">
          <p>
            <span className="block text-14 text-ink-soft">{t(`clock-${clock.clock}`)}</span>
            <DueWords clock={clock} />
          </p>
          <details className="text-14">
            <summary className="w-fit py-1.5 rounded-[4px] text-primary underline underline-offset-4">
              {t('howCounted')}
            </summary>
            <ol className="mt-1 flex list-decimal flex-col gap-0.5 ps-5">
              {clock.explanation[language()].map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ol>
            {clock.legalSource === '' ||
            clock.explanation.th.some((line) => line.includes(clock.legalSource)) ? null : (
              <p className="mt-1 text-ink-soft">{t('legalSource', { source: clock.legalSource })}</p>
            )}
          </details>
        </div>
      ))}
    </SideCard>
  );
}

function DueWords({ clock: { paused, dueOn, dueAt, clock } }: { clock: Clock }) {
  if (paused) return <StatusBadge status="waiting">{t('paused')}</StatusBadge>;
  const lang = language();
  const words =
    clock === 'department' && dueAt !== null
      ? formatInstant(new Date(dueAt), { style: 'weekday', lang })
      : dueOn === null
        ? '–'
        : formatDay(dueOn, { style: 'weekday', lang });
  return <span className="font-head font-semibold">{words}</span>;
}
