import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { toArabicDigits } from '../../../thai/index.ts';
import { Button } from '../../components/button.tsx';
import { FormFault } from '../../components/form-fault.tsx';
import { TextField } from '../../components/text-field.tsx';
import { faultWords, verifyCode } from './authenticate.ts';
import { t } from './words.ts';

const DIGITS = 6;

type Kind = 'app' | 'backup';
/** The app's code is six digits, in whatever numerals they are typed; a backup code is letters, digits and a dash, as it was written down. */
const read: Record<Kind, (typed: string) => string> = {
  app: (typed) => toArabicDigits(typed).replace(/\D/g, '').slice(0, DIGITS),
  backup: (typed) => toArabicDigits(typed).replace(/\s/g, '').slice(0, 40),
};
const isWhole: Record<Kind, (code: string) => boolean> = {
  app: (code) => code.length === DIGITS,
  backup: (code) => code.length >= 8,
};

export function CodeForm({ onSignedIn, onBack }: { onSignedIn: () => void; onBack: () => void }) {
  const [kind, setKind] = useState<Kind>('app');
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const attempt = useMutation({
    mutationFn: () => verifyCode(kind, code),
    meta: { quiet: true },
    onSuccess: onSignedIn,
    onError: () => {
      setCode('');
      box.current?.focus();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(!isWhole[kind](code));
    if (isWhole[kind](code) && !attempt.isPending) attempt.mutate();
    else box.current?.focus();
  };
  const other = (): void => {
    setKind(kind === 'app' ? 'backup' : 'app');
    setCode('');
    setMissing(false);
    attempt.reset();
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {attempt.isError ? <FormFault>{faultWords(attempt.error, t('codeRefused'))}</FormFault> : null}
      <TextField
        key={kind}
        label={t(kind === 'app' ? 'code' : 'backupCode')}
        help={t(kind === 'app' ? 'codeHelp' : 'backupCodeHelp')}
        name="code"
        autoComplete={kind === 'app' ? 'one-time-code' : 'off'}
        inputMode={kind === 'app' ? 'numeric' : 'text'}
        autoFocus
        value={code}
        onChange={(typed) => setCode(read[kind](typed))}
        error={missing && !isWhole[kind](code) ? t(kind === 'app' ? 'codeMissing' : 'backupCodeMissing') : undefined}
        inputRef={box}
      />
      <Button type="submit" look="primary" size="large" isPending={attempt.isPending}>
        {t('confirm')}
      </Button>
      <Button look="quiet" onPress={other}>
        {t(kind === 'app' ? 'useBackup' : 'useApp')}
      </Button>
      <Button look="quiet" onPress={onBack}>
        {t('back')}
      </Button>
    </form>
  );
}
