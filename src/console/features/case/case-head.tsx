import { Link } from '@tanstack/react-router';
import Maximize2 from 'lucide-react/icons/maximize-2';
import MessageCircle from 'lucide-react/icons/message-circle';
import { useEffect } from 'react';
import { Button } from 'react-aria-components/Button';
import type { CaseView } from '../../../modules/complaints/contract.ts';
import { formatDay, formatInstant } from '../../../thai/index.ts';
import { Button as ActButton } from '../../components/button.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { caseWords, clockWords } from '../../lib/case-words.ts';
import { channelName } from '../../lib/channel-words.ts';
import { namedOn, useNames } from '../../lib/directory.ts';
import { language } from '../../lib/i18n.ts';
import { t as shared } from '../../lib/words/t.ts';
import { t } from './words.ts';

type Props = {
  view: CaseView;
  isAlone: boolean;
  showSide: boolean;
  onSide: (show: boolean) => void;
  /** Takes note of what the citizen said, where nothing is to be answered. */
  onAcknowledge: () => void;
  isPending: boolean;
};

/** Number, state, clock and whose it is; on a narrow pane also the way to what stands beside the conversation. */
export function CaseHead({ view, isAlone, showSide, onSide, onAcknowledge, isPending }: Props) {
  const { row, recordedByName } = view;
  const names = useNames();
  const lang = language();
  const status = caseWords(`status-${row.status}`);
  const isPressing = row.daysLeft !== null && (row.mark === 'overdue' || row.mark === 'due-soon');
  const Title = isAlone ? 'h1' : 'h2';
  useEffect(() => {
    if (isAlone) document.title = `${row.number} · ${shared('appName')}`;
  }, [isAlone, row.number]);
  const on = namedOn(row);
  const holder = [names.department(row.departmentId, on), names.staff(row.ownerId)]
    .filter((name) => name !== '')
    .join(' · ');
  const received = formatInstant(new Date(row.receivedAt), { lang });
  return (
    <header className="flex flex-col gap-1 border-b border-line px-4 pt-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Title id="case-title" tabIndex={-1} className="text-22">
          <span className="register-number">{row.number}</span>
        </Title>
        <StatusBadge status={row.mark}>{isPressing ? clockWords(row) : status}</StatusBadge>
        <span className="font-head text-14 text-ink-soft">
          {isPressing ? status : row.daysLeft === null ? '' : clockWords(row)}
          {row.daysLeft === null || row.citizenDueOn === null
            ? ''
            : ` · ${t('clock-citizen')} ${formatDay(row.citizenDueOn, { lang })}`}
        </span>
        {row.severity === 'urgent' ? <StatusBadge status="overdue">{caseWords('urgent')}</StatusBadge> : null}
        {row.visibility === 'normal' ? null : <StatusBadge status="waiting">{caseWords(row.visibility)}</StatusBadge>}
        {isAlone ? null : (
          <Link
            to="/cases/$caseId"
            params={{ caseId: row.id }}
            search={{}}
            aria-label={t('openAlone')}
            title={t('openAlone')}
            className="ms-auto grid size-8 place-items-center rounded-control text-ink-soft hover:bg-hover"
          >
            <Maximize2 size={16} aria-hidden />
          </Link>
        )}
      </div>
      <p className="text-14 text-ink-soft">
        {[
          names.category(row.categoryId, on) || caseWords('noCategory'),
          caseWords(`kind-${row.kind}`),
          holder,
          t('receivedBy', { channel: channelName(row.channel), at: received }),
          recordedByName === null ? '' : t('recordedBy', { name: recordedByName }),
        ]
          .filter((part) => part !== '')
          .join(' · ')}
      </p>
      {row.citizenSpokeAt === null ? null : (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-control bg-new-tint px-3 py-1.5 text-14 text-ink">
          <MessageCircle size={16} className="shrink-0 text-new" aria-hidden />
          <span className="min-w-0 grow">
            {t('citizenWaits', { at: formatInstant(new Date(row.citizenSpokeAt), { lang }) })}
          </span>
          {view.steps.includes('acknowledge') ? (
            <ActButton size="small" isPending={isPending} onPress={onAcknowledge}>
              {t('step-acknowledge')}
            </ActButton>
          ) : null}
        </div>
      )}
      <div className="-mb-px flex gap-1 @3xl:pb-2">
        {([false, true] as const).map((side) => (
          <Button
            key={String(side)}
            aria-pressed={side === showSide}
            onPress={() => onSide(side)}
            className="min-h-9 border-b-2 border-transparent px-3 font-head text-14 text-ink-soft outline-offset-[-3px] aria-pressed:border-primary aria-pressed:font-semibold aria-pressed:text-primary @3xl:hidden"
          >
            {t(side ? 'details' : 'conversation')}
          </Button>
        ))}
      </div>
    </header>
  );
}
