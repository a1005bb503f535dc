import { useBlocker } from '@tanstack/react-router';
import { t } from '../lib/words/t.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';

/** Nothing that was typed or changed is lost by a click on another page, or by closing the window. */
export function LeaveGuard({ isTyped }: { isTyped: boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isTyped && current.pathname !== next.pathname,
    enableBeforeUnload: isTyped,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      title={t('leaveTitle')}
      isOpen={blocker.status === 'blocked'}
      confirm={t('leave')}
      isDanger
      onConfirm={() => blocker.proceed?.()}
      onClose={() => blocker.reset?.()}
    >
      {t('leaveBody')}
    </ConfirmDialog>
  );
}
