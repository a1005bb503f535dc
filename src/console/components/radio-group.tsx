import { RadioGroup as AriaRadioGroup, Radio, type RadioGroupProps } from 'react-aria-components/RadioGroup';
import { FIELD, FieldFault, FieldHead, type FieldWords } from './field.tsx';
import { type Option, OptionWords } from './select.tsx';

type Props = Omit<RadioGroupProps, 'className' | 'style' | 'children'> & FieldWords & { options: readonly Option[] };

/** Few choices, all seen at once. */
export function RadioGroup({ options, label, help, error, optional, ...rest }: Props) {
  return (
    <AriaRadioGroup {...rest} isInvalid={error !== undefined} className={FIELD}>
      <FieldHead label={label} help={help} optional={optional ?? false} />
      <div className={rest.orientation === 'horizontal' ? 'flex flex-wrap gap-x-6 gap-y-1' : 'flex flex-col gap-1'}>
        {options.map((option) => (
          <Radio
            key={option.id}
            value={option.id}
            isDisabled={option.disabled ?? false}
            className="group flex min-h-8 items-start gap-2 py-0.5 outline-none data-disabled:text-ink-faint"
          >
            <span
              aria-hidden
              className="mt-1 size-4.5 shrink-0 rounded-full border border-line-strong bg-surface outline-offset-2 outline-focus group-data-focus-visible:outline-2 group-data-selected:border-[5px] group-data-selected:border-primary"
            />
            <OptionWords option={option} />
          </Radio>
        ))}
      </div>
      <FieldFault error={error} />
    </AriaRadioGroup>
  );
}
