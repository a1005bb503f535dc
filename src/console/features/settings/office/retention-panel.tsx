import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import { type RetentionPeriod, RetentionView } from '../../../../modules/people/retention/contract.ts';
import { Asked } from '../../../components/asked.tsx';
import { Button } from '../../../components/button.tsx';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { api, nothing } from '../../../lib/api.ts';
import { toast } from '../../../lib/toast.ts';
import { today } from '../../../lib/today.ts';
import { dayWord } from '../day-word.ts';
import { useMayEdit } from '../may-edit.tsx';
import { RetentionDialog } from './retention-dialog.tsx';
import { keep } from './retention-words.ts';

const Retention = z.array(RetentionView);

/** What lies beside the cases, how long each is kept, and by which law. */
export function RetentionPanel() {
  const mayEdit = useMayEdit();
  const [changing, setChanging] = useState<RetentionView | null>(null);
  const [leaving, setLeaving] = useState<Coming | null>(null);
  const asked = useQuery({
    queryKey: ['retention'],
    queryFn: ({ signal }) => api.get('/api/v1/retention', Retention, { signal }),
  });
  return (
    <section aria-labelledby="retention" className="flex flex-col gap-3">
      <h2 id="retention" className="text-18">
        {keep('title')}
      </h2>
      <p className="text-ink-soft">{keep('lead')}</p>
      <Asked query={asked} rows={6}>
        {(views) =>
          views.map((view) => (
            <div key={view.what} className="card flex flex-col gap-1 p-4">
              <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
                <h3 className="text-16">{keep(view.what)}</h3>
                <span className="font-head font-semibold tabular-nums">{keep('days', { n: view.current.days })}</span>
              </div>
              <p>{keep(`${view.what}Help`)}</p>
              <p className="text-14 text-ink-soft">
                {sinceWords(view.current)} · {view.current.legalSource}
              </p>
              {comingOf(view).map((coming) => (
                <div key={coming.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  <p className="text-14 font-semibold text-soon">
                    {keep('coming', { day: coming.day, n: coming.days })}
                  </p>
                  {mayEdit ? (
                    <Button
                      size="small"
                      aria-label={keep('withdrawOf', { what: keep(view.what), n: coming.days, day: coming.day })}
                      onPress={() => setLeaving(coming)}
                    >
                      {keep('withdraw')}
                    </Button>
                  ) : null}
                </div>
              ))}
              {mayEdit ? (
                <div>
                  <Button
                    size="small"
                    aria-label={keep('changeOf', { what: keep(view.what) })}
                    onPress={() => setChanging(view)}
                  >
                    {keep('change')}
                  </Button>
                </div>
              ) : null}
            </div>
          ))
        }
      </Asked>
      {changing === null ? null : <RetentionDialog view={changing} onClose={() => setChanging(null)} />}
      {leaving === null ? null : <Withdraw coming={leaving} onClose={() => setLeaving(null)} />}
    </section>
  );
}

const sinceWords = ({ effectiveFrom }: RetentionPeriod): string =>
  effectiveFrom === null ? keep('usual') : keep('since', { day: dayWord(effectiveFrom) });

type Coming = { readonly id: string; readonly days: number; readonly day: string };
const comingOf = ({ others }: RetentionView): Coming[] =>
  others.flatMap(({ id, days, effectiveFrom }) =>
    id !== null && effectiveFrom !== null && effectiveFrom > today() ? [{ id, days, day: dayWord(effectiveFrom) }] : [],
  );

/** Takes back what has not begun. */
function Withdraw({ coming: { id, days, day }, onClose }: { coming: Coming; onClose: () => void }) {
  const queryClient = useQueryClient();
  const withdraw = useMutation({
    mutationFn: () => api.remove(`/api/v1/retention/${id}`, nothing),
    onSuccess: () => toast(keep('withdrawn')),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: ['retention'] });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={keep('withdrawTitle')}
      isOpen
      confirm={keep('withdraw')}
      isDanger
      isPending={withdraw.isPending}
      onConfirm={() => withdraw.mutate()}
      onClose={onClose}
    >
      {keep('withdrawBody', { n: days, day })}
    </ConfirmDialog>
  );
}
