import { Dialog } from '../components/dialog.tsx';
import { KeyboardHint } from '../components/keyboard-hint.tsx';
import { useShortcutList } from '../lib/shortcuts.ts';
import { t } from '../lib/words/t.ts';

/** Everything the keyboard can do on the page that is open now. */
export function ShortcutsHelp({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const shortcuts = useShortcutList();
  const groups = [...new Set(shortcuts.map((shortcut) => shortcut.group()))];
  return (
    <Dialog title={t('shortcuts')} isOpen={isOpen} onClose={onClose} width="wide">
      <p className="mb-3 text-ink-soft">{t('shortcutsIntro')}</p>
      <div className="grid gap-x-10 gap-y-4 sm:grid-cols-2">
        {groups.map((group) => (
          <section key={group}>
            <h3 className="mb-1 text-16">{group}</h3>
            <ul>
              {shortcuts
                .filter((shortcut) => shortcut.group() === group)
                .map((shortcut) => (
                  <li
                    key={shortcut.keys}
                    className="flex items-center justify-between gap-3 border-b border-line py-1.5 last:border-0"
                  >
                    {shortcut.label()}
                    <span className="sr-only">{shortcut.keys}</span>
                    <KeyboardHint keys={shortcut.keys} />
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
