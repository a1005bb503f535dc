import type { ReactNode } from 'react';
import { formatInstant } from '../../thai/index.ts';
import { language } from '../lib/i18n.ts';
import { type Status, StatusMark } from './status-badge.tsx';

export type TimelineEntry = {
  id: string;
  at: Date;
  title: ReactNode;
  /** Who did it. */
  by?: string;
  status?: Status;
  body?: ReactNode;
  /** An internal note: on its own ground, so that nobody takes it for what the citizen sees. */
  isInternal?: boolean;
};

/** Oldest first, as it happened. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol className="flex flex-col">
      {entries.map((entry) => (
        <li key={entry.id} className="group relative flex gap-3 pb-5 last:pb-0">
          <span aria-hidden className="absolute top-7 bottom-0 left-[11px] w-px bg-line group-last:hidden" />
          <span className="mt-0.5 grid size-6 shrink-0 place-items-center rounded-full border border-line bg-surface">
            {entry.status === undefined ? (
              <span className="size-2 rounded-full bg-chart-context" />
            ) : (
              <StatusMark status={entry.status} size={14} />
            )}
          </span>
          <div className="min-w-0 grow">
            <p className="font-head font-semibold">{entry.title}</p>
            <p className="text-14 text-ink-faint">
              <time dateTime={entry.at.toISOString()}>{formatInstant(entry.at, { lang: language() })}</time>
              {entry.by === undefined ? null : ` · ${entry.by}`}
            </p>
            {entry.body === undefined ? null : (
              <div
                className={`mt-1.5 whitespace-pre-line ${entry.isInternal === true ? 'rounded-control bg-note px-3 py-2' : ''}`}
              >
                {entry.body}
              </div>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
