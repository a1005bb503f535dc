import { useMutation, useQueryClient } from '@tanstack/react-query';
import { StaffMember } from '../../../../modules/people/contract.ts';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { api } from '../../../lib/api.ts';
import { toast } from '../../../lib/toast.ts';
import { t } from './words.ts';

/** For somebody who lost both the telephone and the backup codes. */
export function ClearFactorDialog({ member: { id, name }, onClose }: { member: StaffMember; onClose: () => void }) {
  const queryClient = useQueryClient();
  const clear = useMutation({
    mutationFn: () => api.post(`/api/v1/staff/${id}/clear-second-factor`, {}, StaffMember),
    onSuccess: () => {
      toast(t('clearFactorDone', { name }));
      void queryClient.invalidateQueries({ queryKey: ['staff'] });
    },
    onSettled: onClose,
  });
  return (
    <ConfirmDialog
      title={t('clearFactorTitle', { name })}
      isOpen
      isDanger
      confirm={t('clearFactor')}
      isPending={clear.isPending}
      onConfirm={() => clear.mutate()}
      onClose={onClose}
    >
      <p>{t('clearFactorBody')}</p>
    </ConfirmDialog>
  );
}
