import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { api } from '../../lib/api.ts';
import { sentenceOf } from '../../lib/field-problem.ts';
import { Me, meQuery, useMe } from '../../lib/me.ts';
import { toast } from '../../lib/toast.ts';
import { t } from './words.ts';

/** One's own name, as colleagues and printed receipts show it. */
export function OwnName() {
  const { user } = useMe();
  const queryClient = useQueryClient();
  const [name, setName] = useState(user.name);
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () => api.patch('/api/v1/me', { name: name.trim() }, Me),
    meta: { quiet: true },
    onSuccess: (me) => {
      queryClient.setQueryData(meQuery.queryKey, me);
      void queryClient.invalidateQueries({ queryKey: ['staff'] });
      toast(t('nameSaved'));
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (name.trim() !== '' && !save.isPending) save.mutate();
  };
  const fault = save.isError ? sentenceOf(save.error, t('failed')) : undefined;
  return (
    <form onSubmit={submit} noValidate className="flex max-w-md flex-col gap-3">
      <TextField
        label={t('name')}
        help={t('nameHelp')}
        autoComplete="name"
        maxLength={200}
        value={name}
        onChange={setName}
        error={tried && name.trim() === '' ? t('nameMissing') : fault}
      />
      <div>
        <Button type="submit" isPending={save.isPending} isDisabled={name.trim() === user.name}>
          {t('saveName')}
        </Button>
      </div>
    </form>
  );
}
