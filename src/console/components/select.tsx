import Check from 'lucide-react/icons/check';
import ChevronDown from 'lucide-react/icons/chevron-down';
import { Select as AriaSelect, Button, ListBox, ListBoxItem, Popover, SelectValue } from 'react-aria-components/Select';
import { t } from '../lib/words/t.ts';
import { FIELD, FieldFault, FieldHead, type FieldWords, OPTION, POPOVER } from './field.tsx';

export type Option = { id: string; label: string; detail?: string; disabled?: boolean };
type Props = FieldWords & {
  options: readonly Option[];
  value: string | null;
  onChange: (id: string) => void;
  name?: string;
  placeholder?: string;
  isDisabled?: boolean;
  isRequired?: boolean;
};

/** Up to about a dozen fixed choices; more, or searched, is a ComboBox. */
export function Select({ options, value, onChange, placeholder, label, help, error, optional, ...rest }: Props) {
  return (
    <AriaSelect
      {...rest}
      value={value}
      onChange={(key) => {
        if (key !== null) onChange(String(key));
      }}
      placeholder={placeholder ?? t('choose')}
      isInvalid={error !== undefined}
      className={FIELD}
    >
      <FieldHead label={label} help={help} optional={optional ?? false} />
      <Button className="field-box flex items-center justify-between gap-2 text-start data-hovered:bg-hover">
        <SelectValue className="truncate data-placeholder:text-ink-faint">
          {({ selectedText, isPlaceholder, defaultChildren }) => (isPlaceholder ? defaultChildren : selectedText)}
        </SelectValue>
        <ChevronDown size={18} className="shrink-0 text-ink-soft" aria-hidden />
      </Button>
      <FieldFault error={error} />
      <Popover className={POPOVER}>
        <ListBox items={options} className="outline-none">
          {(option) => (
            <ListBoxItem
              id={option.id}
              textValue={option.label}
              isDisabled={option.disabled ?? false}
              className={OPTION}
            >
              {({ isSelected }) => (
                <>
                  <Check size={16} className={isSelected ? 'shrink-0' : 'invisible shrink-0'} aria-hidden />
                  <OptionWords option={option} />
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

export function OptionWords({ option }: { option: Option }) {
  return (
    <span className="min-w-0">
      {option.label}
      {option.detail === undefined ? null : <span className="block text-14 text-ink-soft">{option.detail}</span>}
    </span>
  );
}
