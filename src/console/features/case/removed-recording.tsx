import HeadphoneOff from 'lucide-react/icons/headphone-off';
import type { CaseView } from '../../../modules/complaints/contract.ts';
import { dayOf, formatDay, formatInstant } from '../../../thai/index.ts';
import { language } from '../../lib/i18n.ts';
import { talk } from './talk-words.ts';

/** That a call's sound was here, when it was removed, and by which rule. */
export function RemovedRecording({ recording }: { recording: CaseView['recordingsRemoved'][number] }) {
  const { calledAt, removedAt, days, legalSource } = recording;
  const lang = language();
  return (
    <li className="flex flex-col items-center text-center text-14 text-ink-soft">
      <span className="text-ink">
        <HeadphoneOff size={14} className="me-1.5 inline align-[-2px] text-ink-soft" aria-hidden />
        {talk('recordingRemoved', {
          called: formatInstant(new Date(calledAt), { lang }),
          day: formatDay(dayOf(new Date(removedAt)), { lang }),
        })}
      </span>
      <span>{talk('recordingRule', { n: days, source: legalSource })}</span>
    </li>
  );
}
