import { Outlet, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { SignInAgain } from '../features/sign-in/sign-in-again.tsx';
import { can, useMe } from '../lib/me.ts';
import { useSessionEnded } from '../lib/session.ts';
import { type Shortcut, useShortcuts } from '../lib/shortcuts.ts';
import { t } from '../lib/words/t.ts';
import { BottomBar } from './bottom-bar.tsx';
import { Palette } from './palette.tsx';
import { createAction, Notices, navItems } from './places.ts';
import { Rail } from './rail.tsx';
import { ShortcutsHelp } from './shortcuts-help.tsx';
import { TopBar } from './top-bar.tsx';

/** The frame of every page behind sign-in: rail (or bottom bar on a phone), top bar, page. */
export function Shell() {
  const me = useMe();
  const navigate = useNavigate();
  const [open, setOpen] = useState<'palette' | 'help' | null>(null);
  const hasEnded = useSessionEnded();
  const create = createAction();
  const go = (to: string): void => void navigate({ to });
  const shortcuts: Shortcut[] = [
    { keys: 'mod+k', label: () => t('searchEverything'), group: () => t('commands'), run: () => setOpen('palette') },
    { keys: '/', label: () => t('search'), group: () => t('commands'), run: () => setOpen('palette') },
    { keys: '?', label: () => t('showShortcuts'), group: () => t('commands'), run: () => setOpen('help') },
    ...navItems(me).flatMap((item): Shortcut[] =>
      item.keys === undefined
        ? []
        : [{ keys: item.keys, label: item.label, group: () => t('goTo'), run: () => go(item.to) }],
    ),
  ];
  if (create !== undefined && can(me, create.permission)) {
    shortcuts.push({ keys: 'n', label: create.label, group: () => t('commands'), run: () => go(create.to) });
  }
  useShortcuts(shortcuts, 0);
  return (
    <div className="flex min-h-dvh">
      <a
        href="#main"
        className="sr-only z-50 rounded-control bg-primary px-4 py-2 text-on-primary focus:not-sr-only focus:fixed focus:start-3 focus:top-3"
      >
        {t('skipToContent')}
      </a>
      <Rail />
      <div className="flex min-w-0 grow flex-col">
        <TopBar onSearch={() => setOpen('palette')} onHelp={() => setOpen('help')} />
        <Notices />
        <main id="main" tabIndex={-1} className="grow pb-20 outline-none md:pb-0">
          <Outlet />
        </main>
      </div>
      <BottomBar />
      <Palette isOpen={open === 'palette'} onClose={() => setOpen(null)} onHelp={() => setOpen('help')} />
      <ShortcutsHelp isOpen={open === 'help'} onClose={() => setOpen(null)} />
      {hasEnded ? <SignInAgain me={me} /> : null}
    </div>
  );
}
