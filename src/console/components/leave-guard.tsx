import { useBlocker } from '@tanstack/react-router';
import { useUnsaved } from '../lib/unsaved.ts';
import { t } from '../lib/words/t.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';

type Question = { isOpen: boolean; onLeave: () => void; onStay: () => void };

/** Asked before something that was typed is thrown away. */
export function LeaveQuestion({ isOpen, onLeave, onStay }: Question) {
  return (
    <ConfirmDialog
      title={t('leaveTitle')}
      isOpen={isOpen}
      cancel={t('stay')}
      confirm={t('leave')}
      isDanger
      onConfirm={onLeave}
      onClose={onStay}
    >
      {t('leaveBody')}
    </ConfirmDialog>
  );
}

/** Nothing that was typed or changed is lost by a click on another page, or by closing the window. */
export function LeaveGuard({ isTyped }: { isTyped: boolean }) {
  useUnsaved(isTyped);
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isTyped && current.pathname !== next.pathname,
    enableBeforeUnload: isTyped,
    withResolver: true,
  });
  return (
    <LeaveQuestion
      isOpen={blocker.status === 'blocked'}
      onLeave={() => blocker.proceed?.()}
      onStay={() => blocker.reset?.()}
    />
  );
}
