import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import { ComboBox } from '../../components/combo-box.tsx';
import { DatePicker } from '../../components/date-field.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { TextField } from '../../components/text-field.tsx';
import { api, nothing } from '../../lib/api.ts';
import { nameOf, useDirectory, useStaff } from '../../lib/directory.ts';
import { toast } from '../../lib/toast.ts';
import type { TaskView } from './queries.ts';
import { t } from './words.ts';

type Draft = Pick<TaskView, 'title' | 'detail' | 'ownerId' | 'departmentId' | 'dueOn' | 'stepId'>;
const EMPTY: Draft = { title: '', detail: '', ownerId: null, departmentId: null, dueOn: null, stepId: null };

/** The order, memo or plan step that a new task serves, and what the task is called at first. */
type From = { readonly paperId: string | null; readonly stepId: string | null; readonly about: string };

/** A new task, or a change of an open one. */
export function TaskDialog({ task, from, onClose }: { task: TaskView | null; from?: From; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { departments } = useDirectory();
  const staff = useStaff();
  const [draft, setDraft] = useState<Draft>(
    task ?? { ...EMPTY, title: from?.about ?? '', stepId: from?.stepId ?? null },
  );
  const [tried, setTried] = useState(false);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const nobody = draft.ownerId === null && draft.departmentId === null;
  const { title, detail, ownerId, departmentId, dueOn, stepId } = draft;
  const body = { title, detail, ownerId, departmentId, dueOn, stepId };
  const save = useMutation({
    mutationFn: () =>
      task === null
        ? api.post('/api/v1/tasks', { ...body, paperId: from?.paperId ?? null }, z.unknown())
        : api.put(`/api/v1/tasks/${task.id}`, { version: task.version, task: body }, nothing),
    onSuccess: () => {
      toast(t('saved'));
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['tasks'] }),
  });
  return (
    <FormDialog
      title={t(task === null ? 'add' : 'editTitle')}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (title.trim() !== '' && !nobody) save.mutate();
      }}
      isPending={save.isPending}
      fault={save.error?.message ?? null}
    >
      <TextField
        label={t('title')}
        value={title}
        onChange={(next) => change({ title: next })}
        isRequired
        maxLength={500}
        autoFocus
        {...(tried && title.trim() === '' ? { error: t('missingTitle') } : {})}
      />
      <TextArea label={t('detail')} rows={2} optional value={detail} onChange={(next) => change({ detail: next })} />
      {staff.length === 0 ? null : (
        <ComboBox
          label={t('owner')}
          help={t('ownerHelp')}
          optional
          value={ownerId}
          onChange={(next) => change({ ownerId: next })}
          options={staff
            .filter((each) => each.active)
            .map(({ id, name, position }) => ({ id, label: name, detail: position }))}
        />
      )}
      <ComboBox
        label={t('unit')}
        optional
        value={departmentId}
        onChange={(next) => change({ departmentId: next })}
        options={departments.map((each) => ({ id: each.id, label: nameOf(each) }))}
        {...(tried && nobody ? { error: t('missingOwner') } : {})}
      />
      <DatePicker label={t('dueOn')} optional value={dueOn} onChange={(next) => change({ dueOn: next })} />
    </FormDialog>
  );
}
