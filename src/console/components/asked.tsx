import type { ReactNode } from 'react';
import { ErrorPanel } from './error-panel.tsx';
import { Skeleton } from './skeleton.tsx';

type Props<T> = {
  /** As a query tells it. */
  query: { data: T | undefined; error: unknown; refetch: () => unknown };
  /** Grey lines in the place of what comes. */
  rows?: number;
  height?: string;
  children: (data: T) => ReactNode;
};

/** What was asked for: grey lines while it is on its way, what went wrong, and what came last; never grey lines beneath an error. */
export function Asked<T>({ query: { data, error, refetch }, rows = 3, height = 'h-5', children }: Props<T>) {
  return (
    <>
      {error === null ? null : <ErrorPanel error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null ? <Skeleton rows={rows} height={height} /> : null}
      {data === undefined ? null : children(data)}
    </>
  );
}
