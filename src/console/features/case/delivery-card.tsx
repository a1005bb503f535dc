import { useState } from 'react';
import type { CaseView } from '../../../modules/complaints/contract.ts';
import { formatInstant } from '../../../thai/index.ts';
import { Button } from '../../components/button.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { language } from '../../lib/i18n.ts';
import { insteadWords, problemOf, wayOf } from './delivery-words.ts';
import { SendAgain } from './send-again.tsx';
import { SideCard } from './side-card.tsx';
import { talk } from './talk-words.ts';
import { t } from './words.ts';

const MARK = {
  queued: 'waiting',
  sent: 'done',
  uncertain: 'due-soon',
  failed: 'overdue',
  unroutable: 'closed',
} as const;

/** Of a case that was long worked on the last ones are what is looked for. */
const SHOWN = 5;

/** What was sent to the citizen, whether it arrived, and what the server said. */
export function DeliveryCard({ view }: { view: CaseView }) {
  // What colleagues were told is theirs.
  const all = view.messages.filter(({ template }) => !template.startsWith('staff-'));
  const [isWhole, setWhole] = useState(false);
  const folded = isWhole ? 0 : Math.max(0, all.length - SHOWN);
  return (
    <SideCard title={t('delivery')}>
      {all.length === 0 ? <p className="text-14 text-ink-soft">{t('noDelivery')}</p> : null}
      {folded === 0 ? null : (
        <div data-print="no">
          <Button size="small" look="quiet" onPress={() => setWhole(true)}>
            {t('earlierDelivery', { n: folded })}
          </Button>
        </div>
      )}
      <ul className="flex flex-col gap-2">
        {all.map((message, at) => (
          <li key={message.id} className={`text-14 ${at < folded ? 'hidden print:list-item' : ''}`}>
            <p className="flex flex-wrap items-center gap-x-2">
              <StatusBadge status={MARK[message.status]}>{t(`message-${message.status}`)}</StatusBadge>
              <span className="text-ink-soft">{wayOf(message)}</span>
              <time dateTime={message.sentAt ?? message.createdAt} className="text-ink-soft">
                {formatInstant(new Date(message.sentAt ?? message.createdAt), { lang: language() })}
              </time>
            </p>
            <p className="[overflow-wrap:anywhere]">{message.title}</p>
            {message.insteadOf === null ? null : <p className="text-ink-soft">{talk(insteadWords(message, view))}</p>}
            {message.problem === null ? null : <p className="text-ink-soft">{problemOf(message)}</p>}
            {message.status === 'uncertain' ? <SendAgain view={view} message={message} /> : null}
            {message.status === 'sent' ? null : (
              <p className="text-ink-soft [overflow-wrap:anywhere]">
                {message.attempts === 0 ? '' : `${t('attempts', { n: message.attempts })} `}
                {message.lastAnswer === null || message.status === 'unroutable'
                  ? message.lastAnswer
                  : t('serverSaid', { answer: message.lastAnswer })}
              </p>
            )}
          </li>
        ))}
      </ul>
    </SideCard>
  );
}
