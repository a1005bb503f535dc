import { type ReactNode, type SyntheticEvent, useState } from 'react';
import type { CaseView } from '../../../modules/complaints/contract.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { showFirstFault } from '../../components/first-fault.ts';
import { LeaveQuestion } from '../../components/leave-guard.tsx';
import { useDirectory } from '../../lib/directory.ts';
import { useShortcuts } from '../../lib/shortcuts.ts';
import { toast } from '../../lib/toast.ts';
import { t as shared } from '../../lib/words/t.ts';
import { seen } from './seen-by-words.ts';
import { StepFields } from './step-fields.tsx';
import { type AskingStep, changesNothing, missingIn, startForm, stepOf } from './step-form.ts';
import type { StepDraft } from './use-step.ts';
import { t } from './words.ts';

type Props = {
  step: AskingStep;
  view: CaseView;
  isPending: boolean;
  /** What others did meanwhile, shown above the form. */
  notice: ReactNode;
  onTake: (step: StepDraft) => void;
  onClose: () => void;
};

const ABOUT = ['transfer', 'refuse', 'close', 'reopen', 'wait-agency'] as const satisfies readonly AskingStep[];

/** Asks what a step needs and says what will happen; the button is the verb itself. */
export function StepDialog({ step, view, isPending, notice, onTake, onClose }: Props) {
  const { categories } = useDirectory();
  const suggested = categories.find((entry) => entry.id === view.row.categoryId)?.data.departmentId ?? null;
  const [opened] = useState(() => startForm(view, suggested));
  const [form, setForm] = useState(opened);
  const [tried, setTried] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const isTyped = form.note !== '' || form.agency !== '';
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setTried(true);
    const ready = stepOf(step, form);
    if (ready === null) showFirstFault('step-form');
    else if (changesNothing(step, form, view, opened)) {
      toast(t('changedNothing'));
      onClose();
    } else if (!isPending) onTake(ready);
  };
  // Above the page's own: the composer behind the dialog sends by the same keys.
  useShortcuts(
    [
      {
        keys: 'mod+Enter',
        label: () => t(`step-${step}`),
        group: () => t('actions'),
        run: () => document.querySelector<HTMLFormElement>('#step-form')?.requestSubmit(),
      },
    ],
    2,
  );
  const about = ABOUT.find((one) => one === step);
  return (
    <Dialog
      title={t(`step-${step}`)}
      isOpen
      onClose={() => (isTyped ? setLeaving(true) : onClose())}
      isDismissable={!isTyped}
      actions={
        <>
          <Button onPress={onClose}>{shared('cancel')}</Button>
          <Button
            type="submit"
            form="step-form"
            look={step === 'refuse' || step === 'transfer' || form.shownTo !== null ? 'danger' : 'primary'}
            isPending={isPending}
            aria-keyshortcuts="Control+Enter"
          >
            {form.shownTo === null ? t(`step-${step}`) : seen('showToMore')}
          </Button>
        </>
      }
    >
      {notice}
      <form id="step-form" noValidate onSubmit={submit} className="flex flex-col gap-3 pb-1">
        <p className="font-head text-14 text-ink-soft">
          <span className="register-number">{view.row.number}</span> · {view.row.summary.slice(0, 90)}
        </p>
        {about === undefined ? null : <p>{t(`about-${about}`)}</p>}
        <StepFields
          step={step}
          form={form}
          view={view}
          onChange={(change) => setForm({ ...form, ...change })}
          missing={tried ? missingIn(step, form) : []}
        />
      </form>
      <LeaveQuestion isOpen={isLeaving} onLeave={onClose} onStay={() => setLeaving(false)} />
    </Dialog>
  );
}
