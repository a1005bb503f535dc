import type { PlanStep } from '../../../../modules/plans/contract.ts';
import { ComboBox } from '../../../components/combo-box.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { nameOf, useDirectory, useStaff } from '../../../lib/directory.ts';
import { EvidenceField } from './evidence-field.tsx';
import { MoneyField } from './money-field.tsx';
import { t } from './words.ts';

type Props = { step: PlanStep; onChange: (part: Partial<PlanStep>, field?: string) => void };

/** Who does it, by what it is measured, what it costs, and what proves it. */
export function StepDetails({ step, onChange }: Props) {
  const { departments } = useDirectory();
  const staff = useStaff();
  return (
    <div className="grid grid-cols-1 gap-3 rounded-control bg-sunken p-3 sm:grid-cols-2">
      {step.raw === null || step.raw === step.text ? null : (
        <p className="text-14 whitespace-pre-line text-ink-soft sm:col-span-2">{t('source', { raw: step.raw })}</p>
      )}
      <TextField
        label={t('responsible')}
        value={step.responsible}
        onChange={(responsible) => onChange({ responsible }, 'responsible')}
      />
      <ComboBox
        label={t('department')}
        optional
        value={step.departmentId}
        onChange={(departmentId) => onChange({ departmentId })}
        options={departments.map((each) => ({ id: each.id, label: nameOf(each) }))}
      />
      {staff.length === 0 ? null : (
        <ComboBox
          label={t('person')}
          optional
          value={step.ownerId}
          onChange={(ownerId) => onChange({ ownerId })}
          options={staff
            .filter(({ active, id }) => active || id === step.ownerId)
            .map(({ id, name, position }) => ({ id, label: name, detail: position }))}
        />
      )}
      <TextField label={t('target')} value={step.target} onChange={(target) => onChange({ target }, 'target')} />
      <TextField
        label={t('indicator')}
        value={step.indicator}
        onChange={(indicator) => onChange({ indicator }, 'indicator')}
      />
      <MoneyField
        label={t('budgetPlanned')}
        value={step.budgetPlanned}
        onChange={(budgetPlanned) => onChange({ budgetPlanned }, 'budgetPlanned')}
      />
      <MoneyField
        label={t('budgetSpent')}
        value={step.budgetSpent}
        onChange={(budgetSpent) => onChange({ budgetSpent }, 'budgetSpent')}
      />
      <TextArea label={t('risk')} rows={1} value={step.risk} onChange={(risk) => onChange({ risk }, 'risk')} />
      <div className="sm:col-span-2">
        <EvidenceField value={step.evidence} onChange={(evidence) => onChange({ evidence })} />
      </div>
    </div>
  );
}
