import { type KeyboardEvent, useRef, useState } from 'react';
import type { Arrow, Cell } from '../../../modules/plans/contract.ts';
import { language } from '../../lib/i18n.ts';
import { calendarYear, FISCAL_MONTHS, MONTHS_OF_FIRST_YEAR, monthName, monthOfYear } from './months.ts';
import { PlanArrow, StateMark } from './state-mark.tsx';
import { t } from './words.ts';

const GRID = 'grid grid-cols-12';
/** Four heads for a phone, where twelve would not be readable. */
const QUARTERS = [1, 4, 7, 10] as const;

type Props = {
  label: string;
  fiscalYear: number;
  /** The running month, 0 before the year and 13 after it. */
  now: number;
  cells: readonly Cell[];
  arrows: readonly Arrow[];
};

const keyMove = (key: string, at: number): number | null => {
  if (key === 'ArrowRight') return Math.min(12, at + 1);
  if (key === 'ArrowLeft') return Math.max(1, at - 1);
  if (key === 'Home') return 1;
  return key === 'End' ? 12 : null;
};

export function cellWords(cell: Cell, fiscalYear: number, now: number): string {
  return [
    monthOfYear(fiscalYear, cell.month, language()),
    t(cell.state),
    ...(cell.planned && cell.state !== 'planned' ? [t('inPlan')] : []),
    ...(!cell.planned && cell.state !== 'none' ? [t('notInPlan')] : []),
    ...(cell.records > 0 ? [t('records', { n: cell.records })] : []),
    ...(cell.month === now ? [t('thisMonth')] : []),
  ].join(' · ');
}

const FRAME = `${GRID} relative overflow-hidden rounded-[6px] border border-line bg-surface`;

/** Twelve months of one step: the plan as arrows above, what the records say below. One stop for the tab key, arrows within. */
export function MonthStrip({
  label,
  fiscalYear,
  now,
  cells,
  arrows,
  onOpen,
}: Props & { onOpen: (cell: Cell) => void }) {
  const [at, setAt] = useState(1);
  const row = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = keyMove(event.key, at);
    if (next === null) return;
    event.preventDefault();
    setAt(next);
    row.current?.querySelector<HTMLElement>(`[data-month="${next}"]`)?.focus();
  };
  return (
    <div className="min-w-0">
      {/* Wide pages have them once, in the table's head. */}
      <div className="lg:hidden">
        <QuarterHeads fiscalYear={fiscalYear} now={now} />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: twelve buttons of one step, not the fields of a form. */}
      <div ref={row} role="group" aria-label={label} onKeyDown={onKeyDown} className={FRAME}>
        {cells.map((cell) => (
          <div
            key={cell.month}
            className={`relative grid h-11 grid-rows-2 justify-items-center border-s border-line first:border-s-0 ${cell.month === now ? 'bg-primary-tint' : ''}`}
          >
            <button
              type="button"
              data-month={cell.month}
              tabIndex={cell.month === at ? 0 : -1}
              aria-label={cellWords(cell, fiscalYear, now)}
              title={cellWords(cell, fiscalYear, now)}
              onFocus={() => setAt(cell.month)}
              onClick={() => onOpen(cell)}
              className="absolute inset-0 z-10 rounded-[5px] outline-offset-[-2px] hover:bg-primary/10"
            />
            <span />
            <StateMark state={cell.state} />
          </div>
        ))}
        <Arrows arrows={arrows} />
      </div>
    </div>
  );
}

/** The same twelve months to read: drawn for the eye with nothing where nothing is, said for the ear in one sentence. */
export function MonthPicture({ label, fiscalYear, now, cells, arrows }: Props) {
  const told = cells.filter(({ planned, state }) => planned || state !== 'none');
  const said = told.length === 0 ? t('none') : told.map((cell) => cellWords(cell, fiscalYear, now)).join(', ');
  return (
    <div
      role="img"
      aria-label={`${label}: ${said}`}
      className={`${FRAME} h-11 grid-rows-2 justify-items-center bg-[linear-gradient(to_right,var(--c-line)_1px,transparent_1px)] bg-[length:calc(100%/12)_100%]`}
    >
      {told.map(({ month, state }) => (
        <span key={month} className="row-start-2" style={{ gridColumn: month }}>
          <StateMark state={state} />
        </span>
      ))}
      <Arrows arrows={arrows} />
    </div>
  );
}

/** The arrows over the months, in the upper half of the row. */
export function Arrows({ arrows }: { arrows: readonly Arrow[] }) {
  return (
    <div className={`${GRID} pointer-events-none absolute inset-x-0 top-0 h-6`} aria-hidden>
      {arrows.map(({ id, from, to, origin, doubt }) => (
        <span key={id} className="relative row-start-1" style={{ gridColumn: `${from} / ${to + 1}` }}>
          <PlanArrow isOpen={doubt !== null && doubt.settled === null} isProposal={origin === 'proposal'} />
        </span>
      ))}
    </div>
  );
}

type QuarterProps = {
  /** Null over strips of several years: the months alone. */
  fiscalYear: number | null;
  now: number;
};
export function QuarterHeads({ fiscalYear, now }: QuarterProps) {
  const lang = language();
  return (
    <div className={`${GRID} text-14 text-ink-faint`} aria-hidden>
      {QUARTERS.map((month) => (
        <span
          key={month}
          className={`col-span-3 border-s border-line-strong ps-1 whitespace-nowrap ${now >= month && now < month + 3 ? 'font-semibold text-primary-ink' : ''}`}
        >
          {monthName(month, lang)} {fiscalYear === null ? '' : String(calendarYear(fiscalYear, month, lang)).slice(2)}
        </span>
      ))}
    </div>
  );
}

/** Two rows of heads as the printed table has them: the years, and the months. */
export function MonthHeads({ fiscalYear, now }: { fiscalYear: number; now: number }) {
  const lang = language();
  const years = [
    { year: calendarYear(fiscalYear, 1, lang), span: MONTHS_OF_FIRST_YEAR },
    { year: calendarYear(fiscalYear, 12, lang), span: 12 - MONTHS_OF_FIRST_YEAR },
  ];
  return (
    <div className="text-14" aria-hidden>
      <div className={`${GRID} text-ink-soft`}>
        {years.map(({ year, span }) => (
          <span
            key={year}
            className="border-s border-line text-center first:border-s-0"
            style={{ gridColumn: `span ${span}` }}
          >
            {lang === 'th' ? 'พ.ศ. ' : ''}
            {year}
          </span>
        ))}
      </div>
      <div className={GRID}>
        {FISCAL_MONTHS.map((month) => (
          <span
            key={month}
            className={`border-s border-line text-center first:border-s-0 ${month === now ? 'bg-primary-tint font-semibold text-primary-ink' : 'text-ink-soft'}`}
          >
            {monthName(month, lang)}
          </span>
        ))}
      </div>
    </div>
  );
}
