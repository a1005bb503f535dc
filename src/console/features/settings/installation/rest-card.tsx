import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Installation, Resumed, Waiting } from '../../../../server/installation/contract.ts';
import { formatInstant } from '../../../../thai/index.ts';
import { Button } from '../../../components/button.tsx';
import { RadioGroup } from '../../../components/radio-group.tsx';
import { api } from '../../../lib/api.ts';
import { sentenceOf } from '../../../lib/field-problem.ts';
import { language } from '../../../lib/i18n.ts';
import { meQuery } from '../../../lib/me.ts';
import { toast } from '../../../lib/toast.ts';
import { t as settings } from '../words.ts';
import { t as rested } from './rest-words.ts';
import { INSTALLATION } from './use-installation.ts';
import { t } from './words.ts';

/** What came back from a backup goes to work when somebody who knows what happened since says so, and what becomes of what waited. */
export function RestCard({ rest }: { rest: NonNullable<Installation['rest']> }) {
  const queryClient = useQueryClient();
  const [waiting, setWaiting] = useState<Waiting>('keep-back');
  const start = useMutation({
    mutationFn: () => api.post('/api/v1/installation/resume', { waiting }, Resumed),
    onSuccess: ({ othersRest }) => (othersRest ? undefined : toast(t('started'))),
    onError: (error) => toast(sentenceOf(error, settings('failed')), { tone: 'error' }),
    onSettled: () =>
      Promise.all([INSTALLATION, meQuery.queryKey].map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  });
  return (
    <section className="card flex flex-col gap-3 border-accent bg-soon-tint p-4 sm:p-5">
      <h2 className="text-18">{rested('rests')}</h2>
      <p>{t('rest', { at: formatInstant(new Date(rest.snapshotAt), { lang: language() }) })}</p>
      {rest.waiting === 0 ? null : (
        <RadioGroup
          label={t('waitingChoice', { n: rest.waiting })}
          value={waiting}
          onChange={(value) => setWaiting(Waiting.parse(value))}
          options={[
            { id: 'keep-back', label: t('keepBack'), detail: t('keepBackHelp') },
            { id: 'send', label: t('send'), detail: t('sendHelp') },
          ]}
        />
      )}
      <div>
        <Button look="primary" onPress={() => start.mutate()} isPending={start.isPending}>
          {t('start')}
        </Button>
      </div>
    </section>
  );
}
