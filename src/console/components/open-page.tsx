import { type ReactNode, useEffect } from 'react';
import { setLanguage, useLanguage } from '../lib/i18n.ts';
import { t } from '../lib/words/t.ts';
import { Button } from './button.tsx';
import { ThaiText } from './thai-text.tsx';

/** A page for who is not signed in: one card in the middle, the name above, the other language at hand. */
export function OpenPage({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  const language = useLanguage();
  useEffect(() => {
    document.title = `${title} · ${t('appName')}`;
  }, [title]);
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-5 px-4 py-8">
      <div className="flex items-center justify-between gap-3">
        <p className="flex items-center gap-2.5 font-head text-18 font-semibold">
          <img src="/console/icon.svg" alt="" width="32" height="32" />
          {t('appName')}
        </p>
        <Button look="quiet" size="small" onPress={() => setLanguage(language === 'th' ? 'en' : 'th')}>
          {language === 'th' ? 'English' : 'ไทย'}
        </Button>
      </div>
      <section className="card flex flex-col gap-4 p-5 sm:p-7">
        <div className="flex flex-col gap-1">
          <h1 className="text-22">
            <ThaiText>{title}</ThaiText>
          </h1>
          {lead === undefined ? null : <div className="text-ink-soft">{lead}</div>}
        </div>
        {children}
      </section>
    </main>
  );
}
