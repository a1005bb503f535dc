import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { PrivacyNotice } from '../../../../modules/people/contract.ts';
import { DatePicker } from '../../../components/date-field.tsx';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { api } from '../../../lib/api.ts';
import { sentenceOf } from '../../../lib/field-problem.ts';
import { toast } from '../../../lib/toast.ts';
import { today } from '../../../lib/today.ts';
import { t as settings } from '../words.ts';
import { t } from './words.ts';

/** Begins from the words of the newest version. */
export function NoticeDialog({ before, onClose }: { before: PrivacyNotice | undefined; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [bodyTh, setTh] = useState(before?.bodyTh ?? '');
  const [bodyEn, setEn] = useState(before?.bodyEn ?? '');
  const [effectiveFrom, setFrom] = useState(today);
  const [checked, setChecked] = useState(false);
  const publish = useMutation({
    mutationFn: () => api.put('/api/v1/privacy-notice', { bodyTh, bodyEn, effectiveFrom }, PrivacyNotice),
    meta: { quiet: true },
    onSuccess: async () => {
      toast(settings('saved'));
      await queryClient.invalidateQueries({ queryKey: ['privacy-notices'] });
      onClose();
    },
  });
  const missing = (text: string): string | undefined =>
    checked && text.trim() === '' ? settings('missing') : undefined;
  // A version is never taken back: one that says the same is a press too many.
  const isSame = bodyTh.trim() === before?.bodyTh.trim() && bodyEn.trim() === before.bodyEn.trim();
  return (
    <FormDialog
      title={t('newVersion')}
      onClose={onClose}
      onSubmit={() => {
        setChecked(true);
        if (bodyTh.trim() !== '' && bodyEn.trim() !== '' && !isSame) publish.mutate();
      }}
      isPending={publish.isPending}
      submit={t('newVersion')}
      fault={publish.error === null ? null : sentenceOf(publish.error, settings('failed'))}
      width="wide"
    >
      <TextArea
        label={t('bodyTh')}
        rows={8}
        maxLength={50_000}
        value={bodyTh}
        onChange={setTh}
        error={missing(bodyTh) ?? (checked && isSame ? t('sameNotice') : undefined)}
      />
      <TextArea
        label={t('bodyEn')}
        rows={6}
        maxLength={50_000}
        value={bodyEn}
        onChange={setEn}
        error={missing(bodyEn)}
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
