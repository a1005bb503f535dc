import type { Year } from '../../../modules/plans/contract.ts';
import { Select } from '../../components/select.tsx';
import { yearName } from '../../lib/fiscal-year.ts';
import { t } from './words.ts';

type Props = { years: readonly Year[]; value: number; onChange: (year: number) => void; label?: string };

export function YearSelect({ years, value, onChange, label = t('year') }: Props) {
  return (
    <div className="flex items-center gap-2 [&_.field-box]:w-28">
      <Select
        label={label}
        value={String(value)}
        onChange={(next) => onChange(Number(next))}
        options={years.map(({ fiscalYear }) => ({ id: String(fiscalYear), label: yearName(fiscalYear) }))}
      />
    </div>
  );
}
