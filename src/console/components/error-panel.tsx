import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { ReactNode } from 'react';
import { ApiError } from '../lib/api.ts';
import { t } from '../lib/words/t.ts';
import { Button } from './button.tsx';

type Props = { error: unknown; title?: string; onRetry?: () => void; children?: ReactNode };

/** What happened, what is safe, what to do. A refusal's own Thai sentence is shown; a stranger's message never is. */
export function ErrorPanel({ error, title, onRetry, children }: Props) {
  const known = error instanceof ApiError ? error : null;
  return (
    <div role="alert" className="card flex max-w-2xl gap-3 border-danger p-4">
      <TriangleAlert size={22} className="mt-0.5 shrink-0 text-danger" aria-hidden />
      <div className="flex min-w-0 flex-col items-start gap-1">
        <h2 className="text-18">{title ?? t('errorTitle')}</h2>
        <p>{known?.message ?? t('errorUnknown')}</p>
        <p className="text-ink-soft">{t('errorSafe')}</p>
        {children}
        {onRetry === undefined ? null : (
          <div className="mt-2">
            <Button onPress={onRetry}>{t('retry')}</Button>
          </div>
        )}
        {known === null ? null : <p className="text-14 text-ink-faint">{t('errorCode', { code: known.code })}</p>}
      </div>
    </div>
  );
}
