import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Board, PlanStep, SignedEvidence } from '../../../../modules/plans/contract.ts';
import { DatePicker } from '../../../components/date-field.tsx';
import { FileDrop } from '../../../components/file-drop.tsx';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { api, nothing } from '../../../lib/api.ts';
import { toast } from '../../../lib/toast.ts';
import { today } from '../../../lib/today.ts';
import { uploadFile } from '../../../lib/upload.ts';
import { daysOfMonth } from '../months.ts';
import { t } from '../words.ts';
import type { OpenCell } from './open-cell.ts';

const KINDS = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp'];
const earlier = (a: string, b: string): string => (a < b ? a : b);

function useSaved(said: string, onClose: () => void) {
  const queryClient = useQueryClient();
  return {
    meta: { quiet: true },
    onSuccess: () => {
      toast(said);
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['plans'] }),
  };
}

type SignProps = { board: Board; open: OpenCell; step: PlanStep; onClose: () => void };

/** A person signs that a step was done: on which day, with what result, and with which file. */
export function SignDialog({ board, open, step, onClose }: SignProps) {
  const { first, last } = daysOfMonth(board.year.fiscalYear, open.month);
  const latest = earlier(last, today());
  const [doneOn, setDoneOn] = useState<string | null>(latest < first ? null : latest);
  const [note, setNote] = useState('');
  const [files, setFiles] = useState<File[]>([]);
  const [tried, setTried] = useState(false);
  const [file] = files;
  const save = useMutation({
    mutationFn: async () => {
      const fileId = file === undefined ? null : await uploadFile(file);
      const body = { stepId: step.id, doneOn, note, fileId };
      return api.post(`/api/v1/plans/documents/${open.documentId}/evidence`, body, nothing);
    },
    ...useSaved(t('signed'), onClose),
  });
  const lacking = tried ? { error: t('missing') } : {};
  return (
    <FormDialog
      title={t('signTitle')}
      submit={t('sign')}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (doneOn !== null && note.trim() !== '') save.mutate();
      }}
      isPending={save.isPending}
      fault={save.error?.message ?? null}
    >
      <p>{step.text}</p>
      <DatePicker
        label={t('signDay')}
        value={doneOn}
        onChange={setDoneOn}
        min={daysOfMonth(board.year.fiscalYear, 1).first}
        max={earlier(daysOfMonth(board.year.fiscalYear, 12).last, today())}
        isRequired
        {...(doneOn === null ? lacking : {})}
      />
      <TextArea
        label={t('signNote')}
        rows={3}
        value={note}
        onChange={setNote}
        isRequired
        {...(note.trim() === '' ? lacking : {})}
      />
      <FileDrop label={t('signFile')} files={files} onChange={setFiles} maxFiles={1} accept={KINDS} />
    </FormDialog>
  );
}

export function TakeBackDialog({ evidence, onClose }: { evidence: SignedEvidence; onClose: () => void }) {
  const [why, setWhy] = useState('');
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () => api.post(`/api/v1/plans/evidence/${evidence.id}/take-back`, { why }, nothing),
    ...useSaved(t('takenBack'), onClose),
  });
  return (
    <FormDialog
      title={t('takeBack')}
      submit={t('takeBack')}
      isDanger
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (why.trim() !== '') save.mutate();
      }}
      isPending={save.isPending}
      fault={save.error?.message ?? null}
    >
      <p>{evidence.note}</p>
      <TextArea
        label={t('takeBackWhy')}
        rows={2}
        value={why}
        onChange={setWhy}
        autoFocus
        {...(tried && why.trim() === '' ? { error: t('missing') } : {})}
      />
    </FormDialog>
  );
}
