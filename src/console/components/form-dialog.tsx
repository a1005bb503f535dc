import { type ReactNode, useId, useState } from 'react';
import { t as shared } from '../lib/words/t.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { showFirstFault } from './first-fault.ts';
import { FormFault } from './form-fault.tsx';
import { LeaveQuestion } from './leave-guard.tsx';

type Props = {
  title: string;
  onClose: () => void;
  onSubmit: () => void;
  isPending: boolean;
  /** What was refused, in a sentence. */
  fault: string | null;
  submit?: string;
  isDanger?: boolean;
  width?: 'narrow' | 'wide';
  children: ReactNode;
};

/** A form in a dialog: Enter sends it; neither a click outside nor Escape throws away what was typed, only the button that says so. */
export function FormDialog({
  title,
  onClose,
  onSubmit,
  isPending,
  fault,
  submit,
  isDanger = false,
  width = 'narrow',
  children,
}: Props) {
  const id = useId();
  const [isTyped, setTyped] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  return (
    <Dialog
      title={title}
      isOpen
      onClose={() => (isTyped ? setLeaving(true) : onClose())}
      isDismissable={false}
      width={width}
      actions={
        <>
          <Button onPress={onClose}>{shared('cancel')}</Button>
          <Button look={isDanger ? 'danger' : 'primary'} type="submit" form={id} isPending={isPending}>
            {submit ?? shared('save')}
          </Button>
        </>
      }
    >
      <form
        id={id}
        noValidate
        className="flex flex-col gap-3"
        onInput={() => setTyped(true)}
        onSubmit={(event) => {
          event.preventDefault();
          if (isPending) return;
          onSubmit();
          showFirstFault(id);
        }}
      >
        {children}
        {fault === null ? null : <FormFault>{fault}</FormFault>}
      </form>
      <LeaveQuestion isOpen={isLeaving} onLeave={onClose} onStay={() => setLeaving(false)} />
    </Dialog>
  );
}
