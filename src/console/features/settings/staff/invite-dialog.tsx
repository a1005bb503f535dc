import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import { InvitationMade } from '../../../../modules/people/contract.ts';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { ApiError, api } from '../../../lib/api.ts';
import { sentenceOf } from '../../../lib/field-problem.ts';
import { t as settings } from '../words.ts';
import { DepartmentField } from './department-field.tsx';
import { type Role, RolesField } from './roles-field.tsx';
import { t } from './words.ts';

export type Made = z.infer<typeof InvitationMade>;

export function InviteDialog({ onMade, onClose }: { onMade: (made: Made) => void; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [roles, setRoles] = useState<Role[]>([]);
  const [departmentId, setDepartment] = useState<string | null>(null);
  const [checked, setChecked] = useState(false);
  const invite = useMutation({
    mutationFn: () =>
      api.post('/api/v1/invitations', { name: name.trim(), email: email.trim(), roles, departmentId }, InvitationMade),
    meta: { quiet: true },
    onSuccess: (made) => {
      void queryClient.invalidateQueries({ queryKey: ['invitations'] });
      onMade(made);
    },
  });
  const emailGood = z.email().safeParse(email.trim()).success;
  const submit = (): void => {
    setChecked(true);
    if (name.trim() !== '' && emailGood && roles.length > 0) invite.mutate();
  };
  const taken = invite.error instanceof ApiError && invite.error.code === 'already-there';
  return (
    <FormDialog
      title={t('invite')}
      onClose={onClose}
      onSubmit={submit}
      isPending={invite.isPending}
      submit={t('invite')}
      fault={invite.error === null ? null : taken ? t('taken') : sentenceOf(invite.error, settings('failed'))}
    >
      <TextField
        label={t('name')}
        autoFocus
        autoComplete="off"
        maxLength={200}
        value={name}
        onChange={setName}
        error={checked && name.trim() === '' ? settings('missing') : undefined}
      />
      <TextField
        label={t('email')}
        autoComplete="off"
        inputMode="email"
        value={email}
        onChange={setEmail}
        error={checked && !emailGood ? t('emailWrong') : undefined}
      />
      <DepartmentField value={departmentId} onChange={setDepartment} />
      <RolesField
        value={roles}
        onChange={setRoles}
        error={checked && roles.length === 0 ? t('rolesMissing') : undefined}
      />
    </FormDialog>
  );
}
