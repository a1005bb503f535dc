import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { z } from 'zod';
import type { InvitationFacts } from '../../../modules/people/contract.ts';
import { Button } from '../../components/button.tsx';
import { FormFault } from '../../components/form-fault.tsx';
import { isLongEnough, NewPasswordField, passwordProblem } from '../../components/new-password-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { ApiError, api, nothing } from '../../lib/api.ts';
import { sentenceOf } from '../../lib/field-problem.ts';
import { meQuery } from '../../lib/me.ts';
import { t } from './words.ts';

type Facts = z.infer<typeof InvitationFacts>;
type Given = { name: string; email: string; password: string };
type Faults = Partial<Record<keyof Given, string>>;

function check({ name, email, password }: Given, facts: Facts): Faults {
  return {
    ...(facts.kind !== 'reset' && name.trim() === '' ? { name: t('nameMissing') } : {}),
    ...(facts.email === '' && !z.email().safeParse(email.trim()).success ? { email: t('emailWrong') } : {}),
    ...(isLongEnough(password) ? {} : { password: t('passwordMissing') }),
  };
}

/** Name, e-mail where the link names none, password; then signs in with them. */
export function PasswordForm({ token, facts }: { token: string; facts: Facts }) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const [given, setGiven] = useState<Given>({ name: facts.name, email: facts.email, password: '' });
  const [faults, setFaults] = useState<Faults>({});
  const passwordBox = useRef<HTMLInputElement>(null);
  const set = (part: Partial<Given>): void => setGiven((before) => ({ ...before, ...part }));
  const attempt = useMutation({
    mutationFn: async () => {
      const { email } = await api.post(
        '/api/v1/invitations/accept',
        {
          token,
          password: given.password,
          ...(facts.kind === 'reset' ? {} : { name: given.name.trim() }),
          ...(facts.email === '' ? { email: given.email.trim() } : {}),
        },
        z.object({ email: z.string() }),
      );
      return signIn(email, given.password);
    },
    meta: { quiet: true },
    onSuccess: (signedIn) => {
      queryClient.removeQueries({ queryKey: meQuery.queryKey });
      router.history.replace(signedIn ? '/console/' : '/console/sign-in');
    },
    onError: () => passwordBox.current?.focus(),
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const found = check(given, facts);
    setFaults(found);
    if (Object.keys(found).length === 0 && !attempt.isPending) attempt.mutate();
    else if (found.name === undefined && found.email === undefined) passwordBox.current?.focus();
  };
  const refused = attempt.error;
  const aboutPassword = passwordProblem(refused);
  const taken = refused instanceof ApiError && refused.code === 'already-there';
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {refused === null || aboutPassword !== undefined ? null : (
        <FormFault>{taken ? t('taken') : sentenceOf(refused, t('failed'))}</FormFault>
      )}
      {facts.email === '' ? (
        <TextField
          label={t('email')}
          type="email"
          name="email"
          autoComplete="username"
          inputMode="email"
          value={given.email}
          onChange={(email) => set({ email })}
          error={faults.email}
        />
      ) : (
        <TextField label={t('email')} name="email" autoComplete="username" value={facts.email} isReadOnly />
      )}
      {facts.kind === 'reset' ? null : (
        <TextField
          label={t('name')}
          help={t('nameHelp')}
          name="name"
          autoComplete="name"
          maxLength={200}
          value={given.name}
          onChange={(name) => set({ name })}
          error={faults.name}
        />
      )}
      <NewPasswordField
        label={t('password')}
        value={given.password}
        onChange={(password) => {
          // What was refused is no longer what stands here.
          if (attempt.isError) attempt.reset();
          set({ password });
        }}
        error={faults.password ?? aboutPassword}
        inputRef={passwordBox}
      />
      <Button type="submit" look="primary" size="large" isPending={attempt.isPending}>
        {t('save')}
      </Button>
      <p className="text-14 text-ink-soft">{t('once')}</p>
    </form>
  );
}

/** False when a second factor (kept through a reset) or a pause is asked for: the sign-in page asks for it. */
async function signIn(email: string, password: string): Promise<boolean> {
  try {
    await api.post('/api/auth/sign-in/email', { email, password }, nothing);
    await api.get('/api/v1/me', z.unknown());
    return true;
  } catch {
    return false;
  }
}
