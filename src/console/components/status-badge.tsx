import type { ReactElement } from 'react';
import { t } from '../lib/words/t.ts';

export type Status = 'new' | 'in-progress' | 'waiting' | 'due-soon' | 'overdue' | 'done' | 'closed';

const line = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 2,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;

/** Each status has its own shape, so that it is told apart without colour: dot, ring, pause, clock, bar, check, boxed check. */
const SHAPE: Record<Status, ReactElement> = {
  new: <circle cx="8" cy="8" r="4.5" fill="currentColor" />,
  'in-progress': (
    <>
      <circle cx="8" cy="8" r="5.5" {...line} opacity="0.4" />
      <path d="M8 2.5a5.5 5.5 0 0 1 0 11" {...line} />
    </>
  ),
  waiting: <path d="M5.5 4v8M10.5 4v8" {...line} strokeWidth={2.5} />,
  'due-soon': (
    <>
      <circle cx="8" cy="8" r="6" {...line} />
      <path d="M8 5v3.2l2 1.3" {...line} />
    </>
  ),
  overdue: <rect x="5.5" y="1.5" width="5" height="13" rx="1.5" fill="currentColor" />,
  done: <path d="M3 8.5 6.5 12 13 4.5" {...line} strokeWidth={2.5} />,
  closed: (
    <>
      <rect x="2" y="2" width="12" height="12" rx="2.5" {...line} />
      <path d="m5 8.2 2.2 2.2L11 6" {...line} />
    </>
  ),
};

const FACE: Record<Status, string> = {
  new: 'bg-new-tint text-new',
  'in-progress': 'bg-progress-tint text-progress',
  waiting: 'bg-waiting-tint text-waiting',
  'due-soon': 'bg-soon-tint text-soon',
  overdue: 'bg-overdue-tint text-overdue',
  done: 'bg-done-tint text-done',
  closed: 'bg-closed-tint text-closed',
};
const INK: Record<Status, string> = {
  new: 'text-new',
  'in-progress': 'text-progress',
  waiting: 'text-waiting',
  'due-soon': 'text-soon',
  overdue: 'text-overdue',
  done: 'text-done',
  closed: 'text-closed',
};
const WORD = {
  new: 'statusNew',
  'in-progress': 'statusInProgress',
  waiting: 'statusWaiting',
  'due-soon': 'statusDueSoon',
  overdue: 'statusOverdue',
  done: 'statusDone',
  closed: 'statusClosed',
} as const;

export function StatusMark({ status, size = 16 }: { status: Status; size?: number }) {
  return (
    <svg viewBox="0 0 16 16" width={size} height={size} aria-hidden="true" className={`shrink-0 ${INK[status]}`}>
      {SHAPE[status]}
    </svg>
  );
}

/** Colour, shape and word. `children` replaces the word by a nearer one ("เกินกำหนด 3 วัน"). */
export function StatusBadge({ status, children }: { status: Status; children?: string }) {
  return (
    <span
      className={`inline-flex items-center gap-1.5 rounded-full px-2.5 py-px font-head text-14 font-semibold whitespace-nowrap ${FACE[status]}`}
    >
      <StatusMark status={status} size={14} />
      {children ?? t(WORD[status])}
    </span>
  );
}
