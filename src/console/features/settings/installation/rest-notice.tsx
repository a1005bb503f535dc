import { Link } from '@tanstack/react-router';
import HardDrive from 'lucide-react/icons/hard-drive';
import { buttonFace } from '../../../components/button.tsx';
import { can, useMe } from '../../../lib/me.ts';
import { t } from './rest-words.ts';

/** While a restored desk rests, over every page: whoever answers a citizen knows that it does not go out yet. */
export function RestNotice() {
  const me = useMe();
  if (!me.resting) return null;
  return (
    <section
      aria-label={t('rests')}
      data-print="no"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-soon-tint px-3 py-2 sm:px-6"
    >
      <HardDrive size={20} className="shrink-0 text-soon" aria-hidden />
      <p className="min-w-56 grow basis-0">{t('rests')}</p>
      {can(me, 'installation.manage') ? (
        <Link to="/settings/installation" className={buttonFace('primary')}>
          {t('open')}
        </Link>
      ) : null}
    </section>
  );
}
