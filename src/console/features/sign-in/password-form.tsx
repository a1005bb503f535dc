import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import Eye from 'lucide-react/icons/eye';
import EyeOff from 'lucide-react/icons/eye-off';
import { type FormEvent, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { FormFault } from '../../components/form-fault.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { faultWords, signIn } from './authenticate.ts';
import { t } from './words.ts';

type Faults = { email?: string; password?: string };

function check(email: string, password: string): Faults {
  return {
    ...(email === '' ? { email: t('emailMissing') } : /^\S+@\S+\.\S+$/.test(email) ? {} : { email: t('emailWrong') }),
    ...(password === '' ? { password: t('passwordMissing') } : {}),
  };
}

type Props = {
  /** Whose address it probably is. */
  startsWith?: string;
  onSignedIn: () => void;
  onCodeWanted: () => void;
};

export function PasswordForm({ startsWith = '', onSignedIn, onCodeWanted }: Props) {
  const [email, setEmail] = useState(startsWith);
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [faults, setFaults] = useState<Faults>({});
  const emailBox = useRef<HTMLInputElement>(null);
  const passwordBox = useRef<HTMLInputElement>(null);
  const attempt = useMutation({
    mutationFn: () => signIn(email.trim(), password),
    meta: { quiet: true },
    onSuccess: (next) => (next === 'signed-in' ? onSignedIn() : onCodeWanted()),
    onError: () => passwordBox.current?.focus(),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const found = check(email.trim(), password);
    setFaults(found);
    if (found.email !== undefined) emailBox.current?.focus();
    else if (found.password !== undefined) passwordBox.current?.focus();
    else if (!attempt.isPending) attempt.mutate();
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {attempt.isError ? <FormFault>{faultWords(attempt.error, t('refused'))}</FormFault> : null}
      <TextField
        label={t('email')}
        help={t('emailHelp')}
        type="email"
        name="email"
        autoComplete="username"
        inputMode="email"
        value={email}
        onChange={setEmail}
        error={faults.email}
        inputRef={emailBox}
        autoFocus={startsWith === ''}
      />
      <TextField
        label={t('password')}
        type={shown ? 'text' : 'password'}
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        error={faults.password}
        inputRef={passwordBox}
        autoFocus={startsWith !== ''}
        after={
          <IconButton
            label={t(shown ? 'hidePassword' : 'showPassword')}
            icon={shown ? <EyeOff size={19} aria-hidden /> : <Eye size={19} aria-hidden />}
            onPress={() => setShown(!shown)}
          />
        }
      />
      <Button type="submit" look="primary" size="large" isPending={attempt.isPending}>
        {t('signIn')}
      </Button>
      <Link to="/forgot" className="self-start text-primary underline underline-offset-4">
        {t('forgot')}
      </Link>
    </form>
  );
}
