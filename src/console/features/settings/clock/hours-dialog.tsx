import { useMutation, useQueryClient } from '@tanstack/react-query';
import Plus from 'lucide-react/icons/plus';
import X from 'lucide-react/icons/x';
import { useState } from 'react';
import { WorkingHoursView } from '../../../../modules/complaints/contract.ts';
import { DatePicker } from '../../../components/date-field.tsx';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { api } from '../../../lib/api.ts';
import { problemAt, sentenceOf } from '../../../lib/field-problem.ts';
import { toast } from '../../../lib/toast.ts';
import { today } from '../../../lib/today.ts';
import { t as settings } from '../words.ts';
import type { Hours } from './queries.ts';
import { asTime, WEEK, weekdayWord, weekProblem } from './week.ts';
import { t } from './words.ts';

type Block = { from: string; to: string };
const MOST = 6;

export function HoursDialog({ current, onClose }: { current: Hours | undefined; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [blocks, setBlocks] = useState<Hours['blocks']>(
    () => current?.blocks ?? Array.from({ length: 7 }, (): Block[] => []),
  );
  const [effectiveFrom, setFrom] = useState(today);
  const [problem, setProblem] = useState<ReturnType<typeof weekProblem>>(null);
  const save = useMutation({
    mutationFn: () => api.post('/api/v1/working-hours', { effectiveFrom, blocks }, WorkingHoursView),
    meta: { quiet: true },
    onSuccess: async () => {
      toast(settings('saved'));
      await queryClient.invalidateQueries({ queryKey: ['working-hours'] });
      onClose();
    },
  });
  const submit = (): void => {
    const found = weekProblem(blocks);
    setProblem(found);
    if (found === null) save.mutate();
  };
  const past = problemAt(save.error, '/effectiveFrom') !== null;
  const refused = save.error === null ? null : past ? t('inPast') : sentenceOf(save.error, settings('failed'));
  return (
    <FormDialog
      title={t('editHours')}
      onClose={onClose}
      onSubmit={submit}
      isPending={save.isPending}
      fault={problem === null ? refused : t(problem)}
      width="wide"
    >
      <div className="flex flex-col divide-y divide-line">
        {WEEK.map((weekday) => (
          <DayBlocks
            key={weekday}
            day={weekdayWord(weekday)}
            blocks={blocks[weekday] ?? []}
            onChange={(next) => setBlocks(blocks.map((each, at) => (at === weekday ? next : each)))}
          />
        ))}
      </div>
      <DatePicker
        label={settings('from')}
        min={today()}
        value={effectiveFrom}
        onChange={(day) => setFrom(day ?? today())}
      />
    </FormDialog>
  );
}

type DayProps = { day: string; blocks: readonly Block[]; onChange: (blocks: Block[]) => void };

function DayBlocks({ day, blocks, onChange }: DayProps) {
  const set = (at: number, part: Partial<Block>): void =>
    onChange(blocks.map((block, other) => (other === at ? { ...block, ...part } : block)));
  return (
    <fieldset className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2">
      <legend className="float-start w-28 py-1 font-head font-semibold">{day}</legend>
      {blocks.length === 0 ? <span className="text-ink-faint">{t('closed')}</span> : null}
      {blocks.map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a block has no name but its place in the day.
        <span key={at} className="inline-flex items-center gap-1">
          {(['from', 'to'] as const).map((end) => (
            <input
              key={end}
              aria-label={t(end === 'from' ? 'fromField' : 'toField', { day, n: at + 1 })}
              className={`field-box w-20! text-center tabular-nums ${end === 'to' ? 'order-2' : ''}`}
              inputMode="numeric"
              maxLength={5}
              value={block[end]}
              onChange={(event) => set(at, { [end]: event.target.value })}
              onBlur={(event) => set(at, { [end]: asTime(event.target.value) })}
            />
          ))}
          <span aria-hidden className="order-1">
            –
          </span>
          <span className="order-3">
            <IconButton
              label={t('removeBlock', { from: block.from, to: block.to, day })}
              icon={<X size={16} aria-hidden />}
              onPress={() => onChange(blocks.filter((_, other) => other !== at))}
            />
          </span>
        </span>
      ))}
      <span className="ms-auto">
        <IconButton
          label={t('addBlock', { day })}
          icon={<Plus size={18} aria-hidden />}
          isDisabled={blocks.length >= MOST}
          onPress={() =>
            onChange([...blocks, blocks.length === 0 ? { from: '08:30', to: '12:00' } : { from: '', to: '' }])
          }
        />
      </span>
    </fieldset>
  );
}
