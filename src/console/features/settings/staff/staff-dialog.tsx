import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { useState } from 'react';
import { HeldCases } from '../../../../modules/complaints/figures/contract.ts';
import { type StaffChange, StaffMember } from '../../../../modules/people/contract.ts';
import { Checkbox } from '../../../components/checkbox.tsx';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { ApiError, api } from '../../../lib/api.ts';
import { sentenceOf } from '../../../lib/field-problem.ts';
import { toast } from '../../../lib/toast.ts';
import { t as settings } from '../words.ts';
import { DepartmentField } from './department-field.tsx';
import { RolesField } from './roles-field.tsx';
import { t } from './words.ts';

export function StaffDialog({ member, onClose }: { member: StaffMember; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { name, position, roles, departmentId, active } = member;
  const [change, setChange] = useState<StaffChange & { name: string }>({ name, position, roles, departmentId, active });
  const set = (part: Partial<typeof change>): void => setChange((before) => ({ ...before, ...part }));
  const save = useMutation({
    mutationFn: () => api.patch(`/api/v1/staff/${member.id}`, change, StaffMember),
    meta: { quiet: true },
    onSuccess: async () => {
      toast(settings('saved'));
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: ['staff'] }),
        queryClient.invalidateQueries({ queryKey: ['me'] }),
      ]);
      onClose();
    },
  });
  const { data: held } = useQuery({
    queryKey: ['staff', member.id, 'held-cases'],
    queryFn: ({ signal }) => api.get(`/api/v1/staff/${member.id}/held-cases`, HeldCases, { signal }),
    enabled: member.active && (!change.active || change.departmentId !== departmentId),
  });
  const last = save.error instanceof ApiError && save.error.code === 'in-use';
  return (
    <FormDialog
      title={t('editTitle', { name: member.name })}
      onClose={onClose}
      onSubmit={() => {
        if (change.roles.length > 0 && change.name.trim() !== '') save.mutate();
      }}
      isPending={save.isPending}
      fault={save.error === null ? null : last ? t('lastAdministrator') : sentenceOf(save.error, settings('failed'))}
    >
      <TextField
        label={t('name')}
        autoFocus
        maxLength={200}
        value={change.name}
        onChange={(next) => set({ name: next })}
        error={change.name.trim() === '' ? settings('missing') : undefined}
      />
      <TextField
        label={t('position')}
        maxLength={200}
        value={change.position}
        onChange={(next) => set({ position: next })}
      />
      <DepartmentField value={change.departmentId} onChange={(id) => set({ departmentId: id })} />
      <RolesField
        value={change.roles}
        onChange={(next) => set({ roles: next })}
        error={change.roles.length === 0 ? t('rolesMissing') : undefined}
      />
      <Checkbox isSelected={change.active} onChange={(next) => set({ active: next })}>
        {t('activeField')}
      </Checkbox>
      {held === undefined || held.open === 0 ? null : (
        <p role="status" className="flex items-start gap-2 text-overdue">
          <TriangleAlert size={20} className="mt-0.5 shrink-0" aria-hidden />
          {t('holdsCases', { n: held.open })}
        </p>
      )}
    </FormDialog>
  );
}
