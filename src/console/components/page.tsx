import { type ReactNode, useEffect } from 'react';
import { t } from '../lib/words/t.ts';
import { ThaiText } from './thai-text.tsx';

type Props = {
  title: string;
  /** One sentence that says what is to do here, or the finding. */
  lead?: ReactNode;
  actions?: ReactNode;
  /** A `BackLink` to the list that it is of. */
  back?: ReactNode;
  children: ReactNode;
  /** `text` keeps lines readable (forms, prose); `full` is for lists beside cases. */
  width?: 'text' | 'wide' | 'full';
};

const WIDTH = { text: 'max-w-3xl', wide: 'max-w-6xl', full: 'max-w-none' };

/** Every page's head: its name in the window's title and the only h1. */
export function Page({ title, lead, actions, back, children, width = 'wide' }: Props) {
  useEffect(() => {
    document.title = `${title} · ${t('appName')}`;
  }, [title]);
  return (
    <div className={`mx-auto flex w-full flex-col gap-5 px-4 py-5 sm:px-6 ${WIDTH[width]}`}>
      <header className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          {back}
          <h1 className="text-22 sm:text-28">
            <ThaiText>{title}</ThaiText>
          </h1>
          {lead === undefined ? null : <p className="text-ink-soft">{lead}</p>}
        </div>
        {actions === undefined ? null : <div className="flex flex-wrap items-end gap-2">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
