import { type ReactNode, useId } from 'react';

/** One matter of the right column, with its name as a heading. */
export function SideCard({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-1.5 px-4 py-3">
      <h2 id={id} className="text-14 text-ink-soft">
        {title}
      </h2>
      {children}
    </section>
  );
}
