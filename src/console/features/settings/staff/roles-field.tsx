import { CheckboxGroup } from 'react-aria-components/CheckboxGroup';
import type { z } from 'zod';
import { RoleName } from '../../../../modules/people/contract.ts';
import { Checkbox } from '../../../components/checkbox.tsx';
import { FIELD, FieldFault, FieldHead } from '../../../components/field.tsx';
import { t } from './words.ts';

export type Role = z.infer<typeof RoleName>;

type Props = { value: readonly Role[]; onChange: (roles: Role[]) => void; error?: string | undefined };

/** Each role with what it may do, so that nobody is given one for its name. */
export function RolesField({ value, onChange, error }: Props) {
  return (
    <CheckboxGroup
      value={[...value]}
      onChange={(ids) => onChange(RoleName.options.filter((role) => ids.includes(role)))}
      isInvalid={error !== undefined}
      className={FIELD}
    >
      <FieldHead label={t('roles')} optional={false} />
      <FieldFault error={error} />
      <div className="flex flex-col gap-1">
        {RoleName.options.map((role) => (
          <Checkbox key={role} value={role}>
            {t(role)}
            <span className="block text-14 text-ink-soft">{t(`${role}May`)}</span>
          </Checkbox>
        ))}
      </div>
    </CheckboxGroup>
  );
}

export const rolesWord = (roles: readonly Role[]): string => roles.map((role) => t(role)).join(', ');
