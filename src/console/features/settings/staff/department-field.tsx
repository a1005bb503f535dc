import { ComboBox } from '../../../components/combo-box.tsx';
import { nameOf, useDirectory } from '../../../lib/directory.ts';
import { t } from './words.ts';

const NONE = 'none';

export function DepartmentField({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const { departments } = useDirectory();
  return (
    <ComboBox
      label={t('department')}
      options={[
        { id: NONE, label: t('noDepartment') },
        ...departments.map((each) => ({ id: each.id, label: nameOf(each) })),
      ]}
      value={value ?? NONE}
      onChange={(id) => onChange(id === NONE ? null : id)}
    />
  );
}
