import Check from 'lucide-react/icons/check';
import type { ReactElement, ReactNode } from 'react';
import { Menu as AriaMenu, Header, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components/Menu';
import { KeyboardHint } from './keyboard-hint.tsx';

export type MenuAction = {
  id: string;
  label: string;
  icon?: ReactNode;
  keys?: string;
  isDanger?: boolean;
  isDisabled?: boolean;
  /** Given for a choice: the chosen one carries a check. */
  isChosen?: boolean;
  run: () => void;
};
export type MenuGroup = { id: string; heading?: string; actions: readonly MenuAction[] };

type Props = {
  /** The button: a Button or IconButton. */
  trigger: ReactElement;
  label: string;
  groups: readonly MenuGroup[];
  /** Drawn above the actions, not reached by the arrows (who is signed in). */
  head?: ReactNode;
};

export function Menu({ trigger, label, groups, head }: Props) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover placement="bottom end" className="min-w-56 rounded-card border border-line bg-surface p-1 shadow-raised">
        {head}
        <AriaMenu aria-label={label} className="outline-none">
          {groups.map((group) => (
            <MenuSection
              key={group.id}
              id={group.id}
              {...(group.heading === undefined ? { 'aria-label': label } : {})}
              className="border-line py-1 not-first:border-t"
            >
              {group.heading === undefined ? null : (
                <Header className="px-3 py-1 text-14 text-ink-faint">{group.heading}</Header>
              )}
              {group.actions.map((action) => (
                <MenuItem
                  key={action.id}
                  id={action.id}
                  textValue={action.label}
                  isDisabled={action.isDisabled ?? false}
                  onAction={action.run}
                  className={`flex min-h-9 cursor-pointer items-center gap-2.5 rounded-[6px] px-3 py-1 leading-normal data-focused:bg-hover data-disabled:text-ink-faint ${action.isDanger === true ? 'text-danger' : ''}`}
                >
                  {action.icon}
                  <span className="grow">{action.label}</span>
                  {action.keys === undefined ? null : <KeyboardHint keys={action.keys} />}
                  {action.isChosen === undefined ? null : (
                    <Check size={16} className={action.isChosen ? 'text-primary' : 'invisible'} aria-hidden />
                  )}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
