import Trash2 from 'lucide-react/icons/trash-2';
import { ComboBox } from '../../components/combo-box.tsx';
import { DatePicker } from '../../components/date-field.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { nameOf, useDirectory, useStaff } from '../../lib/directory.ts';
import type { Resolution } from './minutes-draft.ts';
import { StepPicker } from './step-picker.tsx';
import { t } from './words.ts';

type Props = {
  resolution: Resolution;
  fiscalYear: number;
  onChange: (part: Partial<Resolution>) => void;
  onRemove: () => void;
};

/** What was resolved, by whom it is carried out and until when. */
export function ResolutionFields({ resolution, fiscalYear, onChange, onRemove }: Props) {
  const staff = useStaff();
  const { departments } = useDirectory();
  return (
    <fieldset className="flex flex-col gap-2 rounded-control border border-line p-3">
      <div className="flex items-start gap-2">
        <div className="grow">
          <TextArea
            label={t('resolution', { no: resolution.no })}
            rows={2}
            value={resolution.text}
            autoFocus={resolution.id === undefined}
            onChange={(text) => onChange({ text })}
          />
        </div>
        <IconButton
          label={t('removeResolution', { no: resolution.no })}
          icon={<Trash2 size={18} aria-hidden />}
          onPress={onRemove}
        />
      </div>
      <p className="text-14 text-ink-soft">{t('noTask')}</p>
      <div className="grid gap-2 sm:grid-cols-3">
        {staff.length === 0 ? null : (
          <ComboBox
            label={t('carriedOutBy')}
            optional
            value={resolution.ownerId}
            onChange={(ownerId) => onChange({ ownerId })}
            options={staff.filter((each) => each.active).map(({ id, name }) => ({ id, label: name }))}
          />
        )}
        <ComboBox
          label={t('unit')}
          optional
          value={resolution.departmentId}
          onChange={(departmentId) => onChange({ departmentId })}
          options={departments.map((each) => ({ id: each.id, label: nameOf(each) }))}
        />
        <DatePicker label={t('dueOn')} optional value={resolution.dueOn} onChange={(dueOn) => onChange({ dueOn })} />
      </div>
      <StepPicker fiscalYear={fiscalYear} value={resolution.stepIds} onChange={(stepIds) => onChange({ stepIds })} />
    </fieldset>
  );
}
