import CircleAlert from 'lucide-react/icons/circle-alert';
import type { ReactNode } from 'react';

/** What was refused, above the fields or above the button; spoken as soon as it appears. */
export function FormFault({ children }: { children: ReactNode }) {
  return (
    <p
      role="alert"
      className="flex items-start gap-2 rounded-control border border-danger bg-overdue-tint px-3 py-2 text-overdue"
    >
      <CircleAlert size={20} className="mt-0.5 shrink-0" aria-hidden />
      <span>{children}</span>
    </p>
  );
}
