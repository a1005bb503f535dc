import { t } from '../lib/words/t.ts';

/** Grey lines in the place of what comes. `rows` as many as will probably come. */
export function Skeleton({ rows = 3, height = 'h-5' }: { rows?: number; height?: string }) {
  return (
    <div role="status" aria-label={t('loading')} className="flex motion-safe:animate-pulse flex-col gap-3">
      {Array.from({ length: rows }, (_, row) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: grey lines have no identity.
          key={row}
          className={`block rounded-[6px] bg-hover ${height} ${row % 3 === 2 ? 'w-2/3' : 'w-full'}`}
        />
      ))}
    </div>
  );
}
