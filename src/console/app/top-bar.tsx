import { Link } from '@tanstack/react-router';
import Plus from 'lucide-react/icons/plus';
import Search from 'lucide-react/icons/search';
import { Button } from 'react-aria-components/Button';
import { buttonFace } from '../components/button.tsx';
import { KeyboardHint } from '../components/keyboard-hint.tsx';
import { yearName } from '../lib/fiscal-year.ts';
import { can, useMe } from '../lib/me.ts';
import { isApple } from '../lib/shortcuts.ts';
import { t } from '../lib/words/t.ts';
import { AccountMenu } from './account-menu.tsx';
import { createAction } from './places.ts';

type Props = { onSearch: () => void; onHelp: () => void };

export function TopBar({ onSearch, onHelp }: Props) {
  const me = useMe();
  const create = createAction();
  return (
    <header
      className="sticky top-0 z-20 flex min-h-14 items-center gap-2 border-b border-line bg-ground px-3 sm:px-6"
      data-print="no"
    >
      <Button
        onPress={onSearch}
        aria-keyshortcuts={isApple ? 'Meta+K' : 'Control+K'}
        className="flex min-h-9.5 max-w-md min-w-0 grow items-center gap-2 rounded-control border border-line-strong bg-surface px-3 text-ink-soft data-hovered:bg-hover"
      >
        <Search size={18} className="shrink-0" aria-hidden />
        <span className="grow truncate text-start">{t('searchHint')}</span>
        <span className="max-md:hidden">
          <KeyboardHint keys="mod+k" />
        </span>
      </Button>
      <div className="ms-auto flex items-center gap-2">
        <span className="font-head text-14 whitespace-nowrap text-ink-soft max-lg:hidden">
          {t('fiscalYear', { year: yearName(me.fiscalYear) })}
        </span>
        {create === undefined || !can(me, create.permission) ? null : (
          <Link to={create.to} className={buttonFace('primary')} aria-keyshortcuts="n" aria-label={create.label()}>
            <Plus size={18} aria-hidden />
            <span className="max-md:hidden">{create.label()}</span>
          </Link>
        )}
        <AccountMenu onHelp={onHelp} />
      </div>
    </header>
  );
}
