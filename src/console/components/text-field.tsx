import type { ReactNode, Ref } from 'react';
import { TextField as AriaTextField, Input, type TextFieldProps } from 'react-aria-components/TextField';
import { toArabicDigits } from '../../thai/index.ts';
import { FIELD, FieldFault, FieldHead, type FieldWords } from './field.tsx';

type Props = Omit<TextFieldProps, 'className' | 'style' | 'children'> &
  FieldWords & { placeholder?: string; after?: ReactNode; inputRef?: Ref<HTMLInputElement> };

/** A figure may be typed in Thai numerals: whoever asks for one reads it in Arabic ones. */
const FIGURES: readonly TextFieldProps['inputMode'][] = ['numeric', 'decimal'];

export function TextField({ label, help, error, optional, placeholder, after, inputRef, onChange, ...rest }: Props) {
  const change =
    onChange !== undefined && FIGURES.includes(rest.inputMode)
      ? (typed: string) => onChange(toArabicDigits(typed))
      : onChange;
  return (
    <AriaTextField
      {...rest}
      {...(change && { onChange: change })}
      isInvalid={error !== undefined || rest.isInvalid === true}
      className={FIELD}
    >
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
