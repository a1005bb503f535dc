import Timer from 'lucide-react/icons/timer';
import { useEffect, useState } from 'react';
import { t } from './words.ts';

/** "0:42" of a number of milliseconds. */
export function minutes(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Runs from the first key. Not announced: a clock that speaks every second would drown the caller. */
export function CallTimer({ since }: { since: number | null }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (since === null) return;
    const ticking = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(ticking);
  }, [since]);
  return (
    <span role="timer" aria-label={t('timer')} className="inline-flex items-center gap-1.5 text-ink-soft tabular-nums">
      <Timer size={18} aria-hidden />
      {minutes(since === null ? 0 : now - since)}
    </span>
  );
}
