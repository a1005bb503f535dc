import { useState } from 'react';
import { TextField } from '../../../components/text-field.tsx';
import { bahtText, readBaht } from './money.ts';
import { t } from './words.ts';

type Props = { label: string; value: number | null; onChange: (amount: number | null) => void };

/** An amount of baht; "-" is none stated. What cannot be read is kept as typed and said, and changes nothing. */
export function MoneyField({ label, value, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed !== null && readBaht(typed) === undefined;
  return (
    <TextField
      label={label}
      help={t('budgetHelp')}
      inputMode="decimal"
      value={typed ?? bahtText(value)}
      onChange={(next) => {
        setTyped(next);
        const amount = readBaht(next);
        if (amount !== undefined) onChange(amount);
      }}
      onBlur={() => {
        if (!wrong) setTyped(null);
      }}
      {...(wrong ? { error: t('wrongMoney') } : {})}
    />
  );
}
