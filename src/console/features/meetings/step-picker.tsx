import { useQuery } from '@tanstack/react-query';
import X from 'lucide-react/icons/x';
import { ComboBox } from '../../components/combo-box.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { useMe } from '../../lib/me.ts';
import { stepOptionsQuery } from './queries.ts';
import { t } from './words.ts';

type Props = { value: readonly string[]; onChange: (ids: string[]) => void };

/** The plan steps that a meeting or a resolution answers; nothing is shown where this year has no plans. */
export function StepPicker({ value, onChange }: Props) {
  const { data: options = [] } = useQuery(stepOptionsQuery(useMe().fiscalYear));
  if (options.length === 0) return null;
  return (
    <div className="flex flex-col gap-1">
      <ComboBox
        label={t('steps')}
        help={t('stepsHelp')}
        optional
        value={null}
        onChange={(id) => {
          if (id !== null && !value.includes(id)) onChange([...value, id]);
        }}
        options={options.filter(({ id }) => !value.includes(id))}
      />
      <ul className="flex flex-col">
        {value.map((id) => {
          const name = options.find((option) => option.id === id)?.label ?? id;
          return (
            <li key={id} className="flex items-center justify-between gap-2 text-14">
              {name}
              <IconButton
                label={t('removeStep', { name })}
                icon={<X size={16} aria-hidden />}
                onPress={() => onChange(value.filter((each) => each !== id))}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
