import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import Keyboard from 'lucide-react/icons/keyboard';
import LogOut from 'lucide-react/icons/log-out';
import Monitor from 'lucide-react/icons/monitor';
import Moon from 'lucide-react/icons/moon';
import Sun from 'lucide-react/icons/sun';
import UserRoundCog from 'lucide-react/icons/user-round-cog';
import { Button } from 'react-aria-components/Button';
import { Menu } from '../components/menu.tsx';
import { api, nothing } from '../lib/api.ts';
import { type Language, setLanguage, useLanguage } from '../lib/i18n.ts';
import { useMe } from '../lib/me.ts';
import { forgetDrafts } from '../lib/tab-drafts.ts';
import { setTheme, type Theme, useTheme } from '../lib/theme.ts';
import { toast } from '../lib/toast.ts';
import { holdsUnsaved } from '../lib/unsaved.ts';
import { t } from '../lib/words/t.ts';

const THEMES: { id: Theme; word: 'themeLight' | 'themeDark' | 'themeSystem'; icon: typeof Sun }[] = [
  { id: 'light', word: 'themeLight', icon: Sun },
  { id: 'dark', word: 'themeDark', icon: Moon },
  { id: 'system', word: 'themeSystem', icon: Monitor },
];

/** Every word is drawn anew, and with the words the page: not while something typed would go with it. */
function changeLanguage(to: Language): void {
  if (holdsUnsaved()) toast(t('saveFirst'), { tone: 'error' });
  else setLanguage(to);
}

/** The first letter that can stand alone: Thai leading vowels (เ แ โ ใ ไ) and titles are passed over. */
function initialOf(name: string): string {
  const bare = name.replace(/^(นาย|นางสาว|นาง|น\.ส\.|ว่าที่ร้อยตรี|ดร\.)\s*/u, '');
  return /[\p{L}]/u.exec(bare.replace(/^[เแโใไ]/u, ''))?.[0]?.toUpperCase() ?? '·';
}

export function AccountMenu({ onHelp }: { onHelp: () => void }) {
  const me = useMe();
  const theme = useTheme();
  const language = useLanguage();
  const router = useRouter();
  const queryClient = useQueryClient();
  const signOut = async (): Promise<void> => {
    try {
      await api.post('/api/auth/sign-out', {}, nothing);
    } catch {
      toast(t('signOutFailed'), { tone: 'error' });
      return;
    }
    queryClient.clear();
    forgetDrafts();
    await router.navigate({ to: '/sign-in' });
  };
  return (
    <Menu
      label={t('account')}
      trigger={
        <Button
          aria-label={`${t('account')}: ${me.user.name}`}
          className="grid size-9.5 place-items-center rounded-full bg-primary-tint font-sans text-16 leading-normal font-semibold text-primary-ink data-hovered:bg-hover"
        >
          {initialOf(me.user.name)}
        </Button>
      }
      head={
        <div className="border-b border-line px-3 py-2">
          <p className="font-head font-semibold">{me.user.name}</p>
          <p className="text-14 break-all text-ink-soft">{me.user.email}</p>
        </div>
      }
      groups={[
        {
          id: 'theme',
          heading: t('theme'),
          actions: THEMES.map(({ id, word, icon: Icon }) => ({
            id,
            label: t(word),
            icon: <Icon size={18} aria-hidden />,
            isChosen: theme === id,
            run: () => setTheme(id),
          })),
        },
        {
          id: 'language',
          heading: t('language'),
          actions: [
            { id: 'th', label: 'ไทย', isChosen: language === 'th', run: () => changeLanguage('th') },
            { id: 'en', label: 'English', isChosen: language === 'en', run: () => changeLanguage('en') },
          ],
        },
        {
          id: 'rest',
          actions: [
            {
              id: 'account',
              label: t('account'),
              icon: <UserRoundCog size={18} aria-hidden />,
              run: () => void router.navigate({ to: '/account' }),
            },
            { id: 'help', label: t('shortcuts'), icon: <Keyboard size={18} aria-hidden />, keys: '?', run: onHelp },
            { id: 'out', label: t('signOut'), icon: <LogOut size={18} aria-hidden />, run: () => void signOut() },
          ],
        },
      ]}
    />
  );
}
