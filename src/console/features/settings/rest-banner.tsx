import { Link } from '@tanstack/react-router';
import HardDrive from 'lucide-react/icons/hard-drive';
import { buttonFace } from '../../components/button.tsx';
import { can, useMe } from '../../lib/me.ts';
import { useInstallation } from './installation/use-installation.ts';
import { t } from './installation/words.ts';

/** While a restored desk rests, for whoever may wake it. */
export function RestBanner() {
  const { data } = useInstallation(can(useMe(), 'installation.manage'));
  if (!data?.rest) return null;
  return (
    <div className="card flex flex-wrap items-center gap-x-4 gap-y-2 border-accent bg-soon-tint p-4">
      <HardDrive size={22} className="shrink-0 text-soon" aria-hidden />
      <p className="min-w-56 grow basis-0 font-head font-semibold">{t('restTitle')}</p>
      <Link to="/settings/installation" className={buttonFace('primary')}>
        {t('open')}
      </Link>
    </div>
  );
}
