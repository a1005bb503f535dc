import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { type CaseView, KINDS, Kind } from '../../../modules/complaints/contract.ts';
import type { Noun } from '../../../modules/people/contract.ts';
import { ComboBox } from '../../components/combo-box.tsx';
import { RadioGroup } from '../../components/radio-group.tsx';
import { Select } from '../../components/select.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { TextField } from '../../components/text-field.tsx';
import { caseWords } from '../../lib/case-words.ts';
import { nameOf, retiredAmong, useDirectory, useStaff } from '../../lib/directory.ts';
import { can, useMe } from '../../lib/me.ts';
import { t as shared } from '../../lib/words/t.ts';
import { SeenByFields } from './seen-by-fields.tsx';
import type { AskingStep, FieldName, StepForm } from './step-form.ts';
import { t } from './words.ts';

type Props = {
  step: AskingStep;
  form: StepForm;
  view: CaseView;
  onChange: (change: Partial<StepForm>) => void;
  missing: readonly FieldName[];
};
type Fault = (field: FieldName, choose?: boolean) => { error: string } | undefined;

export function StepFields(props: Props) {
  const { step, form, onChange, missing } = props;
  const fault: Fault = (field, choose = false) =>
    missing.includes(field) ? { error: t(choose ? 'chooseOne' : 'missing') } : undefined;
  return (
    <>
      {step === 'assign' ? <AssignFields {...props} fault={fault} /> : null}
      {step === 'classify' ? <ClassifyFields {...props} /> : null}
      {step === 'classify' ? <SeenByFields {...props} /> : null}
      {step === 'refuse' ? <ReasonField {...props} fault={fault} /> : null}
      {step === 'wait-agency' || step === 'transfer' ? (
        <TextField
          label={t('agency')}
          help={t('agencyHelp')}
          value={form.agency}
          onChange={(agency) => onChange({ agency })}
          maxLength={200}
          autoFocus
          {...fault('agency')}
        />
      ) : null}
      <TextArea
        label={t(step === 'assign' ? 'noteInternal' : step === 'classify' ? 'noteClassify' : 'notePublic')}
        optional={step !== 'transfer' && step !== 'refuse' && step !== 'reopen' && form.shownTo === null}
        rows={3}
        value={form.note}
        onChange={(note) => onChange({ note })}
        maxLength={20_000}
        autoFocus={step === 'close' || step === 'reopen'}
        {...fault('note')}
      />
    </>
  );
}

function AssignFields({ form, view: { mayHold }, onChange, fault }: Props & { fault: Fault }) {
  const { departments } = useDirectory();
  const staff = useStaff();
  const me = useMe();
  // A head assigns within the department; the desk to any.
  const open = departments.filter((entry) => can(me, 'complaint.assign') || entry.id === me.user.departmentId);
  const officers = staff.filter(({ id, departmentId }) => departmentId === form.departmentId && mayHold.includes(id));
  const nobodyHears = form.departmentId !== null && staff.length > 0 && officers.length === 0;
  return (
    <>
      <ComboBox
        label={t('department')}
        options={open.map((entry) => ({ id: entry.id, label: nameOf(entry) }))}
        value={form.departmentId}
        onChange={(departmentId) => onChange(departmentId === form.departmentId ? {} : { departmentId, ownerId: null })}
        opensOn="input"
        autoFocus
        {...fault('departmentId', true)}
      />
      {nobodyHears ? (
        <p role="status" className="flex items-start gap-2 text-overdue">
          <TriangleAlert size={20} className="mt-0.5 shrink-0" aria-hidden />
          {t('nobodyHears')}
        </p>
      ) : null}
      <ComboBox
        label={t('owner')}
        help={t('ownerHelp')}
        optional
        isDisabled={form.departmentId === null}
        options={officers.map(({ id, name, position }) => ({
          id,
          label: name,
          ...(position === '' ? {} : { detail: position }),
        }))}
        value={form.ownerId}
        onChange={(ownerId) => onChange({ ownerId })}
      />
    </>
  );
}

function ReasonField({ form, onChange, fault }: Props & { fault: Fault }) {
  const { refusalReasons } = useDirectory();
  return (
    <RadioGroup
      label={t('reason')}
      options={refusalReasons.map((entry) => ({
        id: entry.id,
        label: nameOf(entry),
        detail: t('legalSource', { source: entry.data.legalSource }),
      }))}
      value={form.reasonId}
      onChange={(reasonId) => onChange({ reasonId })}
      {...fault('reasonId', true)}
    />
  );
}

/** Another category or kind may ask for fewer eyes: who is to see it is then chosen anew. */
const AS_IT_IS = { shownTo: null, hasReadToWhom: false } as const;

function ClassifyFields({ form, onChange, view: { row, groupId } }: Props) {
  const { categories, communities, groups, others } = useDirectory();
  const staff = useStaff();
  // What the case was filed under may stay, though it is retired and nothing new goes there.
  const options = (noun: Noun, list: readonly { id: string; nameTh: string; nameEn: string }[], was: string | null) => [
    ...list.map((entry) => ({ id: entry.id, label: nameOf(entry) })),
    ...retiredAmong(others, noun, list)
      .filter(({ id }) => id === was)
      .map((entry) => ({ id: entry.id, label: nameOf(entry), detail: shared('retired') })),
  ];
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <ComboBox
        label={t('category')}
        options={options('category', categories, row.categoryId)}
        value={form.categoryId}
        onChange={(categoryId) => onChange({ categoryId, ...AS_IT_IS })}
      />
      <ComboBox
        label={t('community')}
        options={options('community', communities, row.communityId)}
        value={form.communityId}
        onChange={(communityId) => onChange({ communityId })}
      />
      <ComboBox
        label={t('kind')}
        options={KINDS.map((id) => ({ id, label: caseWords(`kind-${id}`) }))}
        value={form.kind}
        onChange={(id) => onChange({ kind: Kind.catch(form.kind).parse(id), ...AS_IT_IS })}
      />
      <Select
        label={t('severity')}
        options={(['normal', 'urgent'] as const).map((id) => ({ id, label: t(`severity-${id}`) }))}
        value={form.severity}
        onChange={(id) => onChange({ severity: id === 'urgent' ? 'urgent' : 'normal' })}
      />
      <ComboBox
        label={t('group')}
        options={options('group', groups, groupId)}
        value={form.groupId}
        onChange={(groupId) => onChange({ groupId })}
      />
      <ComboBox
        label={t('respondent')}
        help={t('respondentHelp')}
        optional
        options={staff.map(({ id, name, position }) => ({
          id,
          label: name,
          ...(position === '' ? {} : { detail: position }),
        }))}
        value={form.respondentId}
        onChange={(respondentId) => onChange({ respondentId })}
      />
    </div>
  );
}
