import type { Ref } from 'react';
import { TextArea as AriaTextArea, TextField, type TextFieldProps } from 'react-aria-components/TextField';
import { FIELD, FieldFault, FieldHead, type FieldWords } from './field.tsx';

type Props = Omit<TextFieldProps, 'className' | 'style' | 'children'> &
  FieldWords & { rows?: number; placeholder?: string; inputRef?: Ref<HTMLTextAreaElement> };

/** Grows with what is written, from `rows` (4) up to most of the window. */
export function TextArea({ label, help, error, optional, rows = 4, placeholder, inputRef, ...rest }: Props) {
  return (
    <TextField {...rest} isInvalid={error !== undefined || rest.isInvalid === true} className={FIELD}>
      <FieldHead label={label} help={help} optional={optional ?? false} />
      <AriaTextArea
        rows={rows}
        placeholder={placeholder ?? ''}
        className="field-box max-h-[60dvh] resize-y field-sizing-content"
        style={{ minHeight: `${rows * 1.7 + 0.75}em` }}
        {...(inputRef === undefined ? {} : { ref: inputRef })}
      />
      <FieldFault error={error} />
    </TextField>
  );
}
