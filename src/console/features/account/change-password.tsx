import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { FormFault } from '../../components/form-fault.tsx';
import { isLongEnough, NewPasswordField, passwordProblem } from '../../components/new-password-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { ApiError, api, nothing } from '../../lib/api.ts';
import { sentenceOf } from '../../lib/field-problem.ts';
import { useMe } from '../../lib/me.ts';
import { toast } from '../../lib/toast.ts';
import { t } from './words.ts';

export function ChangePassword() {
  const { user } = useMe();
  const queryClient = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [faults, setFaults] = useState<{ current?: string; next?: string }>({});
  const change = useMutation({
    mutationFn: () =>
      api.post(
        '/api/auth/change-password',
        { currentPassword: current, newPassword: next, revokeOtherSessions: true },
        nothing,
      ),
    meta: { quiet: true },
    onSuccess: () => {
      setCurrent('');
      setNext('');
      toast(t('passwordChanged'));
      void queryClient.invalidateQueries({ queryKey: ['sessions'] });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const found = {
      ...(current === '' ? { current: t('currentMissing') } : {}),
      ...(isLongEnough(next) ? {} : { next: t('tooShort') }),
    };
    setFaults(found);
    if (Object.keys(found).length === 0 && !change.isPending) change.mutate();
  };
  const refused = change.error;
  const wrongCurrent = refused instanceof ApiError && refused.code === 'wrong-credentials';
  const aboutNew = passwordProblem(refused);
  return (
    <form onSubmit={submit} noValidate className="flex max-w-md flex-col gap-3">
      {refused === null || wrongCurrent || aboutNew !== undefined ? null : (
        <FormFault>{sentenceOf(refused, t('failed'))}</FormFault>
      )}
      <input type="text" name="username" autoComplete="username" value={user.email} readOnly hidden />
      <TextField
        label={t('currentPassword')}
        type="password"
        autoComplete="current-password"
        value={current}
        onChange={setCurrent}
        error={faults.current ?? (wrongCurrent ? t('currentWrong') : undefined)}
      />
      <NewPasswordField label={t('newPassword')} value={next} onChange={setNext} error={faults.next ?? aboutNew} />
      <p className="text-14 text-ink-soft">{t('othersOut')}</p>
      <div>
        <Button type="submit" isPending={change.isPending}>
          {t('changePassword')}
        </Button>
      </div>
    </form>
  );
}
