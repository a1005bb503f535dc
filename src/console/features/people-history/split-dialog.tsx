import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { PersonView } from '../../../modules/complaints/person/contract.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { api } from '../../lib/api.ts';
import { toast } from '../../lib/toast.ts';
import { t } from './words.ts';

type Props = { personId: string; identityId: string; what: string; onClose: () => void };

/** Takes an identity out of the person, with a reason. */
export function SplitDialog({ personId, identityId, what, onClose }: Props) {
  const queryClient = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const isShort = reason.trim().length < 5;
  const split = useMutation({
    mutationFn: () => api.post(`/api/v1/persons/${personId}/split`, { identityId, reason }, PersonView),
    meta: { quiet: true },
    onSuccess: async (view) => {
      queryClient.setQueryData(['person', personId], view);
      toast(t('done'));
      onClose();
      await queryClient.invalidateQueries({ queryKey: ['case-person'] });
    },
  });
  return (
    <FormDialog
      title={t('splitTitle', { what })}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (!isShort) split.mutate();
      }}
      isPending={split.isPending}
      fault={split.error?.message ?? null}
      submit={t('splitOff')}
      isDanger
    >
      <p>{t('splitBody')}</p>
      <TextArea
        label={t('reason')}
        help={t('reasonHelp')}
        rows={2}
        maxLength={500}
        value={reason}
        onChange={setReason}
        autoFocus
        {...(tried && isShort ? { error: t('reasonHelp') } : {})}
      />
    </FormDialog>
  );
}
