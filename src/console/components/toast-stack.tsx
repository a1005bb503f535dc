import CircleAlert from 'lucide-react/icons/circle-alert';
import CircleCheck from 'lucide-react/icons/circle-check';
import X from 'lucide-react/icons/x';
import { dismissToast, useToasts } from '../lib/toast.ts';
import { t } from '../lib/words/t.ts';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';

/** Where `toast()` speaks; once, in the app's root. */
export function ToastStack() {
  const toasts = useToasts();
  return (
    <section
      aria-label={t('notifications')}
      className="pointer-events-none fixed inset-x-3 bottom-32 z-40 flex flex-col items-center gap-2 md:bottom-18"
      data-print="no"
    >
      <div role="log" aria-live="polite" className="contents">
        {toasts.map((toast) => (
          <div
            key={toast.id}
            className="pointer-events-auto flex w-full max-w-md items-center gap-2 rounded-card border border-line bg-surface py-1.5 ps-4 pe-1.5 shadow-raised"
          >
            {toast.tone === 'done' ? (
              <CircleCheck size={20} className="shrink-0 text-done" aria-hidden />
            ) : (
              <CircleAlert size={20} className="shrink-0 text-danger" aria-hidden />
            )}
            <p className="grow py-1">{toast.text}</p>
            {toast.undo === undefined ? null : (
              <span className="shrink-0 whitespace-nowrap">
                <Button
                  look="quiet"
                  size="small"
                  onPress={() => {
                    toast.undo?.();
                    dismissToast(toast.id);
                  }}
                >
                  {t('undo')}
                </Button>
              </span>
            )}
            <IconButton
              label={t('dismiss')}
              icon={<X size={18} aria-hidden />}
              onPress={() => dismissToast(toast.id)}
            />
          </div>
        ))}
      </div>
    </section>
  );
}
