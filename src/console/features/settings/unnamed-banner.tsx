import { Link } from '@tanstack/react-router';
import Landmark from 'lucide-react/icons/landmark';
import { buttonFace } from '../../components/button.tsx';
import { can, useMe } from '../../lib/me.ts';
import { t } from './words.ts';

/** Until the municipality has its own name. */
export function UnnamedBanner({ withLink = true }: { withLink?: boolean }) {
  const me = useMe();
  if (me.municipality.settings.named) return null;
  return (
    <div className="card flex flex-wrap items-center gap-x-4 gap-y-2 border-accent bg-soon-tint p-4">
      <Landmark size={22} className="shrink-0 text-soon" aria-hidden />
      <div className="min-w-56 grow basis-0">
        <p className="font-head font-semibold">{t('unnamedTitle')}</p>
        <p className="text-14">{t('unnamed')}</p>
      </div>
      {withLink && can(me, 'settings.edit') ? (
        <Link to="/settings/municipality" className={buttonFace('primary')}>
          {t('nameNow')}
        </Link>
      ) : null}
    </div>
  );
}
