import X from 'lucide-react/icons/x';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { v4 } from 'uuid';
import type { Arrow } from '../../../../modules/plans/contract.ts';
import { language } from '../../../lib/i18n.ts';
import { useMe } from '../../../lib/me.ts';
import { Arrows, QuarterHeads } from '../month-strip.tsx';
import { FISCAL_MONTHS, monthName, monthOfYear, monthSpan } from '../months.ts';
import { arrowAt, draw, erase, type Grip, gripAt, spanOf } from './arrows.ts';
import { t } from './words.ts';

type Props = {
  no: string;
  fiscalYear: number;
  now: number;
  arrows: readonly Arrow[];
  onChange: (arrows: Arrow[]) => void;
};
type Held = { readonly grip: Grip; readonly over: number; readonly by: 'pointer' | 'keys' };

/** Arrows of a step, drawn over its months by dragging, or by keyboard; several may stand in one row. */
export function ArrowEditor({ no, fiscalYear, now, arrows, onChange }: Props) {
  const me = useMe();
  const row = useRef<HTMLDivElement>(null);
  const [held, setHeld] = useState<Held | null>(null);
  const [at, setAt] = useState(1);
  const [said, setSaid] = useState('');
  const lang = language();
  const named = (span: { from: number; to: number }) => monthSpan(span, lang);

  const commit = ({ grip, over }: Held): void => {
    setHeld(null);
    // A press on an arrow that does not move it changes nothing.
    if (grip.what !== 'new' && over === grip.at) return;
    const span = spanOf(arrows, grip, over);
    const replaces = grip.what === 'new' ? null : grip.id;
    const by = { by: me.user.name, at: new Date().toISOString() };
    onChange(draw(arrows, span, { id: v4(), replaces, ...by }));
    setSaid(t('drawn', { span: named(span) }));
  };
  const remove = (arrow: Arrow): void => {
    onChange(erase(arrows, arrow.id));
    setSaid(t('erased', { span: named(arrow) }));
  };
  const monthUnder = ({ clientX }: PointerEvent): number => {
    const box = row.current?.getBoundingClientRect();
    return box === undefined ? 1 : Math.min(12, Math.max(1, Math.floor(((clientX - box.left) / box.width) * 12) + 1));
  };
  const take = (month: number): void => {
    if (held?.by === 'keys') {
      commit({ ...held, over: month });
      return;
    }
    setHeld({ grip: gripAt(arrows, month), over: month, by: 'keys' });
    setSaid(t('began', { month: monthName(month, lang, 'long') }));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (move !== 0) {
      const next = Math.min(12, Math.max(1, at + move));
      setAt(next);
      row.current?.querySelector<HTMLElement>(`[data-month="${next}"]`)?.focus();
      if (held?.by === 'keys') {
        setHeld({ ...held, over: next });
        setSaid(t('drawing', { span: named(spanOf(arrows, held.grip, next)) }));
      }
    } else if (event.key === ' ' || event.key === 'Enter') take(at);
    else if (event.key === 'Escape' && held !== null) {
      setHeld(null);
      setSaid(t('cancelled'));
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      const arrow = arrowAt(arrows, at);
      if (arrow !== undefined) remove(arrow);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const shown = held === null ? arrows : withPreview(arrows, held);
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className="lg:hidden">
        <QuarterHeads fiscalYear={fiscalYear} now={now} />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: months of one step, not the fields of a form. */}
      <div
        ref={row}
        role="group"
        aria-label={t('arrows', { no })}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          const month = monthUnder(event);
          event.currentTarget.setPointerCapture(event.pointerId);
          setAt(month);
          setHeld({ grip: gripAt(arrows, month), over: month, by: 'pointer' });
        }}
        onPointerMove={(event) => {
          if (held?.by === 'pointer') setHeld({ ...held, over: monthUnder(event) });
        }}
        onPointerUp={(event) => {
          if (held?.by === 'pointer') commit({ ...held, over: monthUnder(event) });
        }}
        onPointerCancel={() => setHeld(null)}
        className="relative grid touch-pan-y grid-cols-12 overflow-hidden rounded-[6px] border border-line-strong bg-surface select-none"
      >
        {FISCAL_MONTHS.map((month) => (
          <button
            key={month}
            type="button"
            data-month={month}
            tabIndex={month === at ? 0 : -1}
            aria-label={cellLabel(month)}
            onFocus={() => setAt(month)}
            onClick={(event) => {
              // Only what assistive technology presses: the pointer has drawn already, and keys are read above.
              if (event.detail === 0) take(month);
            }}
            className={`h-10 cursor-crosshair border-s border-line outline-offset-[-3px] first:border-s-0 hover:bg-primary/10 ${month === now ? 'bg-primary-tint' : month < now ? 'bg-sunken' : ''}`}
          />
        ))}
        <div className="pointer-events-none absolute inset-x-0 top-2">
          <Arrows arrows={shown} />
        </div>
      </div>
      <ul className="flex flex-wrap gap-1.5 text-14">
        {arrows.map((arrow) => (
          <li key={arrow.id}>
            <button
              type="button"
              onClick={() => remove(arrow)}
              aria-label={t('erase', { span: named(arrow) })}
              title={t('erase', { span: named(arrow) })}
              className="inline-flex min-h-8 items-center gap-1.5 rounded-full border border-line px-2.5 tabular-nums hover:bg-hover"
            >
              {named(arrow)}
              <X size={14} aria-hidden />
            </button>
          </li>
        ))}
        {arrows.length === 0 ? <li className="text-ink-faint">{t('noArrows')}</li> : null}
      </ul>
      <p role="status" className="sr-only">
        {said}
      </p>
    </div>
  );

  function cellLabel(month: number): string {
    const arrow = arrowAt(arrows, month);
    const name = monthOfYear(fiscalYear, month, lang);
    const state =
      arrow === undefined ? t('cellEmpty', { month: name }) : t('cellArrow', { month: name, span: named(arrow) });
    return month < now ? `${state} (${t('cellPast')})` : state;
  }
}

/** The arrows as they would be if the hand let go now. */
function withPreview(arrows: readonly Arrow[], { grip, over }: Held): Arrow[] {
  const span = spanOf(arrows, grip, over);
  const id = grip.what === 'new' ? 'preview' : grip.id;
  const others = arrows.filter((arrow) => arrow.id !== id);
  return [...others, { id, ...span, origin: 'own', doubt: null }];
}
