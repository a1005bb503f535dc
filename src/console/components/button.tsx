import LoaderCircle from 'lucide-react/icons/loader-circle';
import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger';

const SHAPE =
  'inline-flex items-center justify-center gap-2 rounded-control font-head font-semibold text-center transition-colors border data-disabled:opacity-55 data-pending:cursor-progress data-pending:opacity-70';
const SIZE = {
  small: 'min-h-8 px-3 py-0.5 text-14',
  normal: 'min-h-9.5 px-4 py-1 text-[0.9375rem] leading-normal',
  large: 'min-h-11 px-5 py-2 text-16 leading-normal',
};
const LOOK: Record<ButtonLook, string> = {
  primary: 'bg-primary text-on-primary border-transparent data-hovered:bg-primary-hover',
  secondary: 'bg-surface text-ink border-line-strong data-hovered:bg-hover',
  quiet: 'bg-transparent text-primary border-transparent data-hovered:bg-hover data-hovered:text-ink',
  danger: 'bg-danger text-on-danger border-transparent data-hovered:bg-danger-hover',
};

/** The same face for a link that is drawn as a button. */
export const buttonFace = (look: ButtonLook = 'secondary', size: keyof typeof SIZE = 'normal'): string =>
  `${SHAPE} ${SIZE[size]} ${LOOK[look]} hover:no-underline ${look === 'primary' ? 'hover:bg-primary-hover' : 'hover:bg-hover'}`;

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'isPending'> & {
  look?: ButtonLook;
  size?: keyof typeof SIZE;
  icon?: ReactNode;
  isPending?: boolean;
  children: ReactNode;
};

/** One primary a page. `isPending` keeps focus and stops a second press; a form guards a second submit (Enter) itself. */
export function Button({
  look = 'secondary',
  size = 'normal',
  icon,
  isPending = false,
  onPress,
  children,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      {...(isPending ? { 'data-pending': true } : {})}
      {...(isPending || onPress === undefined ? {} : { onPress })}
      className={`${SHAPE} ${SIZE[size]} ${LOOK[look]}`}
    >
      {isPending ? <LoaderCircle size={18} className="motion-safe:animate-spin" aria-hidden /> : icon}
      {children}
    </AriaButton>
  );
}
