import { type ReactNode, useState } from 'react';
import { FormDialog } from './form-dialog.tsx';
import { TextArea } from './text-area.tsx';

/** As the server has it (`reason` of the contracts). */
const SHORTEST = 5;
const LONGEST = 500;

type Props = {
  title: string;
  /** What will be done, and that the reason is kept. */
  children: ReactNode;
  label: string;
  help: string;
  submit: string;
  isDanger?: boolean;
  isPending: boolean;
  fault: string | null;
  onClose: () => void;
  onReason: (reason: string) => void;
};

/** Asks why before something is done that is kept with a name. */
export function ReasonDialog({ children, label, help, onReason, ...form }: Props) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const isShort = reason.trim().length < SHORTEST;
  return (
    <FormDialog
      {...form}
      onSubmit={() => {
        setTried(true);
        if (!isShort) onReason(reason);
      }}
    >
      <p>{children}</p>
      <TextArea
        label={label}
        help={help}
        rows={2}
        maxLength={LONGEST}
        value={reason}
        onChange={setReason}
        autoFocus
        {...(tried && isShort ? { error: help } : {})}
      />
    </FormDialog>
  );
}
