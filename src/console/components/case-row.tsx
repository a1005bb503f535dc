import MessageCircle from 'lucide-react/icons/message-circle';
import type { ReactNode } from 'react';
import type { ComplaintRow } from '../../modules/complaints/contract.ts';
import { caseWords, clockWords, spokeWords } from '../lib/case-words.ts';
import { type Names, namedOn } from '../lib/directory.ts';
import { ShownWords } from './shown-words.tsx';
import { StatusMark } from './status-badge.tsx';

const INK: Record<ComplaintRow['mark'], string> = {
  new: 'text-new',
  'in-progress': 'text-ink-soft',
  waiting: 'text-waiting',
  'due-soon': 'text-soon font-semibold',
  overdue: 'text-overdue font-semibold',
  done: 'text-done',
  closed: 'text-closed',
};

/** A case in two lines: number · category · place, and the citizen's first words; its clock at the right. */
export function CaseRowWords({ row, names }: { row: ComplaintRow; names: Names }) {
  const on = namedOn(row);
  const category = names.category(row.categoryId, on) || caseWords('noCategory');
  const place = row.place || names.community(row.communityId, on);
  return (
    <span className="flex min-w-0 gap-2.5">
      <span className="mt-1">
        <StatusMark status={row.mark} />
      </span>
      <span className="flex min-w-0 grow flex-col">
        <span className="flex items-baseline gap-2 font-head text-14">
          <span className="register-number font-semibold text-ink">{row.number}</span>
          <span className="min-w-0 grow truncate text-ink-soft">
            <ShownWords>{place === '' ? category : `${category} · ${place}`}</ShownWords>
          </span>
          <span className={`shrink-0 tabular-nums ${INK[row.mark]}`}>{clockWords(row)}</span>
        </span>
        <span className="flex items-baseline gap-2">
          <span className="min-w-0 grow truncate text-ink">
            <ShownWords>{row.summary}</ShownWords>
          </span>
          <SpokeTag row={row} />
          {row.severity === 'urgent' ? <Tag tone="text-overdue border-overdue">{caseWords('urgent')}</Tag> : null}
          {row.visibility === 'normal' ? null : (
            <Tag tone="text-ink-soft border-line-strong">{caseWords(row.visibility)}</Tag>
          )}
        </span>
      </span>
    </span>
  );
}

/** Since when what the citizen said waits for an answer; nothing where nothing does. */
export function SpokeTag({ row }: { row: Pick<ComplaintRow, 'citizenSpokeAt'> }) {
  if (row.citizenSpokeAt === null) return null;
  return (
    <Tag tone="inline-flex items-center gap-1 whitespace-nowrap text-new border-new">
      <MessageCircle size={13} aria-hidden />
      {spokeWords(row)}
    </Tag>
  );
}

function Tag({ tone, children }: { tone: string; children: ReactNode }) {
  return (
    <span className={`shrink-0 rounded-[4px] border px-1.5 font-head text-[0.8125rem] leading-[1.45] ${tone}`}>
      {children}
    </span>
  );
}
