import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import { MOST_DAYS, RetentionView } from '../../../../modules/people/retention/contract.ts';
import { DatePicker } from '../../../components/date-field.tsx';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { ApiError, api } from '../../../lib/api.ts';
import { sentenceOf } from '../../../lib/field-problem.ts';
import { toast } from '../../../lib/toast.ts';
import { today } from '../../../lib/today.ts';
import { t as settings } from '../words.ts';
import { keep } from './retention-words.ts';

/** Another period from a day on; begins from the one in force. */
export function RetentionDialog({ view, onClose }: { view: RetentionView; onClose: () => void }) {
  const { what, least, current } = view;
  const queryClient = useQueryClient();
  const [days, setDays] = useState(String(current.days));
  const [legalSource, setSource] = useState(current.legalSource);
  const [effectiveFrom, setFrom] = useState(today);
  const [checked, setChecked] = useState(false);
  const save = useMutation({
    mutationFn: () =>
      api.post('/api/v1/retention', { what, days: Number(days), effectiveFrom, legalSource }, z.array(RetentionView)),
    meta: { quiet: true },
    onSuccess: async () => {
      toast(settings('saved'));
      await queryClient.invalidateQueries({ queryKey: ['retention'] });
      onClose();
    },
  });
  const count = /^\d{1,4}$/.test(days.trim()) ? Number(days) : Number.NaN;
  const isRight = count >= least && count <= MOST_DAYS;
  const between = keep('between', { least, most: MOST_DAYS });
  const fault = (error: unknown): string =>
    error instanceof ApiError && error.code === 'already-there' ? keep('taken') : sentenceOf(error, settings('failed'));
  return (
    <FormDialog
      title={keep('changeOf', { what: keep(what) })}
      onClose={onClose}
      onSubmit={() => {
        setChecked(true);
        if (isRight && legalSource.trim() !== '') save.mutate();
      }}
      isPending={save.isPending}
      fault={save.error === null ? null : fault(save.error)}
    >
      <TextField
        label={keep('howMany')}
        help={between}
        inputMode="numeric"
        value={days}
        onChange={setDays}
        error={checked && !isRight ? between : undefined}
        autoFocus
      />
      {isRight && count < current.days ? <p className="text-14 font-semibold text-soon">{keep('shorter')}</p> : null}
      <TextArea
        label={keep('source')}
        help={keep('sourceHelp')}
        rows={3}
        maxLength={1000}
        value={legalSource}
        onChange={setSource}
        error={checked && legalSource.trim() === '' ? settings('missing') : undefined}
      />
      <DatePicker
        label={settings('from')}
        min={today()}
        value={effectiveFrom}
        onChange={(day) => setFrom(day ?? today())}
      />
    </FormDialog>
  );
}
