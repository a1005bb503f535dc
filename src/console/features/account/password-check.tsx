import { FormFault } from '../../components/form-fault.tsx';
import { TextField } from '../../components/text-field.tsx';
import { ApiError } from '../../lib/api.ts';
import { sentenceOf } from '../../lib/field-problem.ts';
import { t } from './words.ts';

type Props = { value: string; onChange: (value: string) => void; error: unknown };

/** One's own password again, before something of the account is changed; what was refused stands at the field or above it. */
export function PasswordCheck({ value, onChange, error }: Props) {
  const wrong = error instanceof ApiError && error.code === 'wrong-credentials';
  return (
    <>
      {error === null || wrong ? null : <FormFault>{sentenceOf(error, t('failed'))}</FormFault>}
      <TextField
        label={t('confirmPassword')}
        type="password"
        autoComplete="current-password"
        autoFocus
        value={value}
        onChange={onChange}
        error={wrong ? t('wrongPassword') : undefined}
      />
    </>
  );
}
