import type { ReactNode } from 'react';
import { ApiError } from '../../lib/api.ts';

/** Somebody saved, while it was being written here, what this is written upon. */
export function NewerNotice({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-2 rounded-control border border-soon bg-soon-tint px-3 py-2 text-soon"
    >
      <p className="grow basis-64">{children}</p>
      {action}
    </div>
  );
}

/** What was refused, where the notice does not say it already. */
export const faultBeside = (error: Error | null, isNewer: boolean): string | null =>
  error === null || (isNewer && error instanceof ApiError && error.code === 'changed-meanwhile') ? null : error.message;
