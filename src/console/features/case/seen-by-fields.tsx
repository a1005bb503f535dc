import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { CaseView } from '../../../modules/complaints/contract.ts';
import { Checkbox } from '../../components/checkbox.tsx';
import { Select } from '../../components/select.tsx';
import { useDirectory } from '../../lib/directory.ts';
import { can, useMe } from '../../lib/me.ts';
import { seen } from './seen-by-words.ts';
import type { FieldName, StepForm } from './step-form.ts';

type Props = {
  form: StepForm;
  view: CaseView;
  onChange: (change: Partial<StepForm>) => void;
  missing: readonly FieldName[];
};
type Visibility = CaseView['row']['visibility'];
const LEVELS = ['normal', 'restricted', 'corruption'] as const satisfies readonly Visibility[];
const levelOf = (visibility: Visibility): number => LEVELS.indexOf(visibility);

/** For a confidential case, and whoever may show it to more people: who is to see it, and in full what that means. */
export function SeenByFields({ form, view: { row }, onChange, missing }: Props) {
  const { categories } = useDirectory();
  const me = useMe();
  const seesAll = row.visibility === 'corruption' ? 'complaint.read.corruption' : 'complaint.read.restricted';
  const category = categories.find((entry) => entry.id === form.categoryId)?.data.visibility ?? 'normal';
  const asked = form.kind === 'whistleblow' ? 'corruption' : category;
  const wider = (['restricted', 'normal'] as const).filter(
    (each) => levelOf(each) < levelOf(row.visibility) && levelOf(each) >= levelOf(asked),
  );
  if (wider.length === 0 || !can(me, seesAll) || !can(me, 'complaint.decide')) return null;
  return (
    <>
      <Select
        label={seen('seenBy')}
        help={seen('seenByHelp')}
        options={[
          { id: row.visibility, label: seen('seenByAsItIs'), detail: seen(`seenBy-${row.visibility}`) },
          ...wider.map((each) => ({ id: each, label: seen(`showTo-${each}`), detail: seen(`seenBy-${each}`) })),
        ]}
        value={form.shownTo ?? row.visibility}
        onChange={(id) => onChange({ shownTo: wider.find((each) => each === id) ?? null, hasReadToWhom: false })}
      />
      {form.shownTo === null ? null : (
        <div className="flex flex-col gap-1.5 rounded-control border border-danger bg-overdue-tint px-3 py-2">
          <p className="flex items-start gap-2 font-semibold text-overdue">
            <TriangleAlert size={20} className="mt-0.5 shrink-0" aria-hidden />
            {seen(`about-showTo-${form.shownTo}`)}
          </p>
          <p>{seen('about-showTo')}</p>
          <div {...(missing.includes('hasReadToWhom') ? { 'data-invalid': true } : {})}>
            <Checkbox isSelected={form.hasReadToWhom} onChange={(hasReadToWhom) => onChange({ hasReadToWhom })}>
              {seen('hasReadToWhom')}
            </Checkbox>
            {missing.includes('hasReadToWhom') ? (
              <p role="alert" className="text-14 font-semibold text-danger">
                {seen('tickFirst')}
              </p>
            ) : null}
          </div>
        </div>
      )}
    </>
  );
}
