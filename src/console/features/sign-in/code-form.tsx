import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { toArabicDigits } from '../../../thai/index.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { faultWords, verifyCode } from './authenticate.ts';
import { FormFault } from './form-fault.tsx';
import { t } from './words.ts';

const DIGITS = 6;

export function CodeForm({ onSignedIn, onBack }: { onSignedIn: () => void; onBack: () => void }) {
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const attempt = useMutation({
    mutationFn: () => verifyCode(code),
    meta: { quiet: true },
    onSuccess: onSignedIn,
    onError: () => {
      setCode('');
      box.current?.focus();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(code.length !== DIGITS);
    if (code.length === DIGITS && !attempt.isPending) attempt.mutate();
    else box.current?.focus();
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {attempt.isError ? <FormFault>{faultWords(attempt.error, t('codeRefused'))}</FormFault> : null}
      <TextField
        label={t('code')}
        help={t('codeHelp')}
        name="code"
        autoComplete="one-time-code"
        inputMode="numeric"
        autoFocus
        value={code}
        onChange={(typed) => setCode(toArabicDigits(typed).replace(/\D/g, '').slice(0, DIGITS))}
        error={missing && code.length !== DIGITS ? t('codeMissing') : undefined}
        inputRef={box}
      />
      <Button type="submit" look="primary" size="large" isPending={attempt.isPending}>
        {t('confirm')}
      </Button>
      <Button look="quiet" onPress={onBack}>
        {t('back')}
      </Button>
    </form>
  );
}
