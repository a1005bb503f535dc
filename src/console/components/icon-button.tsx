import type { ReactNode } from 'react';
import { Button, type ButtonProps } from 'react-aria-components/Button';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';

type Props = Omit<ButtonProps, 'className' | 'style' | 'children' | 'aria-label'> & {
  /** The word of the icon: its accessible name and its tooltip. */
  label: string;
  icon: ReactNode;
  keys?: string;
};

export function IconButton({ label, icon, keys, ...rest }: Props) {
  return (
    <TooltipTrigger delay={500}>
      <Button
        {...rest}
        aria-label={label}
        className="inline-grid size-9 shrink-0 place-items-center rounded-control text-ink-soft transition-colors data-hovered:bg-hover data-hovered:text-ink data-disabled:opacity-55"
      >
        {icon}
      </Button>
      <Tooltip offset={6} className="rounded-control bg-ink px-2 py-0.5 text-14 text-ground shadow-raised">
        {label}
        {keys === undefined ? null : <kbd className="ms-2 font-sans uppercase">{keys}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}
