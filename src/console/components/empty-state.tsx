import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

type Props = {
  icon: LucideIcon;
  title: string;
  /** What this place is for, in a sentence or two. */
  children: ReactNode;
  /** One button, and a link to the guide. */
  action?: ReactNode;
};

export function EmptyState({ icon: Icon, title, children, action }: Props) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 px-4 py-10 text-center">
      <span className="grid size-14 place-items-center rounded-full bg-primary-tint text-primary-ink">
        <Icon size={26} aria-hidden />
      </span>
      <h2 className="text-18">{title}</h2>
      <div className="text-balance text-ink-soft">{children}</div>
      {action === undefined ? null : <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
