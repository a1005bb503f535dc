import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Entry } from '../../../../modules/people/contract.ts';
import { addDays } from '../../../../thai/index.ts';
import { DatePicker } from '../../../components/date-field.tsx';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { ApiError, api } from '../../../lib/api.ts';
import { nameOf } from '../../../lib/directory.ts';
import { sentenceOf } from '../../../lib/field-problem.ts';
import { toast } from '../../../lib/toast.ts';
import { fromTodayOn } from '../../../lib/today.ts';
import { t as settings } from '../words.ts';
import { isOvertaken, useSeenVersion } from './use-seen-version.ts';
import { t } from './words.ts';

/** Not in force from a day on; the entry was in force for one day at least. */
export function RetireDialog({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const queryClient = useQueryClient();
  const first = addDays(entry.validFrom, 1);
  const [from, setFrom] = useState(() => fromTodayOn(first));
  const seen = useSeenVersion(entry);
  const retire = useMutation({
    mutationFn: () => api.remove(`/api/v1/directory/${entry.id}`, Entry, { query: { from, version: seen.version } }),
    meta: { quiet: true },
    onError: seen.heed,
    onSuccess: async () => {
      toast(t('retired'));
      await queryClient.invalidateQueries({ queryKey: ['directory'] });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('retireTitle', { name: nameOf(entry) })}
      onClose={onClose}
      onSubmit={() => retire.mutate()}
      isPending={retire.isPending}
      submit={t('retire')}
      isDanger
      fault={retire.error === null ? null : faultOf(retire.error)}
    >
      <p>{t('retireBody')}</p>
      <DatePicker label={t('retireFrom')} min={first} value={from} onChange={(day) => setFrom(day ?? from)} />
    </FormDialog>
  );
}

function faultOf(error: unknown): string {
  if (isOvertaken(error)) return t('overtaken');
  if (!(error instanceof ApiError) || error.code !== 'in-use') return sentenceOf(error, settings('failed'));
  return JSON.stringify(error.detail).includes('staff') ? t('inUseStaff') : t('inUseCategory');
}
