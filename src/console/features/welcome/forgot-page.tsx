import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { z } from 'zod';
import { Button, buttonFace } from '../../components/button.tsx';
import { FormFault } from '../../components/form-fault.tsx';
import { OpenPage } from '../../components/open-page.tsx';
import { TextField } from '../../components/text-field.tsx';
import { api, nothing } from '../../lib/api.ts';
import { sentenceOf } from '../../lib/field-problem.ts';
import { t } from './words.ts';

/** Asks for a link. The answer is the same whether or not there is such an account. */
export function ForgotPage() {
  const [email, setEmail] = useState('');
  const [wrong, setWrong] = useState(false);
  const asking = useMutation({
    mutationFn: () => api.post('/api/v1/password-resets', { email: email.trim() }, nothing),
    meta: { quiet: true },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const good = z.email().safeParse(email.trim()).success;
    setWrong(!good);
    if (good && !asking.isPending) asking.mutate();
  };
  if (asking.isSuccess) {
    return (
      <OpenPage title={t('sentTitle')} lead={t('sent', { email: email.trim() })}>
        <p>{t('sentNothing')}</p>
        <Link to="/sign-in" className={buttonFace()}>
          {t('toSignIn')}
        </Link>
      </OpenPage>
    );
  }
  return (
    <OpenPage title={t('forgotTitle')} lead={t('forgotLead')}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        {asking.isError ? <FormFault>{sentenceOf(asking.error, t('failed'))}</FormFault> : null}
        <TextField
          label={t('email')}
          type="email"
          name="email"
          autoComplete="username"
          inputMode="email"
          value={email}
          onChange={setEmail}
          error={wrong ? t('emailWrong') : undefined}
        />
        <Button type="submit" look="primary" size="large" isPending={asking.isPending}>
          {t('send')}
        </Button>
        <Link to="/sign-in" className={buttonFace('quiet')}>
          {t('toSignIn')}
        </Link>
      </form>
    </OpenPage>
  );
}
