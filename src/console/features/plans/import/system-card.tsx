import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { DraftImport } from '../../../../modules/plans/contract.ts';
import { Checkbox } from '../../../components/checkbox.tsx';
import { Select } from '../../../components/select.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { language } from '../../../lib/i18n.ts';
import { today } from '../../../lib/today.ts';
import { ChartView } from '../chart/chart-view.tsx';
import { stepsOf } from '../contents.ts';
import { monthOfDay } from '../months.ts';
import { isOpen } from '../plan/arrows.ts';
import { PlanView } from '../plan/plan-view.tsx';
import { boardQuery, yearsQuery } from '../queries.ts';
import { DoubtList } from './doubt-list.tsx';
import type { correct, Fault, Reviewed } from './review.ts';
import { t } from './words.ts';

const NEW = 'new';
type Props = {
  reviewed: Reviewed;
  fiscalYear: number;
  doubts: DraftImport['doubts'];
  fault: Fault | null;
  onChange: (part: Partial<Reviewed>) => void;
  onCorrect: (changes: Parameters<typeof correct>[2]) => void;
};

/** One system of the document: which of ours it is, and its chart and plan as they were read. */
export function SystemCard({ reviewed, fiscalYear, doubts, fault, onChange, onCorrect }: Props) {
  const { key, title, systemId, isTaken, chart, plan } = reviewed;
  const systems = useSystems();
  const open = plan === null ? 0 : stepsOf(plan).flatMap(({ arrows }) => arrows.filter(isOpen)).length;
  return (
    <section aria-label={t('system', { n: key })} className="card flex flex-col gap-3 p-3 sm:p-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-18">
          {t('system', { n: key })} · {title}
        </h2>
        <Checkbox isSelected={isTaken} onChange={(next) => onChange({ isTaken: next })}>
          {t('take')}
        </Checkbox>
      </div>
      {isTaken ? (
        <>
          <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
            <Select
              label={t('which')}
              value={systemId ?? NEW}
              onChange={(next) => onChange({ systemId: next === NEW ? null : next })}
              options={[
                ...systems.map((system) => ({
                  id: system.id,
                  label: `${system.no}. ${language() === 'en' ? system.titleEn : system.titleTh}`,
                })),
                { id: NEW, label: t('isNew') },
              ]}
              {...(fault === 'twice' ? { error: t('twice') } : {})}
            />
            <TextField
              label={t('name')}
              value={title}
              maxLength={2000}
              onChange={(next) => onChange({ title: next })}
              {...(fault === 'needName' ? { error: t('needName') } : {})}
            />
          </div>
          <Part title={t('chart')} beside={BESIDE.chart} doubts={doubts.filter(({ part }) => part !== 'plan')}>
            {chart === null ? (
              <p className="text-ink-soft">{t('noChart')}</p>
            ) : (
              <ChartView
                chart={chart}
                fiscalYear={fiscalYear}
                heading="h4"
                onCorrect={(change) => onCorrect({ chart: change })}
              />
            )}
          </Part>
          <Part title={t('plan')} beside={BESIDE.plan} doubts={doubts.filter(({ part }) => part === 'plan')}>
            {plan === null ? (
              <p className="text-ink-soft">{t('noPlan')}</p>
            ) : (
              <>
                {open === 0 ? null : <p className="font-semibold text-soon">{t('openDoubts', { n: open })}</p>}
                <PlanView
                  heading="h4"
                  plan={plan}
                  fiscalYear={fiscalYear}
                  now={monthOfDay(fiscalYear, today())}
                  onCorrect={(change) => onCorrect({ plan: change })}
                />
              </>
            )}
          </Part>
        </>
      ) : null}
    </section>
  );
}

/** From which width on there is room beside: a chart's five columns need more of it. */
const BESIDE = {
  plan: { row: 'xl:grid-cols-[minmax(0,1fr)_20rem]', column: 'max-xl:order-first', list: 'xl:sticky xl:top-18' },
  chart: { row: '2xl:grid-cols-[minmax(0,1fr)_20rem]', column: 'max-2xl:order-first', list: '2xl:sticky 2xl:top-18' },
} as const;
type PartProps = {
  title: string;
  beside: (typeof BESIDE)[keyof typeof BESIDE];
  doubts: DraftImport['doubts'];
  children: ReactNode;
};

/** The chart or the plan as it was read, to be corrected, with its doubts beside it as long as it is in sight. */
function Part({ title, beside, doubts, children }: PartProps) {
  return (
    <div className={`grid grid-cols-1 gap-3 ${doubts.length === 0 ? '' : beside.row}`}>
      <div className="flex min-w-0 flex-col gap-2">
        <h3 className="text-16">{title}</h3>
        {children}
      </div>
      {doubts.length === 0 ? null : (
        <div className={beside.column}>
          <div className={beside.list}>
            <DoubtList title={`${t('doubts')} · ${title}`} doubts={doubts} />
          </div>
        </div>
      )}
    </div>
  );
}

/** The systems of ours, as the newest year has them. */
function useSystems() {
  const { data: years = [] } = useQuery(yearsQuery);
  const newest = years[0]?.fiscalYear;
  const { data } = useQuery({ ...boardQuery(newest ?? 0), enabled: newest !== undefined });
  return (data?.systems ?? []).map(({ system }) => system);
}
