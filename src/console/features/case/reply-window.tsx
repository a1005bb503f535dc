import Clock from 'lucide-react/icons/clock';
import { useEffect, useState } from 'react';
import type { CaseView } from '../../../modules/complaints/contract.ts';
import { formatInstant } from '../../../thai/index.ts';
import { channelName } from '../../lib/channel-words.ts';
import { language } from '../../lib/i18n.ts';
import { problemOf } from './delivery-words.ts';
import { talk } from './talk-words.ts';

type Conversation = NonNullable<CaseView['conversation']>;
const MINUTE_MS = 60_000;

/** By which channel the answer goes, and how long that is still possible: a clock where the channel closes its window. */
export function ReplyWindow({ conversation }: { conversation: Conversation }) {
  const now = useNow();
  const channel = channelName(conversation.channel);
  const goes = talk('replyGoes', { channel });
  const { whyNot, windowClosesAt, humanWindowClosesAt } = conversation;
  const isShut = (at: string | null): boolean => at !== null && Date.parse(at) <= now;
  const why = whyNot ?? (isShut(humanWindowClosesAt) ? 'window-closed' : null);
  if (why !== null) {
    return (
      <p role="status" className="text-14 font-semibold text-overdue">
        {talk('replyClosed', { channel, why: problemOf({ problem: why }) })}
      </p>
    );
  }
  const until = isShut(windowClosesAt) ? humanWindowClosesAt : windowClosesAt;
  if (until === null) return <p className="text-14 text-ink-soft">{goes}</p>;
  const facts = { at: formatInstant(new Date(until), { lang: language() }), left: leftOf(Date.parse(until) - now) };
  return (
    <p className="flex gap-x-1.5 text-14 text-ink-soft">
      <Clock size={14} className="mt-1 shrink-0" aria-hidden />
      <span>
        {goes} · {talk(until === windowClosesAt ? 'replyUntil' : 'replyHuman', facts)}
      </span>
    </p>
  );
}

function leftOf(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / MINUTE_MS));
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  if (h >= 48) return talk('leftDays', { d: Math.floor(h / 24), h: h % 24 });
  return h > 0 ? talk('leftHours', { h, m }) : talk('leftMinutes', { m });
}

/** The time, renewed each half minute while it is looked at. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS / 2);
    return () => clearInterval(timer);
  }, []);
  return now;
}
