import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ClockRuleDraft, ClockRuleView } from '../../../../modules/complaints/contract.ts';
import { ComboBox } from '../../../components/combo-box.tsx';
import { DatePicker } from '../../../components/date-field.tsx';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { RadioGroup } from '../../../components/radio-group.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { api } from '../../../lib/api.ts';
import { nameOf, useDirectory } from '../../../lib/directory.ts';
import { problemAt, sentenceOf } from '../../../lib/field-problem.ts';
import { toast } from '../../../lib/toast.ts';
import { today } from '../../../lib/today.ts';
import { t as settings } from '../words.ts';
import { t } from './words.ts';

const EVERY = 'every';
type Given = {
  clock: 'citizen' | 'department';
  categoryId: string | null;
  countMethod: 'calendar-s64' | 'working-time';
  length: string;
  legalSource: string;
  effectiveFrom: string;
};
const shape = ClockRuleDraft.shape;

function draftOf({ length, ...given }: Given): unknown {
  const n = Number(length);
  const isCalendar = given.countMethod === 'calendar-s64';
  return {
    ...given,
    code: `${given.clock}-${n}-${isCalendar ? 'days' : 'working-hours'}`,
    party: 'authority',
    days: isCalendar ? n : null,
    workingMinutes: isCalendar ? null : n * 60,
  };
}

/** A rule from today or later; what was promised under the one before it stays. */
export function RuleDialog({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const { categories } = useDirectory();
  const [given, setGiven] = useState<Given>({
    clock: 'citizen',
    categoryId: null,
    countMethod: 'calendar-s64',
    length: '',
    legalSource: '',
    effectiveFrom: today(),
  });
  const [checked, setChecked] = useState(false);
  const set = (part: Partial<Given>): void => setGiven((before) => ({ ...before, ...part }));
  const save = useMutation({
    mutationFn: () => api.post('/api/v1/clock-rules', draftOf(given), ClockRuleView),
    meta: { quiet: true },
    onSuccess: async () => {
      toast(settings('saved'));
      await queryClient.invalidateQueries({ queryKey: ['clock-rules'] });
      onClose();
    },
  });
  const lengthWrong = checked && !(Number(given.length) >= 1);
  const sourceMissing = checked && given.legalSource.trim() === '';
  const submit = (): void => {
    setChecked(true);
    if (Number(given.length) >= 1 && given.legalSource.trim() !== '') save.mutate();
  };
  const isCalendar = given.countMethod === 'calendar-s64';
  const past = problemAt(save.error, '/effectiveFrom') !== null;
  return (
    <FormDialog
      title={t('addRule')}
      onClose={onClose}
      onSubmit={submit}
      isPending={save.isPending}
      fault={save.error === null ? null : past ? t('inPast') : sentenceOf(save.error, settings('failed'))}
    >
      <RadioGroup
        label={t('whose')}
        orientation="horizontal"
        value={given.clock}
        onChange={(clock) => set({ clock: shape.clock.parse(clock) })}
        options={[
          { id: 'citizen', label: t('citizen') },
          { id: 'department', label: t('department') },
        ]}
      />
      <ComboBox
        label={t('category')}
        options={[
          { id: EVERY, label: t('everyCategory') },
          ...categories.map((each) => ({ id: each.id, label: nameOf(each) })),
        ]}
        value={given.categoryId ?? EVERY}
        onChange={(id) => set({ categoryId: id === EVERY ? null : id })}
      />
      <RadioGroup
        label={t('method')}
        value={given.countMethod}
        onChange={(method) => set({ countMethod: shape.countMethod.parse(method) })}
        options={[
          { id: 'calendar-s64', label: t('calendar'), detail: t('calendarHelp') },
          { id: 'working-time', label: t('working'), detail: t('workingHelp') },
        ]}
      />
      <div className="w-40">
        <TextField
          label={t(isCalendar ? 'daysField' : 'hoursField')}
          inputMode="numeric"
          value={given.length}
          onChange={(length) => set({ length: length.replaceAll(/\D/g, '').slice(0, 4) })}
          error={lengthWrong ? t('lengthMissing') : undefined}
        />
      </div>
      <TextField
        label={t('legalSource')}
        help={t('legalHelp')}
        maxLength={500}
        value={given.legalSource}
        onChange={(legalSource) => set({ legalSource })}
        error={sourceMissing ? settings('missing') : undefined}
      />
      <DatePicker
        label={settings('from')}
        help={t('rulesLead')}
        min={today()}
        value={given.effectiveFrom}
        onChange={(day) => set({ effectiveFrom: day ?? today() })}
      />
    </FormDialog>
  );
}
