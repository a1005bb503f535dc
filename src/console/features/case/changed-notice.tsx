import UsersRound from 'lucide-react/icons/users-round';
import type { EventView } from '../../../modules/complaints/contract.ts';
import { formatInstant } from '../../../thai/index.ts';
import { Button } from '../../components/button.tsx';
import { language } from '../../lib/i18n.ts';
import { eventActor } from './event-words.ts';
import { t } from './words.ts';

type Props = { news: readonly EventView[]; titleOf: (event: EventView) => string; onSeen: () => void };

/** Someone else acted meanwhile: who, what, when; what was being typed is still there. */
export function ChangedNotice({ news, titleOf, onSeen }: Props) {
  return (
    <div role="alert">
      {news.length === 0 ? null : (
        <div className="flex flex-wrap items-start gap-x-3 gap-y-1 border-y border-soon bg-soon-tint px-4 py-2 text-ink">
          <UsersRound size={18} className="mt-1 shrink-0 text-soon" aria-hidden />
          <div className="min-w-0 grow basis-56">
            <p className="font-head font-semibold">{t('changedTitle')}</p>
            <ul>
              {news.map((event) => (
                <li key={event.seq}>
                  {t('changedLine', {
                    who: eventActor(event),
                    what: titleOf(event),
                    at: formatInstant(new Date(event.at), { lang: language() }),
                  })}
                </li>
              ))}
            </ul>
            <p className="text-14 text-ink-soft">{t('changedKept')}</p>
          </div>
          <Button size="small" onPress={onSeen}>
            {t('changedSeen')}
          </Button>
        </div>
      )}
    </div>
  );
}
