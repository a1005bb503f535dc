import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormDialog } from '../../components/form-dialog.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { api, nothing } from '../../lib/api.ts';
import { toast } from '../../lib/toast.ts';
import type { TaskView } from './queries.ts';
import { t } from './words.ts';

/** Says that a task is done, with its result, or drops it with the reason. */
export function EndDialog({
  task,
  outcome,
  onClose,
}: {
  task: TaskView;
  outcome: 'done' | 'dropped';
  onClose: () => void;
}) {
  const queryClient = useQueryClient();
  const [result, setResult] = useState('');
  const [tried, setTried] = useState(false);
  const lacks = outcome === 'dropped' && result.trim() === '';
  const end = useMutation({
    mutationFn: () => api.post(`/api/v1/tasks/${task.id}/end`, { version: task.version, outcome, result }, nothing),
    onSuccess: () => {
      toast(t('saved'));
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['tasks'] }),
  });
  return (
    <FormDialog
      title={t(outcome === 'done' ? 'finishTitle' : 'dropTitle')}
      submit={t(outcome === 'done' ? 'finish' : 'drop')}
      isDanger={outcome === 'dropped'}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (!lacks) end.mutate();
      }}
      isPending={end.isPending}
      fault={end.error?.message ?? null}
    >
      <p className="font-semibold">{task.title}</p>
      <TextArea
        label={t(outcome === 'done' ? 'result' : 'why')}
        optional={outcome === 'done'}
        value={result}
        onChange={setResult}
        autoFocus
        {...(tried && lacks ? { error: t('missingWhy') } : {})}
      />
    </FormDialog>
  );
}
