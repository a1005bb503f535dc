import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Plus from 'lucide-react/icons/plus';
import Trash2 from 'lucide-react/icons/trash-2';
import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { ErrorPanel } from '../../../components/error-panel.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { Skeleton } from '../../../components/skeleton.tsx';
import { Table } from '../../../components/table.tsx';
import { api, nothing } from '../../../lib/api.ts';
import { useNames } from '../../../lib/directory.ts';
import { toast } from '../../../lib/toast.ts';
import { today } from '../../../lib/today.ts';
import { dayWord } from '../day-word.ts';
import { t as settings } from '../words.ts';
import { type Rule, rulesQuery } from './queries.ts';
import { RuleDialog } from './rule-dialog.tsx';
import { t } from './words.ts';

/** The working day that a length in working time is explained by. */
const DAY_HOURS = 7;

/** A rule's length for people. */
function lengthOf({ countMethod, days, workingMinutes }: Rule): string {
  if (countMethod === 'calendar-s64') return t('daysCalendar', { n: days ?? 0 });
  const hours = (workingMinutes ?? 0) / 60;
  return t('workingHours', { n: Math.round(hours * 10) / 10, d: Math.round((hours / DAY_HOURS) * 10) / 10 });
}

function stateOf({ effectiveFrom, effectiveTo }: Rule): 'now' | 'later' | 'past' {
  if (effectiveFrom > today()) return 'later';
  return effectiveTo === null || effectiveTo >= today() ? 'now' : 'past';
}

const FACE = { now: 'bg-done-tint text-done', later: 'bg-new-tint text-new', past: 'bg-closed-tint text-closed' };
const ORDER = { now: 0, later: 1, past: 2 };

export function RulesPanel({ mayEdit }: { mayEdit: boolean }) {
  const names = useNames();
  const queryClient = useQueryClient();
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Rule | null>(null);
  const withdraw = useMutation({
    mutationFn: (id: string) => api.remove(`/api/v1/clock-rules/${id}`, nothing),
    onSuccess: () => toast(t('ruleWithdrawn')),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: ['clock-rules'] });
      setLeaving(null);
    },
  });
  const { data, error, refetch } = useQuery(rulesQuery);
  if (error !== null) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={4} />;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-xl text-ink-soft">{t('rulesLead')}</p>
        {mayEdit ? (
          <Button look="primary" icon={<Plus size={18} aria-hidden />} onPress={() => setAdding(true)}>
            {t('addRule')}
          </Button>
        ) : null}
      </div>
      <Table
        caption={t('rules')}
        stacked
        rows={data.toSorted((a, b) => ORDER[stateOf(a)] - ORDER[stateOf(b)])}
        keyOf={({ id }) => id}
        columns={[
          {
            id: 'clock',
            header: t('whose'),
            isRowHeader: true,
            cell: ({ clock, categoryId }) => (
              <>
                {t(clock)}
                <span className="block font-normal text-ink-soft">
                  {categoryId === null ? t('everyCategory') : names.category(categoryId) || t('oneCategory')}
                </span>
              </>
            ),
          },
          { id: 'length', header: t('length'), cell: lengthOf },
          { id: 'law', header: t('legalSource'), cell: ({ legalSource }) => legalSource },
          {
            id: 'since',
            header: t('since'),
            cell: ({ effectiveFrom, effectiveTo }) => (
              <span className="whitespace-nowrap">
                {dayWord(effectiveFrom)}
                {effectiveTo === null ? null : (
                  <span className="block text-ink-soft">
                    {t('until')} {dayWord(effectiveTo)}
                  </span>
                )}
              </span>
            ),
          },
          {
            id: 'state',
            header: t('state'),
            cell: (rule) => (
              <span className={`rounded-full px-2.5 py-0.5 whitespace-nowrap ${FACE[stateOf(rule)]}`}>
                {t(stateOf(rule))}
              </span>
            ),
          },
          {
            id: 'actions',
            header: settings('actions'),
            align: 'end',
            cell: (rule) =>
              mayEdit && stateOf(rule) === 'later' ? (
                <IconButton
                  label={`${t('withdrawRule')}: ${t(rule.clock)} ${lengthOf(rule)}`}
                  icon={<Trash2 size={18} aria-hidden />}
                  onPress={() => setLeaving(rule)}
                />
              ) : null,
          },
        ]}
      />
      <ConfirmDialog
        title={t('withdrawTitle')}
        isOpen={leaving !== null}
        confirm={t('withdrawRule')}
        isDanger
        isPending={withdraw.isPending}
        onConfirm={() => {
          if (leaving !== null) withdraw.mutate(leaving.id);
        }}
        onClose={() => setLeaving(null)}
      >
        {leaving === null
          ? null
          : t('withdrawBody', { length: lengthOf(leaving), day: dayWord(leaving.effectiveFrom) })}
      </ConfirmDialog>
      {adding ? <RuleDialog onClose={() => setAdding(false)} /> : null}
    </div>
  );
}
