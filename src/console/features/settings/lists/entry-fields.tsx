import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CategoryData, CommunityData, type EntryDraft, GroupData } from '../../../../modules/people/contract.ts';
import { Checkbox } from '../../../components/checkbox.tsx';
import { ComboBox } from '../../../components/combo-box.tsx';
import { RadioGroup } from '../../../components/radio-group.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { nameOf } from '../../../lib/directory.ts';
import { problemAt } from '../../../lib/field-problem.ts';
import { directoryOnQuery } from './queries.ts';
import { QuestionFields } from './question-fields.tsx';
import { t } from './words.ts';

type Draft<Noun extends EntryDraft['noun']> = Extract<EntryDraft, { noun: Noun }>;
type Props<D extends EntryDraft> = {
  draft: D;
  onChange: (draft: EntryDraft) => void;
  error: unknown;
  /** Whether it was tried to save: then what is missing is said. */
  checked: boolean;
};

/** What is true of an entry beside its names: each of the five kinds has its own. */
export function EntryFields({ draft, ...rest }: Props<EntryDraft>) {
  const { onChange } = rest;
  switch (draft.noun) {
    case 'department':
      return <DepartmentFields draft={draft} {...rest} />;
    case 'category':
      return <CategoryFields draft={draft} {...rest} />;
    case 'group':
      return (
        <RadioGroup
          label={t('kind')}
          orientation="horizontal"
          value={draft.data.kind}
          onChange={(kind) => onChange({ ...draft, data: GroupData.parse({ kind }) })}
          options={[
            { id: 'recipient', label: t('recipient') },
            { id: 'stakeholder', label: t('stakeholder') },
          ]}
        />
      );
    case 'community':
      return <CommunityFields draft={draft} {...rest} />;
    case 'refusal-reason':
      return (
        <TextField
          label={t('legalSource')}
          maxLength={300}
          value={draft.data.legalSource}
          onChange={(legalSource) => onChange({ ...draft, data: { legalSource } })}
        />
      );
  }
}

function DepartmentFields({ draft, onChange, error }: Props<Draft<'department'>>) {
  const { data } = draft;
  const wrongEmail = problemAt(error, '/entry/data/email') ?? problemAt(error, '/data/email');
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <TextField
        label={t('phone')}
        maxLength={60}
        value={data.phone}
        onChange={(phone) => onChange({ ...draft, data: { ...data, phone } })}
      />
      <TextField
        label={t('email')}
        inputMode="email"
        value={data.email}
        onChange={(email) => onChange({ ...draft, data: { ...data, email: email.trim() } })}
        error={wrongEmail ?? undefined}
      />
    </div>
  );
}

const NONE = 'none';
const VISIBILITIES = ['normal', 'restricted', 'corruption'] as const;

function CategoryFields({ draft, onChange, checked }: Props<Draft<'category'>>) {
  const { data } = draft;
  const set = (part: Partial<Draft<'category'>['data']>) => onChange({ ...draft, data: { ...data, ...part } });
  const departments = useQuery(directoryOnQuery(draft.validFrom)).data?.departments ?? [];
  const [typed, setTyped] = useState(data.keywords.join(', '));
  return (
    <>
      <ComboBox
        label={t('department')}
        options={[
          { id: NONE, label: t('noDepartment') },
          ...departments.map((each) => ({ id: each.id, label: nameOf(each) })),
        ]}
        value={data.departmentId ?? NONE}
        onChange={(id) => set({ departmentId: id === NONE ? null : id })}
      />
      <RadioGroup
        label={t('visibility')}
        value={data.visibility}
        onChange={(visibility) => set({ visibility: CategoryData.shape.visibility.parse(visibility) })}
        options={VISIBILITIES.map((id) => ({ id, label: t(id), detail: t(`${id}Help`) }))}
      />
      <TextArea
        label={t('keywords')}
        help={t('keywordsHelp')}
        rows={2}
        value={typed}
        onChange={(text) => {
          setTyped(text);
          set({ keywords: wordsIn(text) });
        }}
      />
      <Checkbox isSelected={data.offered} onChange={(offered) => set({ offered })}>
        {t('offered')}
      </Checkbox>
      <QuestionFields questions={data.questions} onChange={(questions) => set({ questions })} checked={checked} />
    </>
  );
}

const wordsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,\n]/)
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ),
];

function CommunityFields({ draft, onChange }: Props<Draft<'community'>>) {
  const { data } = draft;
  const set = (part: Partial<Draft<'community'>['data']>) => onChange({ ...draft, data: { ...data, ...part } });
  return (
    <>
      <RadioGroup
        label={t('kind')}
        orientation="horizontal"
        value={data.kind}
        onChange={(kind) => set({ kind: CommunityData.shape.kind.parse(kind) })}
        options={[
          { id: 'community', label: t('community') },
          { id: 'village', label: t('village') },
        ]}
      />
      <TextField label={t('leader')} maxLength={200} value={data.leader} onChange={(leader) => set({ leader })} />
      <div className="grid gap-3 sm:grid-cols-2">
        {(['households', 'population'] as const).map((field) => (
          <TextField
            key={field}
            label={t(field)}
            inputMode="numeric"
            value={data[field]?.toString() ?? ''}
            onChange={(text) => set({ [field]: countIn(text) })}
          />
        ))}
      </div>
    </>
  );
}

const countIn = (text: string): number | null => {
  const digits = text.replaceAll(/\D/g, '').slice(0, 9);
  return digits === '' ? null : Number(digits);
};
