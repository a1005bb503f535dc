import Check from 'lucide-react/icons/check';
import Minus from 'lucide-react/icons/minus';
import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox, type CheckboxProps } from 'react-aria-components/Checkbox';

type Props = Omit<CheckboxProps, 'className' | 'style' | 'children'> & { children?: ReactNode };

/** Without words beside it (a row of a table), give `aria-label`. */
export function Checkbox({ children, ...rest }: Props) {
  return (
    <AriaCheckbox
      {...rest}
      className="group inline-flex min-h-8 items-start gap-2 py-0.5 outline-none data-disabled:text-ink-faint"
    >
      {({ isSelected, isIndeterminate }) => (
        <>
          <span
            aria-hidden
            className="mt-1 grid size-4.5 shrink-0 place-items-center rounded-[4px] border border-line-strong bg-surface text-on-primary outline-offset-2 outline-focus group-data-focus-visible:outline-2 group-data-selected:border-primary group-data-selected:bg-primary group-data-indeterminate:border-primary group-data-indeterminate:bg-primary"
          >
            {isIndeterminate ? (
              <Minus size={14} strokeWidth={3} />
            ) : isSelected ? (
              <Check size={14} strokeWidth={3} />
            ) : null}
          </span>
          {children === undefined ? null : <span>{children}</span>}
        </>
      )}
    </AriaCheckbox>
  );
}
