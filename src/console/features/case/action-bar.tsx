import Ellipsis from 'lucide-react/icons/ellipsis';
import type { CaseView, StepName } from '../../../modules/complaints/contract.ts';
import { Button } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import { t } from './words.ts';

/** The steps an officer takes by hand; the rest are the citizen's and the machine's. */
const HAND = [
  'assign',
  'start',
  'resume',
  'reply',
  'progress',
  'ask-citizen',
  'note',
  'wait-agency',
  'close',
  'reopen',
  'classify',
  'transfer',
  'refuse',
] as const;
export type HandStep = (typeof HAND)[number];
const KEYS: Partial<Record<HandStep, string>> = { assign: 'a', reply: 'r', close: 'e' };
const ENDING: readonly HandStep[] = ['transfer', 'refuse'];

/** What is usually done next from each state, the first that may be done being the page's one main button. */
const NEXT: Record<CaseView['row']['status'], readonly HandStep[]> = {
  new: ['assign', 'start', 'reply'],
  assigned: ['start', 'reply', 'progress'],
  'in-progress': ['reply', 'progress'],
  'waiting-citizen': ['resume', 'reply'],
  'waiting-agency': ['resume', 'reply'],
  answered: ['close', 'reopen'],
  closed: ['reopen'],
  refused: ['reopen'],
  transferred: ['reopen'],
};

export const handSteps = (steps: readonly StepName[]): HandStep[] => HAND.filter((step) => steps.includes(step));

/** A word short enough for three buttons in a row on a phone; the menu says it in full. */
const barWord = (step: HandStep): string =>
  step === 'start' || step === 'resume' || step === 'reply' || step === 'progress' || step === 'reopen'
    ? t(`short-${step}`)
    : t(`step-${step}`);

type Props = { view: CaseView; isPending: boolean; onStep: (step: HandStep) => void };

/** What may be done now, where the thumb is. */
export function ActionBar({ view, isPending, onStep }: Props) {
  const may = handSteps(view.steps);
  if (may.length === 0) {
    return <p className="border-t border-line bg-surface px-4 py-3 text-14 text-ink-soft">{t('nothingToDo')}</p>;
  }
  const usual: readonly HandStep[] = [...NEXT[view.row.status], 'note'];
  const first = usual.filter((step) => may.includes(step));
  // Whoever may only give cases out, pass them on or refuse them has those at hand.
  const shown = (first.length > 0 ? first : may.filter((step) => !ENDING.includes(step))).slice(0, 3);
  const rest = may.filter((step) => !shown.includes(step));
  const action = (step: HandStep) => ({
    id: step,
    label: t(`step-${step}`),
    isDanger: ENDING.includes(step),
    ...(KEYS[step] === undefined ? {} : { keys: KEYS[step] }),
    run: () => onStep(step),
  });
  return (
    <div
      role="toolbar"
      aria-label={t('actions')}
      className="flex flex-wrap items-center gap-2 border-t border-line bg-surface px-3 py-2 @max-lg:gap-1.5 @max-lg:px-2.5 @max-lg:[&_button]:px-2.5"
    >
      {shown.map((step, at) => (
        <Button
          key={step}
          look={at === 0 ? 'primary' : 'secondary'}
          isPending={isPending && (step === 'start' || step === 'resume')}
          onPress={() => onStep(step)}
          {...(KEYS[step] === undefined ? {} : { 'aria-keyshortcuts': KEYS[step] })}
        >
          {barWord(step)}
        </Button>
      ))}
      {rest.length === 0 ? null : (
        <Menu
          label={t('moreSteps')}
          trigger={
            <Button look="quiet" icon={<Ellipsis size={18} aria-hidden />}>
              <span className="@max-lg:sr-only">{t('moreSteps')}</span>
            </Button>
          }
          groups={[
            { id: 'usual', actions: rest.filter((step) => !ENDING.includes(step)).map(action) },
            { id: 'ending', actions: rest.filter((step) => ENDING.includes(step)).map(action) },
          ].filter((group) => group.actions.length > 0)}
        />
      )}
    </div>
  );
}
