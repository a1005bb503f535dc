import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { z } from 'zod';
import { toArabicDigits } from '../../../thai/index.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import { api, nothing } from '../../lib/api.ts';
import { copyText } from '../../lib/copy-text.ts';
import { meQuery } from '../../lib/me.ts';
import { toast } from '../../lib/toast.ts';
import { PasswordCheck } from './password-check.tsx';
import { QrImage } from './qr-image.tsx';
import { t } from './words.ts';

const Begun = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) });
const FORM = 'set-up-two-factor';

/** Three steps: the password, the picture and a first code, the backup codes (shown now and never again). */
export function SetUpTwoFactor({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [isOn, setIsOn] = useState(false);
  const begin = useMutation({
    mutationFn: () => api.post('/api/auth/two-factor/enable', { password }, Begun),
    meta: { quiet: true },
  });
  const verify = useMutation({
    mutationFn: () => api.post('/api/auth/two-factor/verify-totp', { code }, nothing),
    meta: { quiet: true },
    onSuccess: () => setIsOn(true),
    onError: () => setCode(''),
  });
  const close = (): void => {
    if (isOn) {
      toast(t('enabled'));
      void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
    }
    onClose();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (begin.data === undefined) {
      if (password !== '' && !begin.isPending) begin.mutate();
    } else if (code.length === 6 && !verify.isPending) verify.mutate();
  };
  if (isOn && begin.data !== undefined) return <BackupCodes codes={begin.data.backupCodes} onClose={close} />;
  return (
    <Dialog
      title={t('enableTitle')}
      isOpen
      onClose={close}
      isDismissable={begin.data === undefined}
      actions={
        <Button look="primary" type="submit" form={FORM} isPending={begin.isPending || verify.isPending}>
          {t(begin.data === undefined ? 'next' : 'confirm')}
        </Button>
      }
    >
      <form id={FORM} onSubmit={submit} noValidate className="flex flex-col gap-3">
        {begin.data === undefined ? (
          <PasswordCheck value={password} onChange={setPassword} error={begin.error} />
        ) : (
          <>
            <p>{t('scan')}</p>
            <QrImage text={begin.data.totpURI} label={t('qr')} />
            <p className="text-14 text-ink-soft">
              {t('byHand')}{' '}
              <code className="block font-semibold break-all text-ink">
                {new URL(begin.data.totpURI).searchParams.get('secret')}
              </code>
            </p>
            <TextField
              label={t('code')}
              autoComplete="one-time-code"
              inputMode="numeric"
              autoFocus
              value={code}
              onChange={(typed) => setCode(toArabicDigits(typed).replace(/\D/g, '').slice(0, 6))}
              error={verify.isError ? t('codeWrong') : undefined}
            />
          </>
        )}
      </form>
    </Dialog>
  );
}

function BackupCodes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  return (
    <Dialog
      title={t('backupTitle')}
      isOpen
      onClose={onClose}
      isDismissable={false}
      actions={
        <>
          <Button onPress={() => void copyText(codes.join('\n'))}>{t('copy')}</Button>
          <Button look="primary" onPress={onClose}>
            {t('kept')}
          </Button>
        </>
      }
    >
      <p>{t('backup')}</p>
      <ul className="mt-3 grid grid-cols-2 gap-x-6 gap-y-1 rounded-control bg-sunken p-3 font-semibold tabular-nums">
        {codes.map((each) => (
          <li key={each}>
            <code>{each}</code>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
