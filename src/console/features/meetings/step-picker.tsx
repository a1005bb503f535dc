import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import X from 'lucide-react/icons/x';
import { ComboBox } from '../../components/combo-box.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { stepOptionsQuery } from './queries.ts';
import { t } from './words.ts';

type Props = { fiscalYear: number; value: readonly string[]; onChange: (ids: string[]) => void };

/** The plan steps that a meeting or a resolution answers; nothing is shown where that year has no plans. */
export function StepPicker({ fiscalYear, value, onChange }: Props) {
  const { data: options = [] } = useQuery(stepOptionsQuery(fiscalYear));
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

/** The same steps to read, each leading to its plan; those that the year no longer has are left out. */
export function StepLinks({ fiscalYear, ids }: { fiscalYear: number; ids: readonly string[] }) {
  const { data: options = [] } = useQuery({ ...stepOptionsQuery(fiscalYear), enabled: ids.length > 0 });
  const found = options.filter(({ id }) => ids.includes(id));
  if (found.length === 0) return null;
  return (
    <ul className="flex flex-col text-14">
      {found.map(({ id, label, documentId }) => (
        <li key={id}>
          <Link
            to="/plans/documents/$id"
            params={{ id: documentId }}
            className="inline-flex min-h-8 items-center text-primary underline underline-offset-4"
          >
            {label}
          </Link>
        </li>
      ))}
    </ul>
  );
}
