import { useMutation, useQueryClient } from '@tanstack/react-query';
import { PersonView } from '../../../modules/complaints/person/contract.ts';
import { ReasonDialog } from '../../components/reason-dialog.tsx';
import { api } from '../../lib/api.ts';
import { toast } from '../../lib/toast.ts';
import { t } from './words.ts';

type Props = { personId: string; identityId: string; what: string; onClose: () => void };

/** Takes an identity out of the person, with a reason. */
export function SplitDialog({ personId, identityId, what, onClose }: Props) {
  const queryClient = useQueryClient();
  const split = useMutation({
    mutationFn: (reason: string) => api.post(`/api/v1/persons/${personId}/split`, { identityId, reason }, PersonView),
    meta: { quiet: true },
    onSuccess: async (view) => {
      queryClient.setQueryData(['person', personId], view);
      toast(t('done'));
      onClose();
      await queryClient.invalidateQueries({ queryKey: ['case-person'] });
    },
  });
  return (
    <ReasonDialog
      title={t('splitTitle', { what })}
      label={t('reason')}
      help={t('reasonHelp')}
      submit={t('splitOff')}
      isDanger
      isPending={split.isPending}
      fault={split.error?.message ?? null}
      onClose={onClose}
      onReason={(reason) => split.mutate(reason)}
    >
      {t('splitBody')}
    </ReasonDialog>
  );
}
