import Lock from 'lucide-react/icons/lock';
import { can, useMe } from '../../lib/me.ts';
import { t } from './words.ts';

export const useMayEdit = (): boolean => can(useMe(), 'settings.edit');

/** Why there are no save buttons. */
export function ReadOnlyNote() {
  return (
    <p className="flex items-start gap-2 rounded-control bg-sunken px-3 py-2 text-ink-soft">
      <Lock size={18} className="mt-1 shrink-0" aria-hidden />
      {t('readOnly')}
    </p>
  );
}
