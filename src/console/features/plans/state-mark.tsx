import Check from 'lucide-react/icons/check';
import ChevronsLeft from 'lucide-react/icons/chevrons-left';
import CircleHelp from 'lucide-react/icons/circle-help';
import ClockAlert from 'lucide-react/icons/clock-alert';
import Contrast from 'lucide-react/icons/contrast';
import X from 'lucide-react/icons/x';
import type { ReactElement } from 'react';
import type { State } from './contents.ts';
import { t } from './words.ts';

const ICON: Record<Exclude<State, 'none' | 'planned'>, (size: number) => ReactElement> = {
  done: (size) => <Check size={size} strokeWidth={3} aria-hidden />,
  early: (size) => <ChevronsLeft size={size} strokeWidth={2.5} aria-hidden />,
  late: (size) => <ClockAlert size={size} aria-hidden />,
  missed: (size) => <X size={size} strokeWidth={3} aria-hidden />,
  partly: (size) => <Contrast size={size} aria-hidden />,
  unproven: (size) => <CircleHelp size={size} aria-hidden />,
};
/** Late is the only red of the board: done late in outline, not done at all filled. */
const FACE: Record<Exclude<State, 'none' | 'planned'>, string> = {
  done: 'bg-done text-surface',
  early: 'bg-done-tint text-done',
  late: 'bg-overdue-tint text-overdue',
  missed: 'bg-danger text-on-danger',
  partly: 'bg-soon-tint text-soon',
  unproven: 'bg-waiting-tint text-waiting',
};

/** A month's state by colour and shape; who uses it says the word. Nothing is drawn for what has not come. */
export function StateMark({ state, size = 14 }: { state: State; size?: number }) {
  if (state === 'none' || state === 'planned') return null;
  return (
    <span className={`grid size-5 shrink-0 place-items-center rounded-[5px] ${FACE[state]}`}>{ICON[state](size)}</span>
  );
}

const ARROWS = [
  { word: 'arrow' },
  { word: 'arrowProposal', isProposal: true },
  { word: 'arrowOpen', isOpen: true },
] as const;
const SHOWN = ['done', 'early', 'late', 'missed', 'partly', 'unproven'] as const;

export function Legend() {
  return (
    <ul aria-label={t('legend')} className="flex flex-wrap gap-x-4 gap-y-1 text-14 text-ink-soft">
      {ARROWS.map(({ word, ...look }) => (
        <li key={word} className="flex items-center gap-1.5">
          <span className="relative inline-block h-5 w-8" aria-hidden>
            <PlanArrow {...look} />
          </span>
          {t(word)}
        </li>
      ))}
      {SHOWN.map((state) => (
        <li key={state} className="flex items-center gap-1.5">
          <StateMark state={state} />
          {t(state)}
        </li>
      ))}
    </ul>
  );
}

/** The printed two-headed arrow, as wide as the place it is put into. `isOpen`: what it means is not settled. */
export function PlanArrow({ isOpen = false, isProposal = false }: { isOpen?: boolean; isProposal?: boolean }) {
  const ink = isOpen ? 'border-soon' : 'border-primary';
  const head = `absolute top-1/2 size-1.5 -translate-y-1/2 rotate-45 ${ink}`;
  return (
    <span className="absolute inset-x-1 top-1/2 block" aria-hidden>
      <span className={`absolute inset-x-0 top-0 border-t-2 ${isProposal || isOpen ? 'border-dashed' : ''} ${ink}`} />
      <span className={`${head} start-0 border-b-2 border-s-2`} style={{ marginTop: '1px' }} />
      <span className={`${head} end-0 border-e-2 border-t-2`} style={{ marginTop: '1px' }} />
    </span>
  );
}
