import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { ErrorPanel } from '../components/error-panel.tsx';
import { MissingPage } from '../components/missing-page.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { ApiError } from '../lib/api.ts';
import { isReached } from '../lib/reached.ts';

/** The router does not ask again for a page's file that did not come; the page is left only where another will come. */
async function loadAnew(): Promise<void> {
  if (await isReached()) location.reload();
}

/** A page that threw while loading or drawing. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <div className="p-4 sm:p-6">
      <ErrorPanel
        error={error}
        onRetry={() => {
          if (error instanceof ApiError && error.code === 'network') void loadAnew();
          else {
            reset();
            void router.invalidate();
          }
        }}
      />
    </div>
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
