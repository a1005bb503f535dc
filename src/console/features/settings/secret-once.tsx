import Copy from 'lucide-react/icons/copy';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { copyText } from '../../lib/copy-text.ts';
import { t } from './words.ts';

type Props = { title: string; children?: string; secret: string; onClose: () => void };

/** A link or key that is shown now and never again. */
export function SecretOnce({ title, children, secret, onClose }: Props) {
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      isDismissable={false}
      actions={
        <>
          <Button onPress={onClose}>{t('kept')}</Button>
          <Button look="primary" icon={<Copy size={18} aria-hidden />} onPress={() => void copyText(secret)}>
            {t('copy')}
          </Button>
        </>
      }
    >
      {children === undefined ? null : <p>{children}</p>}
      <p className="my-2 rounded-control bg-sunken p-3 break-all select-all">
        <code>{secret}</code>
      </p>
      <p className="text-14 font-semibold text-soon">{t('shownOnce')}</p>
    </Dialog>
  );
}
