import { Link } from '@tanstack/react-router';
import PanelLeftClose from 'lucide-react/icons/panel-left-close';
import PanelLeftOpen from 'lucide-react/icons/panel-left-open';
import { IconButton } from '../components/icon-button.tsx';
import { ThaiText } from '../components/thai-text.tsx';
import { deviceChoice } from '../lib/device-choice.ts';
import { municipalityName, useMe } from '../lib/me.ts';
import { t } from '../lib/words/t.ts';
import { navItems } from './places.ts';

const width = deviceChoice('rail', ['wide', 'narrow'], 'wide');

export function Rail() {
  const me = useMe();
  const narrow = width.use() === 'narrow';
  const toggle = (): void => width.set(narrow ? 'wide' : 'narrow');
  return (
    <nav
      aria-label={t('mainNavigation')}
      className={`sticky top-0 hidden h-dvh shrink-0 flex-col gap-1 border-e border-line bg-sunken p-2 md:flex ${narrow ? 'w-14' : 'w-58'}`}
    >
      <div className={`mb-2 flex min-h-12 items-center gap-2.5 ${narrow ? 'justify-center' : 'px-1.5'}`}>
        <img src="/console/icon.svg" alt="" width="28" height="28" className="shrink-0" />
        {narrow ? null : (
          <p className="min-w-0 leading-snug">
            <span className="block font-head font-semibold">{t('appName')}</span>
            <span className="line-clamp-2 pb-0.5 text-[0.8125rem] leading-relaxed text-ink-soft">
              <ThaiText>{municipalityName(me)}</ThaiText>
            </span>
          </p>
        )}
      </div>
      <ul className="flex grow flex-col gap-0.5 overflow-y-auto">
        {navItems(me).map((item) => (
          <li key={item.to} className={item.order >= 90 ? 'mt-auto' : ''}>
            <Link
              to={item.to}
              activeOptions={{ exact: item.to === '/' }}
              title={narrow ? item.label() : undefined}
              aria-label={narrow ? item.label() : undefined}
              className={`flex min-h-9.5 items-center gap-3 rounded-control font-head leading-normal text-ink-soft outline-offset-[-2px] hover:bg-hover hover:text-ink aria-[current=page]:bg-primary-tint aria-[current=page]:font-semibold aria-[current=page]:text-primary-ink ${narrow ? 'justify-center' : 'px-2.5'}`}
            >
              <item.icon size={19} className="shrink-0" aria-hidden />
              {narrow ? null : item.label()}
            </Link>
          </li>
        ))}
      </ul>
      <div className={narrow ? 'self-center' : 'self-end'}>
        <IconButton
          label={t(narrow ? 'expandRail' : 'collapseRail')}
          icon={narrow ? <PanelLeftOpen size={19} aria-hidden /> : <PanelLeftClose size={19} aria-hidden />}
          onPress={toggle}
        />
      </div>
    </nav>
  );
}
