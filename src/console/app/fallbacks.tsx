import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { buttonFace } from '../components/button.tsx';
import { ErrorPanel } from '../components/error-panel.tsx';
import { Page } from '../components/page.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { t } from '../lib/words/t.ts';

/** A page that threw while loading or drawing. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <div className="p-4 sm:p-6">
      <ErrorPanel
        error={error}
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </div>
  );
}

export function MissingPage() {
  return (
    <Page title={t('notFoundTitle')} lead={t('notFoundBody')} width="text">
      <div>
        <Link to="/" className={buttonFace('primary')}>
          {t('backHome')}
        </Link>
      </div>
    </Page>
  );
}

/** An address that is nowhere in the console: outside the shell, so it brings its own landmark. */
export function LostPage() {
  return (
    <main>
      <MissingPage />
    </main>
  );
}

export function PendingPage() {
  return (
    <div className="mx-auto max-w-6xl p-6">
      <Skeleton rows={6} />
    </div>
  );
}
