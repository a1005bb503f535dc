import Check from 'lucide-react/icons/check';
import CheckCheck from 'lucide-react/icons/check-check';
import CircleQuestionMark from 'lucide-react/icons/circle-question-mark';
import Clock from 'lucide-react/icons/clock';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { CaseView } from '../../../modules/complaints/contract.ts';
import { formatInstant } from '../../../thai/index.ts';
import { channelName } from '../../lib/channel-words.ts';
import { language } from '../../lib/i18n.ts';
import { problemOf } from './delivery-words.ts';
import { talk } from './talk-words.ts';

/** Under what was said to the citizen: whether it went, and whether it was read. */
export function DeliveryProof({ sent }: { sent: CaseView['messages'] }) {
  if (sent.length === 0) return null;
  return (
    <ul className="flex flex-col text-14 text-ink-soft">
      {sent.map((message) => {
        const channel = channelName(message.channel);
        const failed = message.status === 'failed' || message.status === 'unroutable';
        const uncertain = message.status === 'uncertain';
        // A word that there is news is no answer.
        const isNotice = message.template === 'news' && message.status === 'sent';
        const Icon = failed
          ? TriangleAlert
          : uncertain
            ? CircleQuestionMark
            : message.readAt
              ? CheckCheck
              : message.status === 'sent'
                ? Check
                : Clock;
        const facts = [
          talk(isNotice ? 'sent-news' : `sent-${message.status}`, { channel }),
          message.public ? talk('publicWords') : '',
          message.sentAt === null ? '' : at(message.sentAt),
          message.readAt !== null
            ? talk('read', { at: at(message.readAt) })
            : message.deliveredAt === null
              ? ''
              : talk('delivered', { at: at(message.deliveredAt) }),
          problemOf(message),
        ];
        return (
          <li
            key={message.id}
            className={`flex items-center gap-1.5 ${failed ? 'text-overdue' : uncertain ? 'text-soon' : ''}`}
          >
            <Icon size={14} className="shrink-0" aria-hidden />
            <span>{facts.filter((fact) => fact !== '').join(' · ')}</span>
          </li>
        );
      })}
    </ul>
  );
}

const at = (instant: string): string => formatInstant(new Date(instant), { lang: language() });
