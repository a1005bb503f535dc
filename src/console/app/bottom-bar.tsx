import { Link, useNavigate } from '@tanstack/react-router';
import Ellipsis from 'lucide-react/icons/ellipsis';
import { Button } from 'react-aria-components/Button';
import { Menu } from '../components/menu.tsx';
import { useMe } from '../lib/me.ts';
import { t } from '../lib/words/t.ts';
import { navItems } from './places.ts';

const SLOT =
  'flex min-h-14 w-full flex-col items-center justify-center gap-0.5 px-1 font-head text-[0.8125rem] leading-[1.45] text-ink-soft outline-offset-[-2px] aria-[current=page]:font-semibold aria-[current=page]:text-primary';

/** The rail of a phone, where the thumb is: four places, the rest under "more". */
export function BottomBar() {
  const me = useMe();
  const navigate = useNavigate();
  const items = navItems(me);
  const preferred = [...items.filter((item) => item.phone === true), ...items.filter((item) => item.phone !== true)];
  const shown = items.length <= 5 ? items : preferred.slice(0, 4).sort((a, b) => a.order - b.order);
  const rest = items.filter((item) => !shown.includes(item));
  return (
    <nav
      aria-label={t('mainNavigation')}
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="flex">
        {shown.map((item) => (
          <li key={item.to} className="min-w-0 flex-1">
            <Link to={item.to} activeOptions={{ exact: item.to === '/' }} className={SLOT}>
              <item.icon size={20} aria-hidden />
              <span className="max-w-full truncate">{(item.short ?? item.label)()}</span>
            </Link>
          </li>
        ))}
        {rest.length === 0 ? null : (
          <li className="min-w-0 flex-1">
            <Menu
              label={t('more')}
              trigger={
                <Button className={SLOT}>
                  <Ellipsis size={20} aria-hidden />
                  {t('more')}
                </Button>
              }
              groups={[
                {
                  id: 'rest',
                  actions: rest.map((item) => ({
                    id: item.to,
                    label: item.label(),
                    icon: <item.icon size={18} aria-hidden />,
                    run: () => void navigate({ to: item.to }),
                  })),
                },
              ]}
            />
          </li>
        )}
      </ul>
    </nav>
  );
}
