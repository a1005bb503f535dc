import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { EvidenceChoice } from '../../../../modules/plans/contract.ts';
import { Checkbox } from '../../../components/checkbox.tsx';
import { Select } from '../../../components/select.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { nameOf, useDirectory } from '../../../lib/directory.ts';
import { committeesQuery, measuresQuery } from '../queries.ts';
import { fieldsOf, initialSettings, readFigure, type SettingField } from './schema-fields.ts';
import { t } from './words.ts';

const NONE = 'none';
const MANUAL = 'manual';
const ANY = 'any';
type Props = { value: EvidenceChoice | null; onChange: (value: EvidenceChoice | null) => void };

/** By what a step's months are judged: a rule of the catalogue with its settings, a person, or nothing yet. */
export function EvidenceField({ value, onChange }: Props) {
  const { data: measures = [] } = useQuery(measuresQuery());
  const chosen = value === null ? NONE : value.kind === 'manual' ? MANUAL : value.rule;
  const measure = measures.find(({ id }) => id === chosen);
  const options = [
    { id: NONE, label: t('noRule') },
    { id: MANUAL, label: t('manual') },
    ...measures.map(({ id, title, help }) => ({ id, label: title, detail: help })),
    ...(value?.kind === 'rule' && measure === undefined && measures.length > 0
      ? [{ id: value.rule, label: t('unknownRule', { rule: value.rule }), disabled: true }]
      : []),
  ];
  const choose = (id: string): void => {
    if (id === NONE) onChange(null);
    else if (id === MANUAL) onChange({ kind: 'manual', needs: '' });
    else
      onChange({
        kind: 'rule',
        rule: id,
        settings: initialSettings(measures.find((each) => each.id === id)?.settings),
      });
  };
  return (
    <div className="flex flex-col gap-3">
      <Select
        label={t('evidence')}
        help={measure === undefined ? t('evidenceHelp') : `${measure.help} · ${t(measure.cadence)}`}
        value={chosen}
        onChange={choose}
        options={options}
      />
      {value?.kind === 'manual' ? (
        <TextField label={t('needs')} value={value.needs} onChange={(needs) => onChange({ kind: 'manual', needs })} />
      ) : null}
      {value?.kind === 'rule' && measure !== undefined ? (
        <div className="grid gap-3 sm:grid-cols-2">
          {fieldsOf(measure.settings).map((field) => (
            <Setting
              key={field.name}
              field={field}
              value={value.settings[field.name] ?? field.initial ?? null}
              onChange={(next) => onChange({ ...value, settings: { ...value.settings, [field.name]: next } })}
            />
          ))}
        </div>
      ) : null}
    </div>
  );
}

const SETTINGS = ['committeeId', 'departmentId', 'minutesApproved', 'percent', 'period', 'least', 'each'] as const;
const OPTIONS = ['month', 'quarter', 'year'] as const;
const labelOf = (name: string): string => {
  const known = SETTINGS.find((each) => each === name);
  return known === undefined ? name : t(`set_${known}`);
};
const optionOf = (name: string): string => {
  const known = OPTIONS.find((each) => each === name);
  return known === undefined ? name : t(`option_${known}`);
};

type SettingProps = { field: SettingField; value: unknown; onChange: (value: unknown) => void };
function Setting({ field, value, onChange }: SettingProps) {
  const label = labelOf(field.name);
  if (field.kind === 'committee') return <CommitteeSelect {...{ label, value, onChange }} />;
  if (field.kind === 'department') return <DepartmentSelect {...{ label, value, onChange }} />;
  if (field.kind === 'yes-no') {
    return (
      <Checkbox isSelected={value === true} onChange={onChange}>
        {label}
      </Checkbox>
    );
  }
  if (field.kind === 'choice') {
    return (
      <Select
        label={label}
        value={typeof value === 'string' ? value : null}
        onChange={onChange}
        options={field.options.map((id) => ({ id, label: optionOf(id) }))}
      />
    );
  }
  if (field.kind === 'text') {
    return <TextField label={label} value={typeof value === 'string' ? value : ''} onChange={onChange} />;
  }
  return <FigureSetting label={label} field={field} value={value} onChange={onChange} />;
}

/** A figure within its bounds. What is none, or lies beyond them, stays as typed, is said, and changes nothing. */
function FigureSetting({ label, field, value, onChange }: ChoiceProps & { field: SettingField }) {
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed !== null && readFigure(typed, field) === null;
  const within = [
    ...(field.least === null ? [] : [`≥ ${field.least.toLocaleString('en-US')}`]),
    ...(field.most === null ? [] : [`≤ ${field.most.toLocaleString('en-US')}`]),
  ].join(' · ');
  return (
    <TextField
      label={label}
      help={within}
      inputMode={field.isWhole ? 'numeric' : 'decimal'}
      value={typed ?? (typeof value === 'number' ? String(value) : '')}
      onChange={(next) => {
        setTyped(next);
        const figure = readFigure(next, field);
        if (figure !== null) onChange(figure);
      }}
      onBlur={() => {
        if (!wrong) setTyped(null);
      }}
      error={wrong ? t('wrongFigure', { within }) : undefined}
    />
  );
}

type ChoiceProps = { label: string; value: unknown; onChange: (value: unknown) => void };
function CommitteeSelect({ label, value, onChange }: ChoiceProps) {
  const { data: committees = [] } = useQuery(committeesQuery);
  return (
    <Select
      label={label}
      value={typeof value === 'string' ? value : ANY}
      onChange={(id) => onChange(id === ANY ? null : id)}
      options={[{ id: ANY, label: t('any') }, ...committees.map(({ id, name }) => ({ id, label: name }))]}
    />
  );
}

function DepartmentSelect({ label, value, onChange }: ChoiceProps) {
  const { departments } = useDirectory();
  return (
    <Select
      label={label}
      value={typeof value === 'string' ? value : ANY}
      onChange={(id) => onChange(id === ANY ? null : id)}
      options={[{ id: ANY, label: t('any') }, ...departments.map((each) => ({ id: each.id, label: nameOf(each) }))]}
    />
  );
}
