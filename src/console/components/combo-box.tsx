import ChevronDown from 'lucide-react/icons/chevron-down';
import { useState } from 'react';
import { ComboBox as AriaComboBox, Button, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components/ComboBox';
import { skeleton } from '../../thai/index.ts';
import { t } from '../lib/words/t.ts';
import { FIELD, FieldFault, FieldHead, type FieldWords, OPTION, POPOVER } from './field.tsx';
import { type Option, OptionWords } from './select.tsx';

type Props = FieldWords & {
  options: readonly Option[];
  value: string | null;
  onChange: (id: string | null) => void;
  name?: string;
  placeholder?: string;
  isDisabled?: boolean;
  isRequired?: boolean;
  autoFocus?: boolean;
  /** `input`: the list stays shut until something is typed or ↓ is pressed, for forms that are tabbed through in haste. */
  opensOn?: 'focus' | 'input';
  /** Called with what is typed, when the options come from the server; they are then shown unfiltered. */
  onSearch?: (text: string) => void;
};

/** Type any part of a word to find a choice among many; Thai is compared without its tone marks, so a tone mark forgotten still finds. */
export function ComboBox({
  options,
  value,
  onChange,
  onSearch,
  opensOn = 'focus',
  placeholder,
  label,
  help,
  error,
  optional,
  ...rest
}: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const chosen = options.find((option) => option.id === value)?.label ?? '';
  const text = typed ?? chosen;
  const wanted = skeleton(text);
  const shown =
    onSearch !== undefined || typed === null
      ? options
      : options.filter((option) => skeleton(`${option.label} ${option.detail ?? ''}`).includes(wanted));
  return (
    <AriaComboBox
      {...rest}
      items={shown}
      value={value}
      inputValue={text}
      onInputChange={(next) => {
        setTyped(next === chosen ? null : next);
        onSearch?.(next);
      }}
      onChange={(key) => {
        setTyped(null);
        onChange(key === null ? null : String(key));
      }}
      onBlur={() => setTyped(null)}
      menuTrigger={opensOn}
      allowsEmptyCollection
      isInvalid={error !== undefined}
      className={FIELD}
    >
      <FieldHead label={label} help={help} optional={optional ?? false} />
      <div className="relative">
        <Input className="field-box pe-10" placeholder={placeholder ?? ''} />
        <Button
          aria-label={t('showOptions')}
          className="absolute end-1 top-1 grid size-7.5 place-items-center rounded-[6px] text-ink-soft data-hovered:bg-hover"
        >
          <ChevronDown size={18} aria-hidden />
        </Button>
      </div>
      <FieldFault error={error} />
      <Popover className={POPOVER}>
        <ListBox<Option>
          className="outline-none"
          renderEmptyState={() => <p className="px-3 py-2 text-14 text-ink-soft">{t('noOptions')}</p>}
        >
          {(option) => (
            <ListBoxItem
              id={option.id}
              textValue={option.label}
              isDisabled={option.disabled ?? false}
              className={OPTION}
            >
              <OptionWords option={option} />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
