import type { ReactNode, Ref } from 'react';
import { TextField as AriaTextField, Input, type TextFieldProps } from 'react-aria-components/TextField';
import { FIELD, FieldFault, FieldHead, type FieldWords } from './field.tsx';

type Props = Omit<TextFieldProps, 'className' | 'style' | 'children'> &
  FieldWords & { placeholder?: string; after?: ReactNode; inputRef?: Ref<HTMLInputElement> };

export function TextField({ label, help, error, optional, placeholder, after, inputRef, ...rest }: Props) {
  return (
    <AriaTextField {...rest} isInvalid={error !== undefined || rest.isInvalid === true} className={FIELD}>
      <FieldHead label={label} help={help} optional={optional ?? false} />
      <div className="flex items-center gap-2">
        <Input
          className="field-box"
          placeholder={placeholder ?? ''}
          {...(inputRef === undefined ? {} : { ref: inputRef })}
        />
        {after === undefined ? null : <span className="shrink-0">{after}</span>}
      </div>
      <FieldFault error={error} />
    </AriaTextField>
  );
}
