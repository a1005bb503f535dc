import type { ReactNode } from 'react';
import { t } from '../lib/words/t.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

type Props = {
  title: string;
  /** What will happen and whether it can be undone. */
  children: ReactNode;
  isOpen: boolean;
  /** The verb itself ("ปิดเรื่อง"), never "OK". */
  confirm: string;
  /** What is not doing it called, where "cancel" may mean either. */
  cancel?: string;
  onConfirm: () => void;
  onClose: () => void;
  isDanger?: boolean;
  isPending?: boolean;
};

/** Only for what cannot be undone; what can be undone is done, and a toast offers the way back. */
export function ConfirmDialog({
  title,
  children,
  isOpen,
  confirm,
  cancel = t('cancel'),
  onConfirm,
  onClose,
  isDanger = false,
  isPending = false,
}: Props) {
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      role="alertdialog"
      actions={
        <>
          <Button onPress={onClose} autoFocus>
            {cancel}
          </Button>
          <Button look={isDanger ? 'danger' : 'primary'} onPress={onConfirm} isPending={isPending}>
            {confirm}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
