import Copy from 'lucide-react/icons/copy';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { toast } from '../../lib/toast.ts';
import { t } from './words.ts';

type Props = { title: string; children?: string; secret: string; onClose: () => void };

/** A link or key that is shown now and never again. */
export function SecretOnce({ title, children, secret, onClose }: Props) {
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(secret);
    toast(t('copied'));
  };
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      isDismissable={false}
      actions={
        <>
          <Button onPress={onClose}>{t('kept')}</Button>
          <Button look="primary" icon={<Copy size={18} aria-hidden />} onPress={() => void copy()}>
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
